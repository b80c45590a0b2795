# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as they are written, for a term that is not found: `search/words/07h.txt` has those of seven letters with an h first.

The browser fetches the three files whose lengths are near, and takes the word with the fewest slips (Damerau 1964). In a
large log a word must be in two requests to be offered, or every slip in a scan would be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

WORDS = "words/"
LARGE = 1_000
SHORTEST, LONGEST = 4, 15
TABLES = """
create table if not exists search_words (bucket text, word text, count integer not null, primary key (bucket, word)) without rowid;
"""


def bucket(word: str) -> str:
    """Its length and first letter: `07h`; `_` for other alphabets."""
    first = word[0] if word[0].isascii() else "_"
    return f"{min(len(word), LONGEST):02}{first}"


def build(connection: sqlite3.Connection, counts: Mapping[str, int]) -> None:
    """All words from nothing, each with the number of requests that have it."""
    connection.execute("delete from search_words")
    connection.executemany("insert into search_words values (?, ?, ?)", _rows(counts))


def change(connection: sqlite3.Connection, counts: Mapping[str, int]) -> set[str]:
    """Add to the counts of words (or take away); returns the buckets that this concerns."""
    rows = _rows(counts)
    connection.executemany("insert into search_words values (?, ?, ?) on conflict do update set count = count + excluded.count", rows)
    connection.executemany("delete from search_words where bucket = ? and word = ? and count = 0", [row[:2] for row in rows])
    return {row[0] for row in rows}


def _rows(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """The words that may be offered."""
    return sorted((bucket(word), word, count) for word, count in counts.items() if count and len(word) >= SHORTEST and word.isalpha())


def buckets(connection: sqlite3.Connection) -> list[str]:
    """Every bucket that there is, so that none is asked for in vain."""
    return [name for (name,) in connection.execute("select distinct bucket from search_words order by bucket")]


def files(connection: sqlite3.Connection, changed: Iterable[str] | None, requests: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of buckets, or of all; empty bytes for one that is no more."""
    least = 2 if requests >= LARGE else 1
    for name in buckets(connection) if changed is None else sorted(changed):
        found = connection.execute("select word, count from search_words where bucket = ? order by word", (name,)).fetchall()
        yield f"{WORDS}{name}.txt", "\n".join(word for word, count in found if count >= least).encode() or b"\n" * bool(found)
