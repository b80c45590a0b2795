# SPDX-License-Identifier: AGPL-3.0-or-later
"""Over every byte of the index: alternatives stay one value, silence stays silent, what is withdrawn is gone."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from collections.abc import Iterator

from disclosures.site.search import Document, Index, terms_of, texts_of
from tests.benchmarks.search.corpus import documents
from tests.site.test_nothing_is_told_apart import ONE, OTHER, leaves

from .made import EITHER, LOG, document


def files(found: list[Document]) -> dict[str, bytes]:
    """All that is published of documents: the index and the texts of pages."""
    made = Index(sqlite3.connect(":memory:")).update([terms_of(one) for one in found]).files
    for one in found:
        made |= texts_of(one)
    return made


def pieces(data: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each address, each line, and of JSON each value: what a reader or a program takes by itself."""
    for address, raw in data.items():
        yield address, address
        for line in raw.decode().split("\n"):
            yield from ((address, leaf) for leaf in (leaves(json.loads(line)) if line.startswith("{") else [line]))


def test_the_search_for_leaks_sees_one_when_there_is_one():
    apart = document("NMC-25-1", "A title", "Words.", exemptions=("Section 23(1)",))
    assert any(ONE.search(text) and not OTHER.search(text) for _, text in pieces(files([apart])))


def test_no_piece_of_the_index_tells_alternatives_apart():
    made = files([*LOG, *documents(30, 1)])
    told = [(address, text) for address, text in pieces(made) if bool(ONE.search(text)) != bool(OTHER.search(text))]
    assert told == []
    assert EITHER in json.loads(made["search/facts.txt"].split(b"\n")[0])["exemption"]["values"]


def test_what_alternatives_are_told_by_is_the_same_for_both():
    made = files(list(LOG))
    (line,) = [line for address, raw in made.items() if address.startswith("search/terms/") for line in raw.decode().split("\n") if line.startswith("section ")]
    weights = [run for run in line.split(" ")[2:]]
    assert weights[6] == ""  # never "once": then a digest would tell which of the two comes first


def test_lists_hold_neither_letters_nor_digits():
    made = files(list(documents(60, 1)))
    lists = [data.decode() for address, data in made.items() if address.startswith("search/lists/")]
    lines = [line.partition(" ")[2] for address, raw in made.items() if address.startswith("search/terms/") for line in raw.decode().split("\n")]
    assert lists and not [text for text in (*lists, *lines) if re.search(r"[^\W_]", text)]


def test_records_of_a_silent_answer_leave_no_trace_whatever_is_handed_over():
    told = [one for one in LOG if one.facts.silent]
    assert any(item.number for one in told for item in one.items)
    bare = [dataclasses.replace(one, items=one.items[:1]) if one.facts.silent else one for one in LOG]
    assert files(list(LOG)) == files(bare)
    everything = b"\n".join(files(list(LOG)).values()).decode().lower()
    assert not re.search("unmention|surveil|clandestin|logbook|ledger", everything)


def test_a_withdrawn_answer_leaves_the_index():
    index = Index(sqlite3.connect(":memory:"))
    published = [dataclasses.replace(one, facts=dataclasses.replace(one.facts, withdrawn=False)) for one in LOG]
    site = index.update([terms_of(one) for one in published]).files
    assert b"zugzwang" in b"".join(site.values())
    changes = index.update([terms_of(one) for one in LOG if one.facts.withdrawn])
    site = {address: data for address, data in (site | changes.files).items() if address not in changes.gone}
    assert b"zugzwang" not in b"".join(site.values()) and "search/requests/" in str(changes.gone)
    assert site == Index(sqlite3.connect(":memory:")).update([terms_of(one) for one in LOG if not one.facts.withdrawn]).files


def test_a_withdrawn_answer_gives_no_text_and_no_card():
    (gone,) = [one for one in LOG if one.facts.withdrawn]
    assert texts_of(gone) == {} and b"zugzwang" not in terms_of(gone).lower()
