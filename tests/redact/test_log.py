# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of marks beside a file: known to the checks, told to readers, and silent about words."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.casework.redactions import log_of, read
from disclosures.log.redactions import summary
from disclosures.safety.redact import log
from disclosures.store import sha256

from . import making

WORDS = {"s40(2)": "section 40(2)", "s23(1)": "section 23(1)", "s24(1)": "section 24(1)"}.get


def beside(folder: Path, *boxes: tuple[int, str, int], marks: tuple = ({"words": "a"},)) -> Path:
    file = folder / "8.1.pdf"
    file.write_bytes(b"the redacted file")
    (folder / log.beside(file.name)).write_bytes(log.written(file.read_bytes(), making.marks(*marks), boxes))
    return file


def test_a_file_without_a_log_has_no_summary_and_no_problem(tmp_path):
    (tmp_path / "8.1.pdf").write_bytes(b"x")
    assert summary(tmp_path / "8.1.pdf", WORDS, []) == ((), ())


def test_both_rooms_give_the_log_the_same_name():
    for name in ("8.1.pdf", "08.1-2022-02-06-briefing.pdf", "staff.csv"):
        assert log_of(f"records/{name}") == f"records/{log.beside(name)}"


def test_pages_in_a_row_are_told_together(tmp_path):
    file = beside(tmp_path, (1, "1 2 3 4", 0), (2, "1 2 3 4", 0), (3, "1 2 3 4", 0), (7, "1 2 3 4", 0))
    assert summary(file, WORDS, [])[0] == (("Pages 1 to 3", "section 40(2)"), ("Page 7", "section 40(2)"))


def test_a_table_has_no_pages(tmp_path):
    file = beside(tmp_path, (0, "B2", 0), (0, "B3", 0))
    assert summary(file, WORDS, [])[0] == (("Throughout", "section 40(2)"),)


def test_alternatives_are_told_together_even_where_the_log_names_one(tmp_path):
    one = {"words": "a", "exemption": "s24(1)"}
    both = {"words": "b", "alternatives": ["s24(1)", "s23(1)"]}
    file = beside(tmp_path, (1, "x", 0), (1, "y", 1), marks=(one, both))
    told, _ = summary(file, WORDS, [("s23(1)", "s24(1)")])
    assert told == (("Page 1", "section 23(1) or section 24(1)"),)


def test_a_log_of_another_version_of_the_file_is_not_told(tmp_path):
    file = beside(tmp_path, (1, "x", 0))
    file.write_bytes(b"another file")
    told, (problem,) = summary(file, WORDS, [])
    assert told == () and "another version" in problem.message


@pytest.mark.parametrize("text", ["just words", "summary: [", "sha256: x\nsummary: words", "- a\n- b"])
def test_a_damaged_log_is_a_problem_and_no_error(tmp_path, text):
    (tmp_path / "8.1.redactions.yaml").write_text(text)
    found, problems = read(tmp_path / "8.1.redactions.yaml")
    assert found is None and problems


def test_the_log_names_the_file_by_its_hash(tmp_path):
    file = beside(tmp_path, (1, "x", 0))
    assert read(tmp_path / "8.1.redactions.yaml")[0].sha256 == sha256(file.read_bytes())
