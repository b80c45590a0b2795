# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML as officers write it: every scalar stays text, every value keeps its place, and nothing can fill the memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.casework import marked_yaml


def ids(text: str) -> list[str]:
    return [problem.id for problem in marked_yaml.load(text).problems]


@pytest.mark.parametrize(
    "written", ["8.10", "12:30", "040", "no", "yes", "2022-02-30", "1e3", "0x1F", "null", "~", "1_000", "=", "<<"]
)
def test_a_scalar_stays_the_text_that_was_typed(written):
    read = marked_yaml.load(f"value: {written}\n")
    assert read.problems == ()
    assert read.value == {"value": written}


def test_long_texts_and_quotes_are_read_as_yaml_has_them():
    read = marked_yaml.load("a: |\n  one\n  two\nb: >\n  one\n  two\nc: \"x: y\"\nd: 'it''s'\n")
    assert read.value == {"a": "one\ntwo\n", "b": "one two\n", "c": "x: y", "d": "it's"}


def test_a_key_with_nothing_after_its_colon_counts_as_absent_but_keeps_its_place():
    read = marked_yaml.load("a: 1\nb:\nc: ''\n")
    assert read.value == {"a": "1", "c": ""}
    assert read.key_place(("b",)) == (2, 1)


def test_every_value_knows_its_line_and_column():
    read = marked_yaml.load("records:\n  - number: 8\n    title: Käse\n  - {number: 9, title: x}\n")
    assert read.place(("records", 0, "number")) == (2, 13)
    assert read.place(("records", 0, "title")) == (3, 12)
    assert read.place(("records", 1, "title")) == (4, 24)
    assert read.key_place(("records", 1, "title")) == (4, 17)


def test_a_place_that_is_not_there_is_that_of_its_nearest_ancestor():
    read = marked_yaml.load("records:\n  - number: 8\n")
    assert read.place(("records", 0, "title", "x")) == (2, 5)
    assert read.place(("nothing",)) == (1, 1)


def test_columns_count_characters_and_not_bytes():
    assert marked_yaml.load("{å: é, b: x}").place(("b",)) == (1, 11)


@pytest.mark.parametrize(
    ("text", "id", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1),
        ("a: {b: 1, b: 2}\n", "yaml-duplicate-key", 1, 11),
        ("a: &x 1\n", "yaml-alias", 1, 4),
        ("a: *x\n", "yaml-alias", 1, 4),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1, 4),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2, 1),
        ("{a: 1}: 2\n", "yaml-key", 1, 1),
        ("a:\n  - x\n  -\n", "yaml-empty-item", 3, 4),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, 1),
        ("a: x: y\n", "yaml-syntax", 1, 5),
        ("a: [1, 2\n", "yaml-syntax", 1, 4),
        ("a: 'x\n", "yaml-syntax", 1, 4),
        ('a: "\\q"\n', "yaml-syntax", 1, 5),
        ("a: @x\n", "yaml-syntax", 1, 4),
        ("a:x\nb: y\n", "yaml-syntax", 1, 2),
        ("a: 1\n  b: 2\n", "yaml-syntax", 2, 3),
        ("a: \x07\n", "yaml-syntax", 1, 4),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place_with_a_cure(text, id, line, column):
    read = marked_yaml.load(text)
    assert read.value is None
    [problem] = read.problems
    assert (problem.id, problem.place.line, problem.place.column) == (id, line, column)
    assert problem.cure.endswith(".")


def test_a_duplicate_key_names_both_lines():
    [problem] = marked_yaml.load("a: 1\nb: 2\na: 3\n").problems
    assert "line 1" in problem.message and "line 3" in problem.message
    assert problem.also[0].line == 1


def test_all_duplicate_keys_are_told_at_once():
    assert ids("a: 1\na: 2\nb: 1\nb: 2\n") == ["yaml-duplicate-key"] * 2


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 100_000, "- " * 100_000 + "x"])
def test_deep_nesting_is_refused_before_it_can_break_the_parser(text):
    assert ids(text) == ["yaml-depth"]


def test_a_huge_file_is_refused_before_it_is_parsed():
    assert ids("a: " + "x" * marked_yaml.MAX_CHARACTERS) == ["file-too-large"]


@given(st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@` \n\t,?\\é\x00"), max_size=60))
def test_no_text_whatever_makes_the_reader_raise(text):
    read = marked_yaml.load(text)
    assert read.value is None or not read.problems
    assert all(problem.cure and problem.place.line <= text.count("\n") + 2 for problem in read.problems)
