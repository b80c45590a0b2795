# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was published lasts: a build that would lose an address, or change a released file in silence, is refused.

Looked at only when an address goes, a move is declared, a file of the register is written anew or the register changes.
Otherwise all is as it was settled before.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from ..casework.folder import REQUEST_FILE
from ..log import card
from ..problems import LogRefused, Place, Problem, Severity
from ..settings import Settings
from ..site import addresses, published, registered, tree
from ..site.published import Home, Settled, Settling
from ..site.registered import Register
from ..site.views.parts import Link
from ..store import sha256
from . import placing, unexplained
from .ledger import Ledger
from .setting_out import Outfit


class Lasting:
    """The redirects of a site against its register."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path):
        self.settings, self.outfit, self.ledger, self.staging = settings, outfit, ledger, staging
        self.changed: list[str] = []
        self.gone: set[str] = set()

    def settle(self, written: Sequence[str], gone: set[str]) -> list[Problem]:
        """Write the pages that lead on. Raises LogRefused when an address would be lost, or something changes unexplained."""
        before: dict[str, list[str]] = self.ledger.get("redirects") or {}
        version = self._version()
        files = [address for address in written if registered.is_file(address)]
        same = version == self.ledger.get("register") and not before.keys() & set(written)
        if same and not gone and not registered.knows(self.settings.published, files):
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
        return [registered.version(self.settings.published), sha256(moves.encode()), self.outfit.log, self._template]

    def _settled(self) -> tuple[Settled, list[Problem]]:
        shown = placing.shown(self.ledger)
        moved: dict[str, str] = {}
        taken = []
        for folder, declared in self.ledger.moved():
            for old, new in json.loads(declared).items():
                if old in shown or moved.get(old, new) != new:
                    taken.append(self._taken(folder, old))
                moved[old] = new
        register, every = registered.read(self.settings.published), set(shown)
        settled = Settling(register, every, moved, homes(self.ledger, published.homes(register, every))).all()
        changed = list(unexplained.every(register, shown, settled.leads))
        told = homes(self.ledger, {one.home for one in changed})
        return settled, [*settled.problems, *taken, *unexplained.problems(changed, told, self.settings.requests)]

    def _taken(self, folder: str, old: str) -> Problem:
        place = Place(self.settings.requests / folder / REQUEST_FILE)
        return Problem("address-taken", Severity.ERROR, place, f"`moved_from` names /{old}, where something else is published",
                       "Correct the reference or number under `moved_from`, or remove it.")  # fmt: skip


def homes(ledger: Ledger, wanted: Container[str] | None = None) -> dict[str, Home]:
    """What has to be known of the answers at the addresses in `wanted`, or of all."""
    found = {}
    for reference, told, held_back, folder in ledger.homes() if wanted is None or wanted else ():
        home = addresses.request(reference)
        if wanted is None or home in wanted:
            one = card.from_json(told)
            newest = max((change.when.last.isoformat() for change in one.changes), default="")
            found[home] = Home(one.withdrawn, one.silent, held_back, len(one.changes), newest, folder)
    return found


def states(ledger: Ledger, register: Register, shown: Mapping[str, str]) -> dict[str, str]:
    """What the register has to tell of what is `shown` (see placing.shown): see site/registered.py."""
    answers, redirects = homes(ledger), ledger.get("redirects") or {}
    now = {home: str(one.entries) for home, one in answers.items() if not one.withdrawn}
    now |= {address: digest for address, digest in shown.items() if registered.is_file(address)}
    for old, target in (ledger.get("moved") or {}).items():
        there = registered.REQUEST.match(target)
        passing = (there and there[1] in answers and answers[there[1]].withdrawn) or redirects[published.page_of(old)][1] == published.CHECKED
        if old in register.addresses and registered.CITED.fullmatch(old) and not passing:
            now[old] = f"/{target}"
    return now
