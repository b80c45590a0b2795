# SPDX-License-Identifier: AGPL-3.0-or-later
"""However an index came about, it is the one that the same requests make at once; and one change touches little."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.site.search import Document, Index, lists, shards, spelling, terms_of
from tests.benchmarks.search.corpus import documents

from .made import LOG, random_document


class Kept:
    """An index with the files that a site would hold, and the lists of related requests."""

    def __init__(self) -> None:
        self.index = Index(sqlite3.connect(":memory:"))
        self.files: dict[str, bytes] = {}
        self.related: dict[str, tuple[str, ...]] = {}

    def step(self, changed: list[Document], removed: list[str] | None = None) -> set[str]:
        """Update; returns the addresses that were written or deleted."""
        changes = self.index.update([terms_of(one) for one in changed], removed or [])
        assert changes.gone <= self.files.keys()
        assert all(self.files.get(address) != data for address, data in changes.files.items())
        self.files = {address: data for address, data in (self.files | changes.files).items() if address not in changes.gone}
        for key in {*(removed or []), *(one.key for one in changed if one.facts.withdrawn)}:
            self.related.pop(key, None)
        self.related |= changes.related
        return {*changes.files, *changes.gone}


def at_once(found: list[Document]) -> Kept:
    whole = Kept()
    whole.step(found)
    return whole


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small bounds, so that small logs meet them: cut lists, lists of their own, many shards, the rule for large logs."""
    monkeypatch.setattr(lists, "TOP", 2)
    monkeypatch.setattr(shards, "INLINE", 6)
    monkeypatch.setattr(shards, "EACH", 4)
    monkeypatch.setattr(spelling, "LARGE", 9)


def test_nothing_is_written_when_nothing_changed():
    kept = at_once(list(LOG))
    assert kept.step([]) == set()
    assert kept.step(list(LOG[:2])) == set()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(2, 6))
def test_any_steps_lead_to_the_same_bytes(seed: int, steps: int):
    dice = random.Random(seed)
    now: dict[str, Document] = {}
    kept = Kept()
    for _ in range(steps):
        changed = {one.key: one for one in (random_document(dice, dice.randrange(14)) for _ in range(dice.choice([1, 1, 2, 8])))}
        removed = [key for key in now if key not in changed and dice.random() < 0.1]
        now = {key: one for key, one in (now | changed).items() if key not in removed}
        kept.step(list(changed.values()), removed)
    other = list(now.values())
    dice.shuffle(other)
    whole = at_once(other)
    assert kept.files == whole.files
    assert kept.related == whole.related


def test_a_withdrawn_request_comes_back_when_it_is_published_again():
    dice = random.Random(4)
    some = [random_document(dice, key) for key in range(8)]
    before = at_once(some)
    files = dict(before.files)
    before.step([], [some[3].key])
    assert before.files != files
    before.step([some[3]])
    assert before.files == files


def test_one_sentence_more_touches_few_files(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()  # the real bounds
    some = list(documents(40, 1))
    kept = at_once(some)
    first = some[20].items[0]
    page = first.pages[-1]
    longer = type(page)(page.at, page.heading, page.text + " The drawbridge was repainted.")
    items = (type(first)(first.number, first.address, first.title, pages=(*first.pages[:-1], longer)), *some[20].items[1:])
    touched = kept.step([Document(some[20].key, some[20].facts, items)])
    assert 0 < len(touched) < 15 < len(kept.files) / 20


def test_two_requests_of_a_day_that_meet_in_a_slot_keep_apart():
    some = [random_document(random.Random(1), key) for key in range(60)]
    kept = Kept()
    for one in some:
        kept.step([one])
    cards = [address for address in kept.files if address.startswith("search/requests/")]
    assert len(cards) == sum(not one.facts.withdrawn for one in some)
    assert kept.files == at_once(some).files
