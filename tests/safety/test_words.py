# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.safety.words import Vocabulary

PAGE = Vocabulary(
    ["Minutes of the board, 6 February 2022", "Ann Smith asked. Tom Brown answered: the ﬁnal figures come soon."]
)


@pytest.mark.parametrize("text", ["Ann Brown", "Minutes of Tom Smith", "2023", "Minutes, Harbottle"])
def test_words_that_do_not_stand_side_by_side_are_not_shown(text):
    assert not PAGE.shows(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "minutes of the board",
        "Minutes of the board, February 2022",
        "Tom Brown",
        "final figures",
        "Ann Smith, Tom Brown",
    ],
)
def test_words_that_a_reader_sees_are_shown(text):
    assert PAGE.shows(text)
