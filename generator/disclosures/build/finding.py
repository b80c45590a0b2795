# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index of the search, mended for the answers that have changed. Its state lives in the ledger, and is saved with it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..problems import LogRefused, Problem
from ..safety.output import Look
from ..safety.pool import Pool
from ..settings import Settings
from ..site import tree
from ..site.search import Index
from ..store import Store
from .ledger import Ledger
from .setting_out import Outfit


class Finding:
    """Writes what has changed of the index."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path, store: Store):
        self.settings, self.outfit, self.ledger, self.staging, self.store = settings, outfit, ledger, staging, store
        self.changed: list[str] = []
        self.gone: set[str] = set()
        self.related: dict[str, tuple[str, ...]] = {}
        """Addresses of the answers that resemble one, by its address, where they have changed."""

    def press(self, removed: Collection[str]) -> None:
        """Take in what `Folders` laid by, and forget the answers at `removed`. Raises LogRefused when a withheld term stands in it."""
        if not self.settings.options.search:
            self._forget()
            return
        arrived = self.ledger.arrived()
        if not arrived and not removed and self.ledger.get("search"):
            return
        changes = Index(self.ledger.connection).update(self.ledger.arrivals(), removed)
        self.ledger.clear_arrivals()
        problems: list[Problem] = []
        with Pool(1) as pool:
            look = Look(self.outfit.terms, self.store, pool)
            for address, data in changes.files.items():
                problems += look.file(tree.file_of(address), data)
                tree.write(self.staging, address, data)
        if problems:
            raise LogRefused(problems)
        self.changed, self.gone, self.related = list(changes.files), changes.gone, changes.related
        self.ledger.set("search", True)

    def _forget(self) -> None:
        """The search was switched off."""
        if self.ledger.get("search"):
            self.gone = set(self.ledger.search_files())
            Index(self.ledger.connection).forget()
            self.ledger.set("search", None)
