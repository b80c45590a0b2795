# SPDX-License-Identifier: AGPL-3.0-or-later
"""A released file does not change in silence: what became of it is told, unless the history has one more entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.build.unexplained import Unexplained, problems, unexplained
from disclosures.problems import Severity

HOME = "requests/sc-24-001/"
ONE, TWO = f"{HOME}files/1-letter.pdf", f"{HOME}files/2-letter.pdf"
BEFORE = {ONE: "a" * 64, TWO: "b" * 64, HOME: "c" * 64, f"{HOME}request.json": "d" * 64}


@pytest.mark.parametrize("after", [
    BEFORE,
    BEFORE | {HOME: "e" * 64, f"{HOME}request.json": "f" * 64},
    BEFORE | {f"{HOME}files/3-letter.pdf": "e" * 64},
    {ONE: "a" * 64, TWO: "b" * 64},
], ids=["nothing new", "other words on the page", "one more file", "a page less"])  # fmt: skip
def test_what_takes_nothing_from_a_reader_needs_no_explanation(after: dict[str, str]) -> None:
    assert unexplained(BEFORE, after, 0, 0) == []


@pytest.mark.parametrize("after", [{}, BEFORE | {ONE: "e" * 64}, {TWO: "a" * 64}])
def test_one_more_entry_of_the_history_explains_what_comes_with_it(after: dict[str, str]) -> None:
    assert unexplained(BEFORE, after, 1, 2) == []


def test_an_older_entry_explains_nothing_new() -> None:
    assert unexplained(BEFORE, BEFORE | {ONE: "e" * 64}, 1, 1) == [Unexplained(ONE, "changed")]
    assert unexplained(BEFORE, BEFORE | {ONE: "e" * 64}, 2, 1) == [Unexplained(ONE, "changed")]


def test_a_file_that_went_away_is_told_apart_from_one_that_was_renamed() -> None:
    renamed = f"{HOME}files/1-letter-of-may.pdf"
    assert unexplained(BEFORE, {renamed: "a" * 64}, 0, 0) == [Unexplained(ONE, "moved", renamed), Unexplained(TWO, "gone")]


def test_two_files_that_change_places_have_both_changed() -> None:
    assert unexplained(BEFORE, {ONE: "b" * 64, TWO: "a" * 64}, 0, 0) == [Unexplained(ONE, "changed"), Unexplained(TWO, "changed")]


def test_an_officer_is_told_which_file_what_became_of_it_and_what_to_do() -> None:
    found = unexplained(BEFORE, {f"{HOME}files/9.pdf": "a" * 64}, 0, 0)
    one, two = problems(found, Path("requests/SC-24-001/request.yaml"), 12)
    assert one.severity is Severity.ERROR and (one.place.line, two.place.line) == (12, 12)
    assert "1-letter.pdf was published under this name and now has another one: 9.pdf" in one.message
    assert "2-letter.pdf was published and is no longer there" in two.message
    assert "Add an entry to `history`" in one.cure
