# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an address leads that is in the register and is not published any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..problems import Place, Problem, Severity
from .registered import MOVED, REQUEST, Register, is_file

GROUPS = ("exemptions/", "subjects/", "years/", "authorities/", "outcomes/", "kinds/", "already-public/", "data/")
"""What is below them comes and goes with the answers that share something."""
CHECKED = "This file is being checked and is not here now. See the answer"
_PART = re.compile(r"(requests/[^/]+/records/[^/]+/)\d+/")


@dataclass(frozen=True)
class Leads:
    """Where an old address leads, and why in a few words for the page that stands there."""

    target: str
    words: str = "This has moved"


@dataclass(frozen=True)
class Home:
    """What has to be known of the request at an address."""

    withdrawn: bool
    silent: bool
    held_back: int
    entries: int = 0
    """How many entries its history has."""
    newest: str = ""
    """The day of the newest of them, ISO 8601."""
    folder: str = ""
    """Below requests/, with /."""

    def explains(self, since: str, entries: int) -> bool:
        """Whether the history says why something is not as it was since a day, when it had so many entries."""
        return self.withdrawn or (bool(since) and self.entries > entries and self.newest >= since)


def homes(register: Register, published: set[str]) -> set[str]:
    """Addresses of the requests below which something is registered that is not published any more."""
    return {request[1] for address in register.addresses.keys() - published if (request := REQUEST.match(address))}


@dataclass(frozen=True)
class Settled:
    """Old addresses with where they lead, and what is wrong."""

    leads: dict[str, Leads]
    problems: list[Problem]


@dataclass(frozen=True)
class Settling:
    """Decides for each address that is not published any more. `moved` are moves that requests declare themselves."""

    register: Register
    published: set[str]
    moved: Mapping[str, str]
    homes: Mapping[str, Home]

    def all(self) -> Settled:
        """Every address of the register, and every old address of a declared move."""
        leads: dict[str, Leads] = {}
        lost: dict[str, list[str]] = {}
        problems = list(self.register.problems)
        declared = [*self.moved, *self.register.moved]
        for address in dict.fromkeys([*self.register.addresses, *declared]):
            if address in self.published:
                continue
            if found := self._moved(address, ()):
                leads[address] = Leads(found)
            elif address in self.register.moved:
                if self.register.moved[address][0]:
                    problems.append(self._leads_nowhere(address))
            elif address in self.register.addresses and not self._given_up(address):
                if found := self._fallen_back(address):
                    leads[address] = found
                    if found.words == _EMPTIED:
                        problems.append(self._emptied(address, found.target))
                else:
                    request = REQUEST.match(address)
                    lost.setdefault(request[1] if request and request[1] not in self.homes else address, []).append(address)
        return Settled(leads, problems + [self._lost(root, every) for root, every in lost.items()])

    def _moved(self, address: str, seen: tuple[str, ...]) -> str:
        """The published address that the declared moves lead to; empty when there is none."""
        if address in seen:
            return ""
        for old in _above(address):
            new = self._target(old)
            for target in dict.fromkeys((new.lstrip("/") + address[len(old) :], new.lstrip("/"))) if new else ():
                if target in self.published:
                    return target
                if further := self._moved(target, (*seen, address)):
                    return further
        return ""

    def _target(self, old: str) -> str:
        return self.register.moved[old][0] if old in self.register.moved else self.moved.get(old, "")

    def _given_up(self, address: str) -> bool:
        """Addresses that may not be told of: below an answer that says nothing, or of a part of alternatives."""
        if (request := REQUEST.match(address)) and (home := self.homes.get(request[1])) and home.silent:
            return True
        if not address.startswith("exemptions/"):
            return any(old in self.register.moved and not self.register.moved[old][0] for old in _above(address))
        statute, _, law = address.removeprefix("exemptions/").rstrip("/").partition("/")
        kin = (one.removeprefix(f"exemptions/{statute}/").rstrip("/") for one in self.published if one.startswith(f"exemptions/{statute}/") and "-or-" in one)
        return any(law in one.split("-or-") for one in kin)

    def _fallen_back(self, address: str) -> Leads | None:
        if request := REQUEST.match(address):
            home = self.homes.get(request[1])
            if home and home.withdrawn:
                return Leads(request[1], "This answer was withdrawn. The notice says why")
            if home and home.held_back and is_file(address):
                return Leads(request[1], CHECKED)
            if home and is_file(address) and self._taken_out(address, request[1], home):
                return Leads(request[1], "This file was replaced or taken out. The answer says when and why")
            if home and address.endswith(".zip"):
                return Leads(request[1], "No file of this answer is here now. See the answer")
            part = _PART.fullmatch(address)
            if part and (target := part[1] if part[1] in self.published else self._moved(part[1], ())):
                return Leads(target, "The record")
        elif address.startswith(GROUPS):
            for above in _above(address)[1:]:
                if above in self.published:
                    return Leads(above, _EMPTIED)
        return None

    def _taken_out(self, address: str, at: str, home: Home) -> bool:
        """Whether the history says why a file is gone: now, or when that was entered into the register."""
        day, was = self.register.last(address)
        return f"/{at}" in was or home.explains(day, self.register.entries(at) or 0)

    def _leads_nowhere(self, address: str) -> Problem:
        target, place = self.register.moved[address]
        return Problem("address-moved", Severity.ERROR, place, f"/{address} moved to /{target}, and nothing is published there",
                       "Correct the second address.")  # fmt: skip

    def _emptied(self, address: str, target: str) -> Problem:
        return Problem("address-emptied", Severity.WARNING, Place(*self.register.addresses[address]),
                       f"/{address} was published, and no answer belongs there any more; it leads to /{target}",
                       f"If it was renamed, add a line to {MOVED}: /{address} and the new address.")  # fmt: skip

    def _lost(self, root: str, every: list[str]) -> Problem:
        more = f", with {len(every) - 1} more addresses below it" if len(every) > 1 else ""
        request = REQUEST.match(root)
        if request and request[1] not in self.homes:
            cure = ("Put the request's folder back, with `status: withdrawn` and a reason if it must go; if its reference was corrected, "
                    "write `moved_from:` with the old reference into its request.yaml.")  # fmt: skip
        else:
            target = request[1] if request else ""
            record = " For a record whose number was corrected, write `moved_from:` with the old number there." if "/records/" in root else ""
            cure = f"Put it back, or say where it is now: add the line “/{root} /{target}” to {MOVED} beside the register.{record}"
        return Problem("address-lost", Severity.ERROR, Place(*self.register.addresses[every[0]]),
                       f"/{root} was published and is not there any more{more}", cure)  # fmt: skip


_EMPTIED = "No answer belongs here any more"


def _above(address: str) -> list[str]:
    """The address itself and every address above it, the nearest first."""
    parts = address.rstrip("/").split("/")
    return [address, *("/".join(parts[:depth]) + "/" for depth in range(len(parts) - 1, 0, -1))]


def page_of(address: str) -> str:
    """Where the page stands that leads on from an address. A file's becomes a folder: servers then look for its index."""
    return address if address.endswith("/") or not address else f"{address}/"


def rules(leads: Mapping[str, str], host: str, base: str) -> Iterator[str]:
    """Lines that make a host answer old addresses itself, with 301 Moved Permanently. `base` is the path of the site's root."""
    if host == "nginx":
        yield "# In http { }: include this file. In server { }: if ($disclosures_moved) { return 301 $disclosures_moved; }"
        yield "map $uri $disclosures_moved {"
        yield '  default "";'
    for old, new in sorted(leads.items()):
        before, after = f"{base}{old}", f"{base}{new}"
        if host == "nginx":
            yield f'  "{before}" "{after}";'
        elif host == "apache":
            yield f'RedirectMatch 301 "^{re.escape(before)}$" "{after}"'
        else:
            yield f"{before} {after} {'301!' if host == 'netlify' else '301'}"
    if host == "nginx":
        yield "}"
