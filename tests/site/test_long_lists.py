# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long lists over several pages: what stands on a page stays there, whatever is published or withdrawn elsewhere."""

from __future__ import annotations

import pytest

from disclosures.site.pages.paging import stretches

PER_PAGE = 5


def pages(*, answers: int, withdrawn: tuple[int, ...] = ()) -> dict[int, list[int]]:
    """Number of each page, 0 for the first, to what it shows of answers that are numbered from the oldest on."""
    newest_first = range(answers, 0, -1)
    return {one.number: list(one.cards) for one in stretches(newest_first, PER_PAGE, lambda answer: answer in withdrawn)}


def test_a_short_list_has_one_page():
    assert pages(answers=5) == {0: [5, 4, 3, 2, 1]}
    assert pages(answers=5, withdrawn=(2, 5)) == {0: [4, 3, 1]}


def test_a_new_answer_changes_the_first_page_alone():
    before, after = pages(answers=23), pages(answers=24)
    assert before.keys() == after.keys()
    assert [number for number in before if before[number] != after[number]] == [0]


@pytest.mark.parametrize("gone", [1, 7, 12, 23])
def test_a_withdrawal_changes_the_page_that_the_answer_stood_on_alone(gone: int):
    before, after = pages(answers=23), pages(answers=23, withdrawn=(gone,))
    changed = [number for number in before if before[number] != after[number]]
    assert len(changed) == 1
    assert after[changed[0]] == [answer for answer in before[changed[0]] if answer != gone]
    assert before.keys() == after.keys()


def test_every_answer_stands_on_one_page_and_none_that_is_withdrawn_does():
    shown = [answer for page in pages(answers=23, withdrawn=(1, 2, 3, 4, 5)).values() for answer in page]
    assert sorted(shown) == list(range(6, 24))
