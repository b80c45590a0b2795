# SPDX-License-Identifier: AGPL-3.0-or-later
"""What belongs to the log as a whole: lists, indexes, feeds, the web team's pages, style sheet and scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..log import card
from ..log.hall import Log
from ..problems import LogRefused, Problem
from ..safety.output import Look
from ..safety.pool import Pool
from ..settings import Settings
from ..site import tree
from ..site.editorial import Editorial
from ..site.pages import LOG_TEMPLATES
from ..site.press import Output
from ..store import Store, sha256
from . import hands
from .ledger import Ledger
from .setting_out import Outfit

MANY = 200
"""Pages from which on they are spread over processes."""
_TOGETHER = 25


class Whole:
    """Presses what has changed of it, against the ledger."""

    def __init__(
        self, settings: Settings, outfit: Outfit, editorial: Editorial, ledger: Ledger, staging: Path, workers: int, store: Store
    ):  # fmt: skip
        self.settings, self.outfit, self.editorial = settings, outfit, editorial
        self.ledger, self.staging, self.workers, self.store = ledger, staging, workers, store
        self.changed_addresses: list[str] = []
        self.gone: set[str] = set()
        self._version = [outfit.log, sha256(repr(editorial).encode()), outfit.press.theme.version(*LOG_TEMPLATES), sorted(map(list, outfit.press.ctx.dead.items())), repr(outfit.press.ctx.notices)]

    def changed(self) -> bool:
        """Whether something else than the answers has changed of what these pages tell."""
        return self.ledger.get("whole") != self._version

    def press(self, told: Callable[[int, int], None]) -> None:
        """Write what has changed. Raises LogRefused when a page hides something or a withheld term stands in it."""
        before = self.ledger.pages()
        plans = {one.address: one for one in self._every()}
        keys = {address: sha256(f"{self.outfit.log} {one.key}".encode()) for address, one in plans.items()}
        todo = [one for address, one in plans.items() if before.get(address, ("", ""))[0] != keys[address]]
        spread = self.workers if len(todo) >= MANY else 1
        tasks = [(start, start + _TOGETHER) for start in range(0, len(todo), _TOGETHER)]
        made: list[tuple[str, str, str]] = []
        problems: list[Problem] = []
        told(0, len(todo))
        if tasks:
            kept = {address: digest for address, (_, digest) in before.items()}
            for results in hands.spread(tasks, lambda: _Pressing(self, todo, kept), spread):
                for address, digest, written, found in results:
                    problems += found
                    made.append((address, keys[address], digest))
                    if written:
                        self.changed_addresses.append(address)
                told(len(made), len(todo))
        if problems:
            raise LogRefused(problems)
        self.gone = set(before) - set(plans)
        self.ledger.put_pages(made, self.gone)
        self.ledger.set("whole", self._version)

    def _every(self) -> Iterator[Output]:
        """Everything there is, told but not made."""
        for address, digest in self.editorial.files:
            yield Output(address, digest, lambda digest=digest: self._kept(digest))
        for address, data in self.outfit.assets.values():
            yield Output(address, sha256(data), lambda data=data: data)
        log = Log(map(card.from_json, self.ledger.cards()), self.settings.subject)
        yield from self.outfit.press.of_log(log, self.editorial, self.settings.site_name, self.outfit.root)

    def _kept(self, digest: str) -> bytes:
        data = self.store.get_bytes("content", digest)
        if data is None:
            raise RuntimeError("a file of content/ has gone from the cache while it was needed: build again")
        return data


class _Pressing:
    """Makes pages in one process."""

    def __init__(self, whole: Whole, todo: list[Output], before: dict[str, str]):
        self.whole, self.todo, self.before = whole, todo, before
        self.pool = Pool(1)
        self.look = Look(whole.outfit.terms, whole.store, self.pool)

    def one(self, part: tuple[int, int]) -> list[tuple[str, str, bool, list[Problem]]]:
        """(address, SHA-256, whether it was written, problems) of a part of the list."""
        done = []
        for output in self.todo[slice(*part)]:
            data = output.make()
            digest = sha256(data)
            found = self.look.file(tree.file_of(output.address), data)  # also what stays: terms may have been listed since
            if changed := self.before.get(output.address) != digest:
                tree.write(self.whole.staging, output.address, data)
            done.append((output.address, digest, changed, found))
        return done

    def close(self) -> None:
        self.pool.__exit__()
