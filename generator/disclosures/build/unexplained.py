# SPDX-License-Identifier: AGPL-3.0-or-later
"""Published things that changed, moved or went away while the answer's history says nothing of it.

A reader may have cited a file by its hash, or a record by its address. So what was published stays as the register tells it,
or the history says why not: that is for an officer to write, and for a build to insist on.

    the register                 now                          history
    files/1-letter.pdf  e71f…    e71f…                        nothing to say
    files/1-letter.pdf  e71f…    3a1b…                        no new entry      unexplained: changed
    files/1-letter.pdf  e71f…    leads to files/2-letter.pdf  no new entry      unexplained: moved
    records/1/                   leads to records/1.1/        no new entry      unexplained: moved
    files/1-letter.pdf  e71f…    leads to a notice            answer withdrawn  the notice says it
    files/1-letter.pdf  e71f…    3a1b…                        one more entry    explained, on the page of corrections too
    many files          …        …                            a line of changed.txt since the register was last brought up to date

What the register tells without a day, as it did before it kept what was published, needs no explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..casework import folder as folder_room
from ..casework.checks.unexplained_files import UNEXPLAINED
from ..problems import Place, Problem
from ..site.published import CHECKED, Home, Leads
from ..site.registered import CITED, REQUEST, Register


@dataclass(frozen=True)
class Unexplained:
    """Something published, by its address, and what became of it."""

    address: str
    home: str
    """The answer whose history has to say why."""
    since: str
    """The day on which it was entered as it was, ISO 8601."""
    entries: int
    """How many entries the history had when the answer was entered last."""
    to: str | None = None
    """Where it leads now; None when it shows something else than it did."""

    def explained(self, home: Home) -> bool:
        """Whether the answer says why. A withdrawal says it itself, and what may not be told of leads nowhere."""
        return home.explains(self.since, self.entries)


def every(register: Register, shown: Mapping[str, str], leads: Mapping[str, Leads]) -> Iterator[Unexplained]:
    """What is not as the register tells it. `shown` maps each address at which something stands to its SHA-256."""
    if register.told:
        return
    for address in register.dated:
        if digest := shown.get(address):
            since, held = register.held(address)
            if held and digest not in held:
                home = REQUEST.match(address)[1]  # type: ignore[index]
                yield Unexplained(address, home, since, register.entries(home) or 0)
    for address, lead in leads.items():
        if address in register.addresses and CITED.fullmatch(address) and lead.words != CHECKED:
            own = REQUEST.match(address)[1]  # type: ignore[index]
            since, was = register.last(address)
            there = REQUEST.match(lead.target)
            home = there[1] if there else own
            if own in register.dated and f"/{lead.target}" not in was and home in shown:
                entries = register.entries(home)
                yield Unexplained(address, home, since or register.last(own)[0], (register.entries(own) or 0) if entries is None else entries, lead.target)


def problems(found: list[Unexplained], homes: Mapping[str, Home], requests: Path) -> Iterator[Problem]:
    """Those that are not explained, as errors for an officer; what lies below an answer that moved is told with it."""
    left = [one for one in found if not one.explained(homes[one.home])]
    moved = {one.address for one in left if REQUEST.fullmatch(one.address)}
    for one in left:
        own = REQUEST.match(one.address)
        if one.address in moved or not own or own[1] not in moved:
            place = _place(requests / homes[one.home].folder, one)
            yield Problem(UNEXPLAINED.id, UNEXPLAINED.severity, place, _words(one), UNEXPLAINED_CURE)


UNEXPLAINED_CURE = (
    "Add an entry to `history` with the date, what was changed and why, or put it back as it was. Readers find the entry "
    "on the page of corrections. Where very many changed for one reason, a line in changed.txt beside the register says it for all."
)


def _words(one: Unexplained) -> str:
    became = "holds something else now" if one.to is None else f"leads to /{one.to} now"
    return f"/{one.address} was published, and {became}; `history` has no new entry since {one.since} that says why"


def _place(folder: Path, one: Unexplained) -> Place:
    """Where the record stands that names the file; failing that `history`, or the start."""
    loaded = folder_room.load(folder)
    name = one.address.rpartition("/")[2]
    for number, record in enumerate(loaded.request.records if loaded.request else ()):
        if one.to is None and any(file.path.rpartition("/")[2] == name for file in record.files):
            return loaded.place("records", number)
    return loaded.place("history")
