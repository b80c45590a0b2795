# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes the manual's reference from the code: commands, checks, leak rules and exit codes.

    python docs/generate.py            write docs/reference/*.md
    python docs/generate.py --check    write nothing; exit 1 when a page is not current

It stops with an error when a command, an option, a check, a leak rule or an exit code is not described, so that nothing
can be added without its section in the manual.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code: change the code, not this page. -->\n"
OF_A_CHECK = ("title", "what", "why", "before", "after")
OF_A_RULE = ("title", "finds", "why", "cure", "before", "after")
VERDICTS = {
    "BLOCK": ("block", "The file is not published."),
    "FIX": ("fix", "The published copy is cleaned and searched again."),
    "REVIEW": ("review", "The file is held back until an officer writes down why it may go."),
}



class Undescribed(Exception):
    """Something in the code has no words for the manual."""


def described(thing: Any, fields: Iterable[str]) -> None:
    """Raise Undescribed unless every one of `fields` of a check or leak rule holds words."""
    empty = [name for name in fields if not str(getattr(thing, name, "") or "").strip()]
    if empty:
        raise Undescribed(f"{getattr(thing, 'id', thing)!r} says nothing under: {', '.join(empty)}")


def commands() -> str:
    """The page of all commands, from the click group of the command line."""
    from disclosures.cli import cli

    intro = f"# Commands\n\n{NOTE}\n{words(cli, 'disclosures')}\n\n```console\ndisclosures COMMAND --help\n```\n"
    return "\n".join([intro, *_parameters(cli, "disclosures"), *_commands(cli, "disclosures")])


def _commands(group: click.Group, path: str) -> Iterator[str]:
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command, full = group.get_command(context, name), f"{path} {name}"
        usage = " ".join([full, *command.collect_usage_pieces(click.Context(command, info_name=full))])
        yield f"## {full}\n\n{words(command, full)}\n\n```console\n{usage}\n```\n"
        yield from _parameters(command, full)
        if isinstance(command, click.Group):
            yield from _commands(command, full)


def words(command: click.Command, name: str) -> str:
    """The help of a command in Markdown: paragraphs unwrapped. Raises Undescribed when there is none."""
    text = inspect.cleandoc(command.help or "").split("\f")[0].strip()
    if not text:
        raise Undescribed(f"the command `{name}` has no help")
    return "\n\n".join(_paragraph(part) for part in re.split(r"\n\s*\n", text))


def _paragraph(text: str) -> str:
    """One paragraph of help; one that click is told not to wrap (\\b) stands as it is."""
    if text.startswith("\b\n"):
        return "```text\n" + text[2:] + "\n```"
    return " ".join(text.split())


def _parameters(command: click.Command, name: str) -> Iterator[str]:
    rows = []
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            shown, said = parameter.make_metavar(click.Context(command)), getattr(parameter, "help", None) or ""
        else:
            if getattr(parameter, "hidden", False):
                continue
            shown, said = parameter.get_help_record(click.Context(command)) or ("", "")
            if not getattr(parameter, "help", None):
                raise Undescribed(f"the option {parameter.opts[0]} of `{name}` has no help")
        rows.append(f"| `{shown.replace('|', ', ')}` | {_cell(said)} |")
    if any(not row.endswith("|  |") for row in rows):
        yield "\n".join(["| Option | What it does |", "| --- | --- |", *(r for r in rows if not r.endswith("|  |"))]) + "\n"


def checks() -> str:
    """The page of all problems that a check can report."""
    from disclosures.casework.checks.registry import all_checks

    found = all_checks()
    parts = [
        f"# Checks\n\n{NOTE}\nEach problem has an id, which stands in brackets at the end of its message. An error stops "
        "publication. After a warning or a note the site is still built. In a draft, errors count as warnings.\n",
        _index(found, "Severity", lambda one: one.severity.word),
    ]
    for one in found:
        described(one, OF_A_CHECK)
        parts.append(
            f"{_heading(one, f'Severity: {one.severity.word}.')}\n\n{_line(one.what)}\n\n*Why:* {_line(one.why)}\n\n"
            f"Before:\n\n{_example(one.before)}\n\nAfter:\n\n{_example(one.after)}\n"
        )
    return "\n".join(parts)


def leak_rules() -> str:
    """The page of all that the safety gate looks for in a file."""
    from disclosures.safety import output, refusals
    from disclosures.safety.rules import all_leaks

    found = sorted((*all_leaks(), *refusals.ALL, *output.ALL), key=lambda one: one.id)
    parts = [
        f"# Leak rules\n\n{NOTE}\nEach rule looks for one way in which a file can give away what was removed. "
        "`PAGE-` and `TERM-` rules look at the finished site instead, and nothing goes out until they find nothing. "
        "[Redaction](../officers/redaction.md) tells what to do when a file is held back.\n",
        _index(found, "Verdict", lambda one: VERDICTS[one.verdict.name][0]),
    ]
    for one in found:
        described(one, OF_A_RULE)
        kinds = ", ".join(sorted(kind.words for kind in one.kinds)) or "every kind of file"
        parts.append(
            f"{_heading(one, VERDICTS[one.verdict.name][1])}\n\n*Looks at:* {kinds}\n\n*Finds:* {_line(one.finds)}\n\n"
            f"*Why:* {_line(one.why)}\n\n*Cure:* {_line(one.cure)}\n\n"
            f"*Before:* {_line(one.before)}\n\n*After:* {_line(one.after)}\n"
        )
    return "\n".join(parts)


def _index(found: Iterable[Any], column: str, tell: Callable[[Any], str]) -> str:
    rows = [f"| [`{one.id}`](#{one.id.lower()}) | {tell(one)} | {_cell(one.title)} |" for one in found]
    if not rows:
        raise Undescribed("a registry is empty")
    return "\n".join([f"| Id | {column} | What is wrong |", "| --- | --- | --- |", *rows]) + "\n"


def _heading(one: Any, lead: str) -> str:
    return f"## {one.id} {{#{one.id.lower()}}}\n\n**{_line(one.title).rstrip('.')}.** {lead}"


def _example(text: str) -> str:
    """A fenced example; YAML is told by its first line, so that it is coloured as such."""
    yaml = re.match(r"\s*(- )?[\w-]+:(\s|$)", text)
    return f"```{'yaml' if yaml else 'text'}\n{textwrap.dedent(text).strip()}\n```"


def exit_codes() -> str:
    """The page of exit codes, from the words under each member of ExitCode."""
    from disclosures.problems import ExitCode

    said = docstrings(ExitCode)
    rows = []
    for code in ExitCode:
        if not said.get(code.name):
            raise Undescribed(f"the exit code {code.name} is not described")
        rows.append(f"| {int(code)} | `{code.name}` | {_cell(said[code.name])} |")
    return (
        f"# Exit codes\n\n{NOTE}\nA command tells the shell how it went, so that a script can act on it.\n\n"
        "| Code | Name | What it means |\n| ---: | --- | --- |\n" + "\n".join(rows) + "\n\n"
        "```sh\ndisclosures build\n"
        "case $? in\n  0) echo \"publish site/\" ;;\n  4) echo \"publish site/, and look at what was held back\" ;;\n"
        "  *) echo \"do not publish\" ;;\nesac\n```\n"
    )


def headers() -> str:
    """The page of rules for web servers, from the one table that `release headers` writes them from."""
    from disclosures.release.headers import HEADERS, KINDS

    rows = "\n".join(f"| `{name}` | `{value.replace('|', chr(92) + '|')}` |" for name, value in HEADERS.items())
    tabs = {"apache": "Apache", "caddy": "Caddy", "cloudfront": "CloudFront", "netlify": "A `_headers` file", "nginx": "nginx"}
    shown = "\n".join(
        f'=== "{tabs[kind]}"\n\n' + textwrap.indent(f"```{kind if kind in ('nginx', 'apache') else 'text'}\n{write({}).rstrip()}\n```", "    ") + "\n"
        for kind, write in sorted(KINDS.items())
    )
    return (
        f"# Headers for web servers\n\n{NOTE}\nEvery answer of the site bears these headers. `disclosures release headers KIND` writes the rules"
        " for a server.\n\n| Header | Value |\n| --- | --- |\n" + rows + "\n\n"
        "If every host under your domain speaks HTTPS, you may add `; includeSubDomains` to `Strict-Transport-Security`.\n\n" + shown
    )


def docstrings(owner: type) -> dict[str, str]:
    """The text literal under each attribute of a class, which Python itself does not keep."""
    body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(owner))).body[0].body  # type: ignore[attr-defined]
    found = {}
    for before, after in zip(body, body[1:], strict=False):
        if isinstance(before, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[before.targets[0].id] = str(after.value.value)  # type: ignore[attr-defined]
    return found


def _line(text: str) -> str:
    """Words on one line; a `<` outside code cannot start markup."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else part.replace("<", "&lt;") for part in parts)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "checks.md": checks,
    "leak-rules.md": leak_rules,
    "headers.md": headers,
    "exit-codes.md": exit_codes,
}


def stale() -> list[Path]:
    """Pages whose text on disk is not what the code would write now."""
    return [
        REFERENCE / name
        for name, write in PAGES.items()
        if not (REFERENCE / name).is_file() or (REFERENCE / name).read_text(encoding="utf-8") != write()
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are not current. Returns an exit code."""
    if arguments == ["--check"]:
        for path in (found := stale()):
            print(f"{path} is not current: run `make generated`", file=sys.stderr)
        return bool(found)
    texts = {name: write() for name, write in PAGES.items()}  # all or none
    REFERENCE.mkdir(exist_ok=True)
    for name, text in texts.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
