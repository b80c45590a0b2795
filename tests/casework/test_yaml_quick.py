# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quick reader takes only what is plainly in order, and then says what the careful reader says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.casework import yaml_quick
from disclosures.casework.marked_yaml import MAX_DEPTH, _Reader, load


def careful(text: str) -> _Reader:
    reader = _Reader(Path("request.yaml"), text)
    reader.value = reader.read()
    return reader


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b\n",
        "a: &x b\nc: *x\n",
        "a: !!str b\n",
        "a: !odd [b]\n",
        "!odd a: b\n",
        "a: b\na: c\n",
        "a:\na: c\n",
        "a:\n",
        "a: [b, ]\nc:\n  -\n",
        "? [a]\n: b\n",
        "a: b\n---\nc: d\n",
        "a: [b\n",
        "- a\n",
        "just text\n",
        "# nothing\n",
        "",
        "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "a: " + "[" * 100_000,
        "- " * 100_000 + "a",
    ],
)
def test_whatever_is_unusual_is_left_to_the_careful_reader(text):
    assert yaml_quick.read(text, MAX_DEPTH) is None


def test_a_usual_file_is_read_with_the_places_of_its_own_keys():
    value, tops = yaml_quick.read("a: b\nlist:\n  - {c: '8.10'}\nR&D: ''\n", MAX_DEPTH)
    assert value == {"a": "b", "list": [{"c": "8.10"}], "R&D": ""}
    assert tops == {(): (1, 1), ("a",): (1, 4), ("list",): (2, 1), ("R&D",): (4, 6)}


PIECES = ["a", "b", "c: ", "a: ", "b:\n", "\n", "\n  ", "- ", " - ", "{", "}", "[", "]", ", ", "'", '"', "|\n"]
ODD = ["&x ", "*x", "! ", "!!str ", "#", "? ", "---\n"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES + ODD), max_size=14).map("".join))
def test_both_readers_find_the_same_values_problems_and_places(text):
    found, known = load(text, Path("request.yaml")), careful(text)
    assert (found.value, list(found.problems)) == (known.value, known.problems)
    assert all(found.place(path) == place for path, place in known.values.items() if found.value is not None)
    assert found.keys == known.keys
    assert found.place(("no such key",)) == known.values.get((), (0, 0))
