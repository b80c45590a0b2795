# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which requests resemble each other: `related` lists of each request, to be shown beside it.

Each request has a few dozen features: the words of its title and summary, its subjects, its exemptions, and the titles of
its records, each as a whole. Two requests are compared only when they share a rare feature (one that at most `MOST`
requests have); the score is what they share, a feature counting the more the rarer it is, by steps of a factor of two.
Those that come nearest by rare features then gain a little for each common one that they share.

What makes the lists stable: a change in one request touches only those that share a rare feature with it, before or
after; and rarity counts in steps, so that one request more does not reorder the others. What that costs: requests that
share only what very many share (one busy subject) are not related by it, and a list may be up to a step behind.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

MOST = 40
SHOWN = 3
LOOKED = 12
"""The nearest by rare features, whose common ones are compared."""
LEAST = 9
"""Score below which nothing is said to be related: about two rare words, or one and what is common."""
TABLES = """
create table if not exists search_features (feature text not null, key text not null, primary key (feature, key)) without rowid;
create table if not exists search_related (key text primary key, features text not null, others text not null) without rowid;
"""
Lists = dict[str, tuple[str, ...]]


def change(connection: sqlite3.Connection, gone: Iterable[str], come: dict[str, Sequence[str]]) -> Lists:
    """Take in the features of new and changed requests; returns the lists that changed, by key."""
    gone, whole = list(gone), len(come) * 4 > connection.execute("select count(*) from search_related").fetchone()[0]
    near: set[str] = set()
    if not whole:
        near |= _near(connection, [*gone, *come])
    for key in sorted({*gone, *come}):
        connection.executemany("delete from search_features where feature = ? and key = ?", [(one, key) for one in _features(connection, key)])
    connection.executemany("delete from search_related where key = ?", [(key,) for key in gone])
    connection.executemany("insert into search_features values (?, ?)", sorted((one, key) for key, found in come.items() for one in set(found)))
    query = "insert into search_related values (?, ?, '-') on conflict do update set features = excluded.features"
    connection.executemany(query, sorted((key, "\n".join(found)) for key, found in come.items()))
    if whole:
        made = _all(connection)
    else:
        near = (near | _near(connection, come) | set(come)) - set(gone)
        made = {key: _of(connection, key) for key in sorted(near)}
    known = dict(connection.execute("select key, others from search_related")) if whole else {
        key: row[0] for key in made if (row := connection.execute("select others from search_related where key = ?", (key,)).fetchone())
    }  # fmt: skip
    changed = {key: others for key, others in made.items() if known.get(key) != "\n".join(others)}
    connection.executemany("update search_related set others = ? where key = ?", [("\n".join(others), key) for key, others in changed.items()])
    return changed


def _features(connection: sqlite3.Connection, key: str) -> list[str]:
    row = connection.execute("select features from search_related where key = ?", (key,)).fetchone()
    return list(dict.fromkeys(row[0].split("\n"))) if row else []


def _near(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """The requests that share a rare feature with any of some, or one that has just ceased to be rare."""
    near: set[str] = set()
    for feature in {one for key in keys for one in _features(connection, key)}:
        found = _having(connection, feature, MOST + 2)
        if len(found) < MOST + 2:
            near.update(found)
    return near


def _having(connection: sqlite3.Connection, feature: str, most: int) -> list[str]:
    return [key for (key,) in connection.execute("select key from search_features where feature = ? limit ?", (feature, most))]


def worth(count: int) -> int:
    """What a feature counts that `count` requests have: 6 for two of them, down to 1; nothing when only one has it."""
    return 0 if count < 2 else max(1, 7 - (count - 1).bit_length())


def _of(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    scores: Counter[str] = Counter()
    common = set()
    for feature in _features(connection, key):
        found = _having(connection, feature, MOST + 1)
        if len(found) > MOST:
            common.add(feature)
        else:
            value = worth(len(found))
            for other in found:
                scores[other] += value
    return _best(key, scores, lambda other: len(common.intersection(_features(connection, other))))


def _all(connection: sqlite3.Connection) -> Lists:
    having: dict[str, list[str]] = defaultdict(list)
    rare: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    common: dict[str, set[str]] = defaultdict(set)
    for feature, key in connection.execute("select feature, key from search_features order by feature, key"):
        having[feature].append(key)
    for feature, found in having.items():
        if len(found) > MOST:
            for key in found:
                common[key].add(feature)
        elif len(found) > 1:
            both = worth(len(found)), found
            for key in found:
                rare[key].append(both)
    made: Lists = {}
    for key in sorted(set().union(*having.values())):
        scores: Counter[str] = Counter()
        for value, found in rare.get(key, ()):
            for other in found:
                scores[other] += value
        own = common[key]
        made[key] = _best(key, scores, lambda other, own=own: len(own & common[other]))
    return made


def _best(key: str, scores: Counter[str], shared: Callable[[str], int]) -> tuple[str, ...]:
    del scores[key]
    nearest = sorted((-score, other) for other, score in scores.items())[:LOOKED]
    found = sorted((score - shared(other), other) for score, other in nearest)
    return tuple(other for score, other in found if score <= -LEAST)[:SHOWN]
