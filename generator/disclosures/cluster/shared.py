# SPDX-License-Identifier: AGPL-3.0-or-later
"""The store that all machines share, behind the folder in which each keeps what it asked for once.

Both hold what officers must not see published: what leaks in a file that was held back, and for the time of the work the
uncleared file itself. So a shared store is as private as requests/, and who may write to it may decide what is published.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from ..problems import DisclosuresError, ExitCode, Problem, SettingsError, Severity
from ..settings import Settings
from ..store import Store
from .documents import DONE

UNCLEARED = "uncleared"
"""The kind under which a file waits for its worker; it is removed when the work is done."""
SHARED = frozenset({"gate", "cleared", "reading", "shown", "pictures", DONE, UNCLEARED})
"""The kinds that other machines may have kept. The canary's is not among them: each machine proves its own gate."""

Spot = tuple[str, str]
"""Where the shared store is: (`s3://bucket/prefix`, endpoint) or (folder, ``)."""


class StoreUnusable(DisclosuresError):
    """The shared store cannot be read or written: no access, no such bucket, no answer."""

    exit_code = ExitCode.SETTINGS


class Shared(Store):
    """A folder of this machine (or none) before the `far` store of all machines."""

    def __init__(self, near: Path | None, far: Store):
        super().__init__(near)
        self.far = far

    def part(self) -> None:
        """Go on without the others."""
        self.far = Store(None)

    def get_bytes(self, kind: str, *key: str) -> bytes | None:
        """What this machine kept, or else what any machine did, which is kept here too."""
        data = super().get_bytes(kind, *key)
        if data is None and kind in SHARED:
            data = self.far.get_bytes(kind, *key)
            if data is not None:
                super().put_bytes(kind, *key, data=data)
        return data

    def put_bytes(self, kind: str, *key: str, data: bytes) -> None:
        """Keep `data` here and, when it serves others, there."""
        super().put_bytes(kind, *key, data=data)
        if kind in SHARED:
            self.far.put_bytes(kind, *key, data=data)

    def remove(self, kind: str, *key: str) -> None:
        """Keep nothing under `key` any more, here or there."""
        super().remove(kind, *key)
        self.far.remove(kind, *key)

    def sweep(self, kind: str, age: float) -> None:
        """Remove what is old, here and there."""
        super().sweep(kind, age)
        self.far.sweep(kind, age)


def spot(settings: Settings) -> Spot:
    """Where the shared store of a log with `cluster` is; its cache, where nothing else is set."""
    cluster = settings.options.cluster
    if cluster.store.startswith("s3://"):
        return cluster.store, cluster.endpoint
    return str((settings.root / cluster.store).resolve() if cluster.store else settings.cache), ""


def open_store(settings: Settings) -> Store:
    """The store for a build: the cache, before the shared store where `cluster` is set. Raises SettingsError."""
    if settings.options.cluster is None:
        return Store(settings.cache)
    try:
        far = far_store(spot(settings))
    except ImportError:
        told = "a store in S3 needs a library that is not installed: boto3"
        raise SettingsError([missing(settings, told, "store")]) from None
    if far.folder is not None:
        with suppress(OSError):  # `ahead` tells it, or goes on without
            far.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # on a worker, a missing folder is one that is not mounted
    return far if far.folder == settings.cache else Shared(settings.cache, far)


def missing(settings: Settings, told: str, *path: str) -> Problem:
    """The problem of a library that is not installed."""
    cure = "Install it with `pip install 'disclosures[cluster]'`, or remove the setting `cluster`."
    return Problem("cluster", Severity.ERROR, settings.place("cluster", *path), told, cure)


@cache
def of_worker(spot: Spot) -> Store:
    """The store for a worker of the cluster, which keeps nothing on its own machine."""
    return Shared(None, far_store(spot))


def far_store(spot: Spot) -> Store:
    """The shared store itself. Raises ImportError without boto3, when it is in S3."""
    where, endpoint = spot
    if where.startswith("s3://"):
        from .s3 import S3

        return S3(where, endpoint)
    return Store(Path(where))
