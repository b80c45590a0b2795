# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quick look for words misses nothing that a pattern without regard to capitals would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.casework.wording import folded, says


@pytest.mark.parametrize("text", ["", "previews", "review_s", "the reviewer", "2review", "éreview"])
def test_a_word_within_another_is_not_said(text):
    assert not says(text, "review")


@pytest.mark.parametrize("text", ["review", "a review.", "previews and a review", "(review)", "internal-review"])
def test_a_word_is_said_wherever_it_stands_alone(text):
    assert says(text, "court", "review")


def test_the_beginning_of_a_word_is_enough_when_asked_for():
    assert says("threatened", "harm", "threat", whole=False)
    assert not says("charm", "harm", whole=False)


LETTERS = st.text(st.sampled_from("kKsSiIaA _-.\u017f\u0130\u0131\u212aßé\u0307"), max_size=12)


@settings(deadline=None)
@given(LETTERS, st.text(st.sampled_from("kisa"), min_size=1, max_size=3))
def test_folded_words_stand_where_a_pattern_finds_them(text, word):
    assert len(folded(text)) == len(text)
    assert says(folded(text), word) == bool(re.search(rf"\b{word}\b", text, re.I))
    assert says(folded(text), word, whole=False) == bool(re.search(rf"\b{word}", text, re.I))
