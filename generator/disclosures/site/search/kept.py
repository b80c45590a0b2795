# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of each request between two updates: its number, its facts, its card, its terms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from .terms import Extract, read, told_first

TABLES = """
create table if not exists search_requests (key text primary key, number integer, date text not null, units integer not null, facts text not null);
create unique index if not exists search_requests_number on search_requests (number);
create table if not exists search_extracts (key text primary key, card text not null, extract blob not null, before blob);
"""


@dataclass
class Arrived:
    """What an update was given. `dates` and `numbers` are of all requests as they stood before."""

    dates: dict[str, str]
    numbers: dict[str, int]
    come: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """Date, units and facts (JSON) by key."""
    features: dict[str, list[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


class Kept:
    """The two tables. An extract that is replaced stays as `before` until the update is done."""

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection

    def take(self, changed: Iterable[bytes], removed: Iterable[str]) -> Arrived:
        """Store what `terms_of` made, one after the other, so that no more than one is held in memory."""
        rows = self.connection.execute("select key, date, number from search_requests").fetchall()
        arrived = Arrived({key: date for key, date, _ in rows}, {key: number for key, _, number in rows})
        arrived.gone = set(removed)
        for data in changed:
            text, card, features = told_first(data)
            head = json.loads(text)
            key = head["key"]
            if head["withdrawn"]:
                arrived.gone.add(key)
                continue
            arrived.gone.discard(key)
            again = key in arrived.come
            arrived.come[key] = head["date"], head["units"], text
            arrived.features[key] = features.split("\n")
            self.connection.execute(
                "insert into search_extracts values (?, ?, ?, null) on conflict do update set "
                f"{'' if again else 'before = extract, '}card = excluded.card, extract = excluded.extract", (key, card, data))  # fmt: skip
        for key in arrived.gone & arrived.come.keys():  # withdrawn after it came, in one update
            del arrived.come[key], arrived.features[key]
        arrived.gone &= arrived.numbers.keys()
        return arrived

    def number(self, arrived: Arrived, numbered: dict[str, int], moved: Collection[str]) -> None:
        """Give everything its number; what moves makes room first."""
        run = self.connection.executemany
        run("delete from search_requests where key = ?", [(key,) for key in {*arrived.gone, *arrived.come}])
        run("update search_requests set number = null where key = ?", [(key,) for key in moved])
        run("update search_requests set number = ? where key = ?", [(numbered[key], key) for key in moved])
        run("insert into search_requests values (?, ?, ?, ?, ?)", [(key, numbered[key], *told) for key, told in arrived.come.items()])

    def settle(self, arrived: Arrived) -> None:
        """Forget what is gone and what was before."""
        self.connection.executemany("update search_extracts set before = null where key = ?", [(key,) for key in arrived.come])
        self.connection.execute("delete from search_extracts where key not in (select key from search_requests)")

    def extract(self, number: int) -> Extract:
        """The terms of the request with a number."""
        query = "select extract from search_extracts join search_requests using (key) where number = ?"
        return read(self.connection.execute(query, (number,)).fetchone()[0])

    def before(self, key: str, replaced: bool) -> Extract:
        """The terms that a request had before this update."""
        column = "before" if replaced else "extract"
        return read(self.connection.execute(f"select {column} from search_extracts where key = ?", (key,)).fetchone()[0])

    def card(self, key: str) -> bytes:
        """What is shown of a hit."""
        return self.connection.execute("select card from search_extracts where key = ?", (key,)).fetchone()[0].encode()

    def heads(self) -> list[tuple[int, dict[str, Any]]]:
        """(number, facts) of every request in the order of numbers."""
        rows = self.connection.execute("select number, facts from search_requests order by number").fetchall()
        return list(zip([row[0] for row in rows], json.loads(f"[{','.join(row[1] for row in rows)}]")))
