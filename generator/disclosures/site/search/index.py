# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index as a whole: what changed goes in, the files to write and those that are gone come out.

Whatever the order and the number of steps in which requests come, change and go, the files are those of an index that is
made of the same requests at once, byte for byte. All state is in tables `search_…` of the connection that is handed over;
it is the caller's to commit, together with whatever the files are written by.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from . import facts, kept, lists, published, related, shards, spelling
from .kept import Arrived, Kept
from .numbers import PARTS, name, numbers
from .published import Changes
from .words import COMMONEST

FORMAT = 1
"""Of the files: another number makes all of them anew."""
ROOT = "search/"
INDEX = ROOT + "index.json"
CARDS = ROOT + "requests/"
COMMON = 250
"""Terms, at most, that a search leaves out when it has others: those on most pages."""
COMMON_SHARE = 0.04
ANEW = 0.25
"""When more than this share of the requests changes, the lists are made anew instead of mended."""


class Index:
    """The index kept in an open connection."""

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        self.kept = Kept(connection)
        for tables in (kept.TABLES, lists.TABLES, spelling.TABLES, related.TABLES, published.TABLES):
            for statement in filter(str.strip, tables.split(";")):  # executescript would commit the caller's work
                connection.execute(statement)

    def update(self, changed: Iterable[bytes], removed: Iterable[str] = ()) -> Changes:
        """Take in what `terms_of` gave for each new or changed request, and forget the removed keys.

        `changed` may be a generator: one extract is held at a time. A withdrawn request leaves the index like a removed
        one. Raises ValueError when two terms share all bits of their hashes, which is not to be expected.
        """
        arrived = self.kept.take(changed, removed)
        dates = arrived.dates | {key: told[0] for key, told in arrived.come.items()}
        bits, numbered = numbers((key, date) for key, date in dates.items() if key not in arrived.gone)
        moved = {key for key, number in numbered.items() if key not in arrived.come and arrived.numbers[key] != number}
        mend = len(arrived.gone) + len(arrived.come) + len(moved) <= ANEW * len(numbered)
        terms, buckets = self._mend(arrived, numbered, moved) if mend else self._anew(arrived, numbered, moved)
        left = {*arrived.gone, *moved, *arrived.come} & arrived.numbers.keys()
        changes = self._publish(bits, terms, buckets, {*arrived.come, *moved}, {arrived.numbers[key] for key in left})
        self.kept.settle(arrived)
        changes.related.update(related.change(self.connection, arrived.gone, arrived.features))
        return changes

    def forget(self) -> None:
        """Empty every table: the next update is the first."""
        tables = self.connection.execute("select name from sqlite_schema where type = 'table' and name glob 'search_*'").fetchall()
        for (table,) in tables:
            self.connection.execute(f"delete from {table}")

    def _anew(self, arrived: Arrived, numbered: dict[str, int], moved: set[str]) -> tuple[None, None]:
        """Every list from every request's terms."""
        self.kept.number(arrived, numbered, moved)
        words: Counter[str] = Counter()

        def extract_of(number: int) -> Any:
            extract = self.kept.extract(number)
            words.update(extract.words)
            return extract

        lists.build(self.connection, _parts(numbered), extract_of)
        spelling.build(self.connection, words)
        return None, None

    def _mend(self, arrived: Arrived, numbered: dict[str, int], moved: set[str]) -> tuple[set[str], set[str]]:
        """The lists of the terms that the changed requests had or have; also the terms, and the buckets of words."""
        before: dict[int, list[Any]] = defaultdict(list)
        after: dict[int, list[Any]] = defaultdict(list)
        words: Counter[str] = Counter()
        for key in sorted(arrived.numbers.keys() & {*arrived.gone, *arrived.come, *moved}):
            extract = self.kept.before(key, replaced=key in arrived.come)
            number = arrived.numbers[key]
            before[number % PARTS].append((number, extract))
            words.subtract(extract.words)
        self.kept.number(arrived, numbered, moved)
        for key in sorted({*arrived.come, *moved}):
            extract = self.kept.extract(numbered[key])
            after[numbered[key] % PARTS].append((numbered[key], extract))
            words.update(extract.words)
        parts = _parts(numbered)
        touched: set[str] = set()
        for part in sorted(before.keys() | after.keys()):
            out, into = lists.postings(before[part]), lists.postings(after[part])
            touched |= lists.change(self.connection, part, out, into, parts.get(part, []), self.kept.extract)
        return touched, spelling.change(self.connection, words)

    def _publish(self, bits: int, terms: set[str] | None, buckets: set[str] | None, cards: set[str], stale: set[int]) -> Changes:
        """The files of what changed, compared with what was published before."""
        connection = self.connection
        heads = self.kept.heads()
        (count,) = connection.execute("select count(*) from search_terms").fetchone()
        shard_bits = shards.bits_for(count)
        shape = json.dumps([FORMAT, shard_bits, len(heads) >= spelling.LARGE])
        was = connection.execute("select value from search_state where name = 'shape'").fetchone()
        whole = terms is None or was != (shape,)
        made = {f"{CARDS}{name(number)}.json": b"" for number in stale}
        made |= {ROOT + at: data for at, data in shards.files(connection, shard_bits, None if whole else terms)}
        made |= {ROOT + at: data for at, data in spelling.files(connection, None if whole else buckets, len(heads))}
        made |= {f"{CARDS}{name(number)}.json": self.kept.card(head["key"]) for number, head in heads if whole or head["key"] in cards}
        made[ROOT + facts.FACTS] = facts.file(heads)
        changes = published.compare(connection, made, whole)
        if changes.files or changes.gone:
            connection.execute("insert or replace into search_state values ('shape', ?)", (shape,))
            units = sum(head["units"] for _, head in heads)
            told = {"bits": bits, "shards": shard_bits, "requests": len(heads), "pages": units, "facts": len(made[ROOT + facts.FACTS])}
            changes.files[INDEX] = self._root(told)
        return changes

    def _root(self, told: dict[str, Any]) -> bytes:
        """What a search fetches first. The version changes with anything, so that no cache mixes two states of the index."""
        least = max(20, told["pages"] * COMMON_SHARE)
        query = "select term from search_terms where count >= ? order by count desc, term limit ?"
        often = sorted(term for (term,) in self.connection.execute(query, (least, COMMON)))
        told |= {"plain": " ".join(sorted(COMMONEST)), "common": " ".join(often), "words": " ".join(spelling.buckets(self.connection))}
        root = {"version": published.version(self.connection), **told}
        return json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(numbered: dict[str, int]) -> dict[int, list[int]]:
    parts: dict[int, list[int]] = defaultdict(list)
    for number in sorted(numbered.values()):
        parts[number % PARTS].append(number)
    return parts
