# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker of the cluster does with one file: the gate's verdict, then its text and pictures when it is cleared.

All of it is opened in a guarded process (`safety.pool`), as on a single machine: a hostile file ends that process, never the
worker. Each result goes into the store as soon as it is there, so when a worker is killed midway, the next one finds what
was finished and goes on behind it.
"""

from __future__ import annotations

import threading
from typing import Any

from ..documents.kind import Kind
from ..reading.read import Reader
from ..reading.shown import show
from ..safety.gate import Gate, Refused
from ..safety.pool import Pool
from ..store import Store, sha256
from .documents import DONE, done_key, versions
from .shared import UNCLEARED, Spot, of_worker

_lock = threading.Lock()
_pools: list[Pool] = []


class OtherVersion(Exception):
    """This machine would keep its results where the others do not look for them."""


def run(task: dict[str, Any], spot: Spot, threads: int) -> list[str]:
    """Do the work on one file for each of its `heads` (the same bytes may stand in several records).

    Answers for each why it could not be finished, or nothing. Raises OtherVersion, and CanaryAlive when the gate is blind.
    """
    if task["versions"] != versions():
        raise OtherVersion
    return do(task, of_worker(tuple(spot)), guarded(threads))


def do(task: dict[str, Any], store: Store, pool: Pool) -> list[str]:
    """The same with a given store and pool."""
    sha, uncleared, told = task["sha256"], None, []
    for head in task["heads"]:
        key = done_key(sha, head, task["versions"])
        if store.get_json(DONE, *key) is not None:  # the worker that did it died before it could say so
            told.append("")
            continue
        uncleared = uncleared or store.get_bytes(UNCLEARED, sha)
        if uncleared is None or sha256(uncleared) != sha:
            told.append("its bytes are not in the shared store any more")
            continue
        why = _one(uncleared, head, store, pool)
        if not why:
            store.put_json(DONE, *key, value=True)
        told.append(why)
    return told


def _one(uncleared: bytes, head: dict[str, Any], store: Store, pool: Pool) -> str:
    name, outcome = head["name"], head["outcome"] or None
    verdict = Gate(store, pool=pool).admit_bytes(uncleared, name, outcome, head["overrides"], head["original"])
    if isinstance(verdict, Refused):
        return verdict.findings[0].what if verdict.again else ""
    for cleared in (verdict, *verdict.more):
        if why := Reader(store, pool).read_ahead(cleared, head["language"]):
            return f"its words could not be read: {why}"
        if show(cleared, store, pool).access is None and cleared.kind is Kind.PDF:
            return "no pictures of its pages could be made"
    return ""


def guarded(threads: int) -> Pool:
    """This process's one pool, with as many guarded processes as the worker has threads."""
    with _lock:
        if not _pools:
            _pools.append(Pool(threads))
        return _pools[0]
