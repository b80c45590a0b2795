# SPDX-License-Identifier: AGPL-3.0-or-later
"""The inverted lists, kept in SQLite in sixteen parts by the lowest bits of a request's number.

A part of a term's list is a row: how many postings it has, and its first `TOP`, which are all that is ever published of
it. A change reads and writes the one part that the request stands in, and writing a term's file reads sixteen short rows.
What a common term has beyond its first is not kept: when one of those goes, the next is found again from the terms of the
requests of that part, a sixteenth of all.

A row's place is part (4 bits) and the term's hashes (59 bits): parts are filled one after the other in order, and the
terms of one shard stand together in each.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import or_

from .numbers import PARTS
from .postings import CODES, DIGEST_BITS, NUMBER_AT, UNITS, WEIGHT_AT
from .terms import Extract
from .words import HASHES

TOP = 192
"""Postings of a part that are published: at most 3,072 of a term, the weightiest, and of equals the newest."""
PLACE_BITS = 59
TABLES = """
create table if not exists search_lists (place integer primary key, term text not null, count integer not null, top blob not null);
create table if not exists search_terms (term text primary key, count integer not null) without rowid;
create index if not exists search_terms_count on search_terms (count);
"""
Postings = dict[str, list[int]]
Reader = Callable[[int], Extract]
"""The extract of the request with a number."""


class _Places(dict[str, int]):
    """Where each term's rows stand within a part."""

    def __missing__(self, term: str) -> int:
        one, two = HASHES[term]
        made = self[term] = one << 27 | two >> 5
        return made


_PLACES = _Places()


def postings(requests: Iterable[tuple[int, Extract]], only: Collection[str] | None = None) -> Postings:
    """Sorted postings of requests by term, of `only` some terms if given."""
    lists: Postings = defaultdict(list)
    for number, extract in requests:
        for unit, (terms, codes) in enumerate(extract.units):
            base = number << NUMBER_AT | min(unit, UNITS) << DIGEST_BITS
            pairs = zip(terms, map(or_, map(CODES.__getitem__, codes), repeat(base)))
            for term, posting in pairs if only is None else filter(lambda pair: pair[0] in only, pairs):
                lists[term].append(posting)
    for found in lists.values():
        found.sort()
    return lists


def build(connection: sqlite3.Connection, parts: Mapping[int, Sequence[int]], extract_of: Reader) -> None:
    """All lists from nothing, part after part; `parts` holds the numbers of each in order."""
    connection.execute("delete from search_lists")
    connection.execute("delete from search_terms")
    counts: Counter[str] = Counter()
    for part in range(PARTS):
        lists = postings((number, extract_of(number)) for number in parts.get(part, ()))
        for term, found in lists.items():
            counts[term] += len(found)
        _write(connection, part, ((term, len(found), top(found)) for term, found in lists.items()))
    connection.executemany("insert into search_terms values (?, ?)", sorted(counts.items()))


def change(connection: sqlite3.Connection, part: int, out: Postings, into: Postings, rest: Iterable[int], extract_of: Reader) -> set[str]:
    """Take postings out of a part and put others in. `rest` are the numbers of all requests that the part has then.

    Returns the terms whose lists changed.
    """
    touched = {term for term in out.keys() | into.keys() if out.get(term) != into.get(term)}
    made: dict[str, tuple[int, list[int]]] = {}
    short = set()
    for term in touched:
        count, found = _row(connection, part, term)
        gone = set(out.get(term, ()))
        kept = [one for one in found if one not in gone]
        count += len(into.get(term, ())) - len(gone)
        if len(kept) < len(found) and count > len(kept) + len(into.get(term, ())):
            short.add(term)
        made[term] = count, top(sorted([*kept, *into.get(term, ())]))
    if short:
        again = postings(((number, extract_of(number)) for number in rest), short)
        made |= {term: (len(again[term]), top(again[term])) for term in short}
    connection.executemany("delete from search_lists where place = ?", [(part << PLACE_BITS | _PLACES[term],) for term in touched])
    _write(connection, part, ((term, count, found) for term, (count, found) in made.items() if count))
    connection.executemany(
        "insert into search_terms values (?, ?) on conflict do update set count = count + excluded.count",
        [(term, len(into.get(term, ())) - len(out.get(term, ()))) for term in touched],
    )
    connection.execute("delete from search_terms where count = 0")
    return touched


def _row(connection: sqlite3.Connection, part: int, term: str) -> tuple[int, array[int]]:
    found: array[int] = array("Q")
    row = connection.execute("select term, count, top from search_lists where place = ?", (part << PLACE_BITS | _PLACES[term],)).fetchone()
    if row is None:
        return 0, found
    if row[0] != term:
        raise ValueError(f"the terms {row[0]!r} and {term!r} have the same 59 bits")
    found.frombytes(row[2])
    return row[1], found


def _write(connection: sqlite3.Connection, part: int, rows: Iterator[tuple[str, int, list[int]]]) -> None:
    base = part << PLACE_BITS
    ready = sorted((base | _PLACES[term], term, count, array("Q", found).tobytes()) for term, count, found in rows)
    connection.executemany("insert into search_lists values (?, ?, ?, ?)", ready)


def top(found: list[int]) -> list[int]:
    """The first of sorted postings: the weightiest, and of the weight that no longer fits whole, the newest."""
    if len(found) <= TOP:
        return found
    start = 0
    for weight in (1, 2, 3, 4):
        end = bisect_left(found, weight << WEIGHT_AT)
        if end > TOP:
            break
        start = end
    return found[:start] + found[end - (TOP - start) : end]


def of_shard(connection: sqlite3.Connection, shard: int, bits: int) -> dict[str, tuple[int, list[int]]]:
    """Each term of a shard with its count and its published postings, sorted."""
    wide = PLACE_BITS - bits
    counts: Counter[str] = Counter()
    tops: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    for part in range(PARTS):
        first = part << PLACE_BITS | shard << wide
        rows = connection.execute("select term, count, top from search_lists where place between ? and ?", (first, first + (1 << wide) - 1))
        for term, count, found in rows:
            counts[term] += count
            tops[term].frombytes(found)
    return {term: (counts[term], sorted(tops[term])) for term in sorted(counts)}
