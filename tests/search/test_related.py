# SPDX-License-Identifier: AGPL-3.0-or-later
"""Related answers: close ones are told, far ones are not, and one change leaves the others as they were."""

from __future__ import annotations

import sqlite3

from disclosures.site.search import Index, terms_of
from tests.benchmarks.search.corpus import documents

from .made import LOG, document


def test_answers_that_share_nothing_rare_are_not_related():
    far = [document("A-1", "Potholes", "x"), document("A-2", "Libraries", "y")]
    assert Index(sqlite3.connect(":memory:")).update([terms_of(one) for one in far]).related == {"A-1": (), "A-2": ()}


def test_answers_about_the_same_bridge_and_letter_are_related_both_ways():
    related = Index(sqlite3.connect(":memory:")).update([terms_of(one) for one in LOG]).related
    assert related["01.FOI.22.023334"] == ("GAC-23-019",) and related["GAC-23-019"] == ("01.FOI.22.023334",)


def test_the_records_of_a_silent_answer_relate_it_to_nothing():
    twin = document("NMC-24-1", "Other matters", "Words.", *LOG[4].items[1:])
    related = Index(sqlite3.connect(":memory:")).update([terms_of(LOG[4]), terms_of(twin)]).related
    assert related == {LOG[4].key: (), twin.key: ()}


def test_one_more_answer_changes_few_lists():
    some = list(documents(301, 0))
    index = Index(sqlite3.connect(":memory:"))
    before = index.update([terms_of(one) for one in some[:-1]]).related
    assert sum(map(bool, before.values())) > 200
    after = index.update([terms_of(some[-1])]).related
    assert some[-1].key in after and len(after) < 60
