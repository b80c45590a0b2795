# SPDX-License-Identifier: AGPL-3.0-or-later
"""The generated reference: current, and with no command, check, leak rule or exit code left out."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

import disclosures

DOCS = Path(__file__).parents[2] / "docs"
_spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


@dataclass
class Said:
    id: str = "number-repeated"
    title: str = "A number is used twice"
    what: str = "Each record has a number of its own."
    why: str = "A reader cites it."
    before: str = "- number: 1\n- number: 1"
    after: str = "- number: 1\n- number: 2"


def test_a_check_that_says_everything_is_accepted():
    generate.described(Said(), generate.OF_A_CHECK)


@pytest.mark.parametrize("field", ["title", "what", "why", "before", "after"])
def test_a_check_that_leaves_something_out_stops_the_manual(field: str):
    with pytest.raises(generate.Undescribed, match=f"number-repeated.*{field}"):
        generate.described(Said(**{field: " "}), generate.OF_A_CHECK)


def test_the_indentation_of_an_example_is_kept():
    assert generate._example('- number: "8"\n  part_of: "7"') == '```yaml\n- number: "8"\n  part_of: "7"\n```'


def test_angle_brackets_are_shown_and_not_taken_for_markup():
    assert generate._line("text <b> and `<meta>`") == "text &lt;b> and `<meta>`"


def test_a_command_without_help_stops_the_manual():
    with pytest.raises(generate.Undescribed, match="publish"):
        generate.words(click.Command("publish"), "disclosures publish")


def test_an_option_without_help_stops_the_manual():
    group = click.Group("disclosures", commands={"build": click.Command("build", help="Build.", params=[click.Option(["--x"])])})
    with pytest.raises(generate.Undescribed, match="--x"):
        list(generate._commands(group, "disclosures"))


def test_the_words_under_a_member_are_found():
    from disclosures.problems import ExitCode

    assert generate.docstrings(ExitCode)["OK"].startswith("Done")


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_page_is_current(name: str):
    page = generate.REFERENCE / name
    assert page.read_text(encoding="utf-8") == generate.PAGES[name](), "run `make generated` and commit the result"


def test_every_command_has_a_section():
    from disclosures.cli import cli

    text = (generate.REFERENCE / "commands.md").read_text(encoding="utf-8")
    verbs = cli.list_commands(click.Context(cli))
    assert {"build", "check", "inspect", "new", "schema", "serve"} <= set(verbs)
    assert [name for name in verbs if f"\n## disclosures {name}\n" not in text] == []


def test_every_check_has_a_section():
    from disclosures.casework.checks.registry import all_checks

    text = (generate.REFERENCE / "checks.md").read_text(encoding="utf-8")
    assert [one.id for one in all_checks() if f"\n## {one.id} {{#" not in text] == []


def test_every_leak_rule_has_a_section():
    from disclosures.safety.rules import all_leaks

    text = (generate.REFERENCE / "leak-rules.md").read_text(encoding="utf-8")
    assert [one.id for one in all_leaks() if f"\n## {one.id} {{#" not in text] == []


def test_every_id_that_the_code_reports_is_in_the_manual():
    package = Path(disclosures.__file__).parent
    written = re.compile(r'\b(?:Problem|_problem|_refuse|_fault|Finding)\(\s*"([A-Za-z][A-Za-z-]+)"')
    reported = {id for file in package.rglob("*.py") for id in written.findall(file.read_text(encoding="utf-8"))}
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    assert {"settings", "held-back"} <= reported
    assert sorted(id for id in reported if f"`{id}`" not in pages and f"## {id} " not in pages) == []


def test_every_exit_code_has_a_row():
    from disclosures.problems import ExitCode

    text = (generate.REFERENCE / "exit-codes.md").read_text(encoding="utf-8")
    assert [code.name for code in ExitCode if f"| {int(code)} | `{code.name}` |" not in text] == []


def test_the_manual_says_what_is_not_found_and_every_rule_it_names_there_exists():
    from disclosures.safety.rules import all_leaks

    text = (DOCS / "officers" / "redaction.md").read_text(encoding="utf-8")
    section = text.split("\n## What is not found\n")[1].split("\n## ")[0]
    named = set(re.findall(r"`([A-Z]+-[A-Z-]+)`", section))
    assert {"GLYPH-RESIDUE", "WEAK-PIXELATION"} <= named <= {one.id for one in all_leaks()}

