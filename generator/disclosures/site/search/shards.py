# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files that are fetched for a term.

    search/terms/<shard>.txt          one line for each term: the term, how many pages have it, four runs of postings
    search/lists/<hash><hash>.txt     the four runs of a term whose line would be long; its line then ends after the count

A shard is the first bits of a term's hash. There are as many as make about `EACH` terms in one, a power of two: when a log
doubles, all shards are written anew, and else only those of the terms that a change touches.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator

from . import lists
from .postings import INTEGERS, runs
from .words import HASHES

TERMS, LISTS = "terms/", "lists/"
EACH = 16
INLINE = 160
"""Postings that a line holds; of more the term has its own file."""


def bits_for(terms: int) -> int:
    """How many bits of the hash name a shard."""
    return max(1, (terms // EACH).bit_length())


def shard_of(term: str, bits: int) -> int:
    """The shard that a term stands in."""
    return HASHES[term][0] >> (32 - bits)


def list_name(term: str) -> str:
    """The file of a long list."""
    one, two = HASHES[term]
    return f"{LISTS}{one:08x}{two:08x}.txt"


def files(connection: sqlite3.Connection, bits: int, terms: Collection[str] | None) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the shards of `terms`, or of all, and of their long lists; empty bytes for a list or shard that is no more."""
    touched: dict[int, list[str]] = defaultdict(list)
    for term in sorted(terms or ()):
        touched[shard_of(term, bits)].append(term)
    for shard in range(1 << bits) if terms is None else sorted(touched):
        lines = []
        own = set(touched[shard])
        for term, (count, postings) in lists.of_shard(connection, shard, bits).items():
            line = f"{term} {INTEGERS[count]}"
            if len(postings) <= INLINE:
                line += " " + runs(postings)
            elif terms is None or term in own:
                own.discard(term)
                yield list_name(term), runs(postings).encode()
            lines.append(line + "\n")
        yield from ((list_name(term), b"") for term in own)  # those that have no list of their own, or no longer
        yield f"{TERMS}{shard:x}.txt", "".join(lines).encode() or b"\n"  # an empty one is there too: a browser reports what is not
