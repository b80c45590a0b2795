# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures redact SOURCE --marks marks.yaml -o records/…`: the words go, labelled boxes come, and the gate looks again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from ..casework import marked_yaml
from ..casework.marked_yaml import Marked
from ..casework.model_words import translate
from ..casework.textfile import read_text
from ..problems import DisclosuresError, ExitCode, Place, Problem, Severity
from ..safety.redact import work
from ..safety.redact.label import NOT_STATED, is_code, law_words
from ..safety.redact.marks import Mark, Marks
from ..safety.redact.work import Done, Stopped
from ..store import write_whole
from .formats import render
from .inspect import told_findings
from .progress import Progress

_NAMES = 200_000


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--marks", "marks_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The YAML file that says what is to go, and under which exemption.")  # fmt: skip
@click.option("--annotations", is_flag=True, help="Take Redact and Highlight annotations drawn in a PDF reader as marks.")
@click.option("--exemption", default=NOT_STATED, help="The exemption of annotations that name none, such as s40(2).")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Where the redacted file goes.")
@click.option("--preview", type=click.Path(file_okay=False, path_type=Path),
              help="Only draw what will go, one PNG for each page, into this folder.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Tell the result as JSON. It holds no word that was taken away.")
@click.pass_context
def command(
    context: click.Context, source: Path, marks_file: Path | None, annotations: bool, exemption: str, out: Path | None,
    preview: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Write a copy of SOURCE in which what the marks cover is removed, and boxes with the exemption stand instead.

    SOURCE is never changed, and must lie outside the log. The copy is inspected like every file of the log: when
    something would hold it back, nothing is written and the exit code is 4. Beside it goes a log of its boxes.
    """
    _check_call(source, marks_file, annotations, exemption, out, preview)
    marks, names = _read(marks_file) if marks_file else ([], {})
    data = source.read_bytes()
    drawn = exemption if annotations else None
    if preview:
        pictures = work.preview(data, source.name, marks, names, drawn, Progress("Pages looked at"))
        for number, png in pictures:
            path = preview / f"{source.stem}-page-{number}.png"
            write_whole(path, png)
            click.echo(f"Wrote {path}")
        click.echo("These pictures show what is to go: delete them when you have looked.")
        return
    result = work.redact(data, source.name, out.name, marks, names, drawn, Progress("Pages redacted"))
    if isinstance(result, Stopped):
        _tell_stopped(source, result, as_json)
        context.exit(ExitCode.BLOCKED)
    written = []
    for one in (result, *result.more):
        path = out.with_name(one.name)
        write_whole(path, one.data)
        write_whole(path.with_name(one.log_name), one.log)
        written.append((path, one))
    if as_json:
        click.echo(json.dumps({"source": str(source), "written": True, "files": [_plain(*one) for one in written]}, indent=2))
    else:
        click.echo("\n".join(_told(*one) for one in written))


def _check_call(
    source: Path, marks_file: Path | None, annotations: bool, exemption: str, out: Path | None, preview: Path | None
) -> None:
    """Raises UsageError before anything is opened."""
    if not marks_file and not annotations:
        raise click.UsageError("say what is to go: name a file with --marks, or write --annotations")
    if not out and not preview:
        raise click.UsageError("say where the redacted file goes with -o, or look first with --preview")
    if exemption != NOT_STATED and not is_code(exemption):
        raise click.UsageError(f"“{exemption}” is no exemption: write one such as s40(2), reg 12(5)(e) or (b)(6)")
    home = next((folder for folder in source.resolve().parents if (folder / "mkdocs.yml").exists() and (folder / "requests").is_dir()), None)
    if home:
        raise click.UsageError(
            f"{source} lies inside the log ({home}), which is copied and shared: move the unredacted file out of it, and redact it there"
        )
    if out and out.exists() and out.samefile(source):
        raise click.UsageError(f"{out} is the source itself: give the redacted file another name, so that you keep both")
    if out and (out.is_dir() or not out.suffix):
        raise click.UsageError(f"{out} is no file name: end it with the redacted file's own name, such as records/1-letter.pdf")


def _read(file: Path) -> tuple[list[Mark], dict[int, list[str]]]:
    """The marks, and the names of each list of names. Raises MarksRefused with every problem at once."""
    marked = marked_yaml.load(file)
    problems = list(marked.problems)
    if marked.value is not None and not isinstance(marked.value, dict):
        problems.append(_problem(marked, (), "the file does not begin with `marks:`", "Write `marks:` in its first line, and each mark below it after a dash."))
    elif marked.value is not None:
        try:
            found = Marks.model_validate(marked.value)
        except ValidationError as error:
            problems += translate(error, marked, Marks)
        else:
            names, more = _names(found, marked)
            if not (problems := [one for one in problems if one.severity is Severity.ERROR] + more):
                return found.each(), names
    raise MarksRefused(problems)


def _names(found: Marks, marked: Marked) -> tuple[dict[int, list[str]], list[Problem]]:
    lists, problems = {}, []
    for index, mark in enumerate(found.marks):
        if mark.names:
            text, wrong = read_text(marked.file.parent / mark.names, limit=_NAMES)
            lists[index] = [line.strip() for line in (text or "").splitlines() if line.strip() and not line.startswith("#")]
            if wrong and text is None:
                problems.append(_problem(marked, ("marks", index, "names"), wrong[0].message, wrong[0].cure))
            elif not lists[index]:
                problems.append(_problem(marked, ("marks", index, "names"), f"{mark.names} holds no name", "Write one name on each line."))
    return lists, problems


def _problem(marked: Marked, path: tuple, message: str, cure: str) -> Problem:
    return Problem("marks", Severity.ERROR, Place(marked.file, *marked.place(path)), message, cure)


class MarksRefused(DisclosuresError):
    """The file of marks cannot be used; nothing was written."""

    exit_code = ExitCode.USAGE

    def __init__(self, problems: list[Problem]):
        super().__init__(render(problems, "text") + "; nothing was written")


def _tell_stopped(source: Path, stopped: Stopped, as_json: bool) -> None:
    if as_json:
        findings = [{**one.as_dict(), "recovered": one.masked if one.recovered else ""} for one in stopped.findings]
        click.echo(json.dumps({"source": str(source), "written": False, "reasons": stopped.reasons, "findings": findings}, indent=2))
        return
    click.echo(f"{source}: nothing was written. Mend this first:")
    for reason in stopped.reasons:
        click.echo(f"\n  {reason}")
    if stopped.findings:
        click.echo(told_findings(stopped.findings))


def _told(out: Path, done: Done) -> str:
    lines = [f"Wrote {out}: {_many(len(done.boxes), 'redaction', 'redactions')}."]
    for law, count in Counter(law_words(done.marks[mark].codes) or "no exemption stated" for _, _, mark in done.boxes).items():
        lines.append(f"  {law}: {count}")
    lines += [f"Also taken away: {', '.join(f'{what} {count}' for what, count in done.also.items())}."] if done.also else []
    lines += [f"Look at this: {note}." for note in done.notes]
    lines.append(f"Wrote {out.with_name(done.log_name)}: where they stand, without the words.")
    return "\n".join(lines)


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _plain(out: Path, done: Done) -> dict[str, Any]:
    boxes = [
        {"page": page, "at": at, "under": law_words(done.marks[mark].codes), "mark": mark + 1} for page, at, mark in done.boxes
    ]
    return {
        "file": str(out), "log": str(out.with_name(done.log_name)), "redactions": boxes, "also": dict(done.also),
        "notes": list(done.notes),
    }  # fmt: skip
