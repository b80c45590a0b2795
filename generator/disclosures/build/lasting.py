# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses last: a build that would lose one is refused, and an old address leads on.

Looked at only when an address goes, a move is declared or the register changes. Otherwise all is as it was settled before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..casework.folder import REQUEST_FILE
from ..log import card
from ..problems import LogRefused, Place, Problem, Severity
from ..settings import Settings
from ..site import addresses, published, tree
from ..site.published import Home, Settled, Settling
from ..site.views.parts import Link
from ..store import sha256
from . import placing
from .ledger import Ledger
from .setting_out import Outfit


class Lasting:
    """The redirects of a site against its register."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path):
        self.settings, self.outfit, self.ledger, self.staging = settings, outfit, ledger, staging
        self.changed: list[str] = []
        self.gone: set[str] = set()

    def settle(self, written: Sequence[str], gone: set[str]) -> list[Problem]:
        """Write the pages that lead on. Raises LogRefused when an address would be lost."""
        before: dict[str, list[str]] = self.ledger.get("redirects") or {}
        version = self._version()
        if not gone and version == self.ledger.get("register") and not before.keys() & set(written):
            root = str(self.settings.root)
            return [Problem.from_plain(one, root) for one in self.ledger.get("address problems") or ()]
        settled, problems = self._settled()
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise LogRefused(problems)
        leads = {published.page_of(old): [lead.target, lead.words, self._template] for old, lead in settled.leads.items()}
        for address, (target, words, _) in leads.items():
            if before.get(address) != leads[address]:
                tree.write(self.staging, address, self.outfit.press.theme.redirect(address, Link(words, target)))
                self.changed.append(address)
        self.gone = before.keys() - leads.keys()
        self.ledger.set("redirects", leads)
        self.ledger.set("moved", {old: lead.target for old, lead in settled.leads.items()})
        self.ledger.set("register", version)
        self.ledger.set("address problems", [problem.to_plain(str(self.settings.root)) for problem in problems])
        return problems

    def _version(self) -> list[str]:
        moves = "".join(f"{folder} {moved}\n" for folder, moved in self.ledger.moved())
        self._template = self.outfit.press.theme.version("redirect.html")
        return [published.version(self.settings.published), sha256(moves.encode()), self.outfit.log, self._template]

    def _settled(self) -> tuple[Settled, list[Problem]]:
        every = set(placing.shown(self.ledger))
        moved: dict[str, str] = {}
        taken = []
        for folder, declared in self.ledger.moved():
            for old, new in json.loads(declared).items():
                if old in every or moved.get(old, new) != new:
                    taken.append(self._taken(folder, old))
                moved[old] = new
        register = published.read(self.settings.published)
        settled = Settling(register, every, moved, self._homes(published.homes(register, every))).all()
        return settled, settled.problems + taken

    def _homes(self, wanted: set[str]) -> dict[str, Home]:
        homes = {}
        for reference, told, held_back in self.ledger.homes() if wanted else ():
            home = addresses.request(reference)
            if home in wanted:
                one = card.from_json(told)
                homes[home] = Home(one.withdrawn, one.silent, held_back)
        return homes

    def _taken(self, folder: str, old: str) -> Problem:
        place = Place(self.settings.requests / folder / REQUEST_FILE)
        return Problem("address-taken", Severity.ERROR, place, f"`moved_from` names /{old}, where something else is published",
                       "Correct the reference or number under `moved_from`, or remove it.")  # fmt: skip
