# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the site holds of the index: each file's address and digest, so that only what changed is written."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass, field

TABLES = """
create table if not exists search_files (address text primary key, digest blob not null) without rowid;
create table if not exists search_state (name text primary key, value text not null) without rowid;
"""


@dataclass(frozen=True)
class Changes:
    """Files by address, from the root of the site; only those whose bytes changed. `gone` are to be deleted."""

    files: dict[str, bytes] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of what resembles a request, nearest first, for each request whose list changed."""


def compare(connection: sqlite3.Connection, made: dict[str, bytes], whole: bool) -> Changes:
    """Keep what differs from what was published. Empty bytes are a file that is no more; `whole` when `made` is everything."""
    query = "select address, digest from search_files"
    if whole:
        known = dict(connection.execute(query))
    else:
        rows = (connection.execute(f"{query} where address = ?", (address,)).fetchone() for address in made)
        known = dict(row for row in rows if row)
    digests = {address: hashlib.blake2b(data, digest_size=12).digest() for address, data in made.items()}
    gone = {address for address in known if not made.get(address)}
    files = {address: data for address, data in made.items() if data and known.get(address) != digests[address]}
    connection.executemany("delete from search_files where address = ?", [(address,) for address in gone])
    connection.executemany("insert or replace into search_files values (?, ?)", sorted((address, digests[address]) for address in files))
    return Changes(files, gone)


def version(connection: sqlite3.Connection) -> str:
    """Changes with any file of the index."""
    digest = hashlib.blake2b(digest_size=6)
    for address, own in connection.execute("select address, digest from search_files order by address"):
        digest.update(address.encode() + own)
    return digest.hexdigest()
