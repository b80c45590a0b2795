# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register of published addresses: the repository's record of what was ever published, and as what.

    published/2024.txt      /requests/foi-24-001/records/1/                         an address, in the file of the year in which
                                                                                    it was first published
                            /requests/foi-24-001/ 2024-05-01 0                      an answer: that day `history` had no entry
                            /requests/foi-24-001/files/a.pdf 2024-05-01 e71f…       a released file: its SHA-256 that day
                            /requests/foi-24-002/ 2024-06-03 /requests/foi-24-012/  it has led there since that day
    published/moved.txt     /subjects/woods/  /subjects/trees/                      where an address has moved; what lies below
                                                                                    moves along
                            /requests/x/files/a.pdf  -  reason                      an address that may answer no more, and why
    published/changed.txt   2027-01-03 Every file was made again: …                 a change in many answers at once, and why

A line is never taken out: what an address shows or where it leads is told by its newest line. Lines without a day are read as
addresses alone. Addresses are written from the site's root, so that the site may change its name. The files are plain text in
one order, for version control; two branches that both add lines are merged by keeping the lines of both, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..casework.slug import slug
from ..problems import Place, Problem, Severity
from ..store import sha256

MOVED = "moved.txt"
CHANGED = "changed.txt"
REQUEST = re.compile(r"(requests/([^/]+)/)")
CITED = re.compile(r"requests/[^/]+/(records/[^/]+/|files/.+)?")
"""An answer, a record or a released file: what readers cite."""
_SHIFTING = re.compile(r"(^|/)page-\d+/$|/pages/[0-9a-f]{16}\.webp$|^(assets|sitemaps)/|^search/.|^requests/.*\.txt$|^(sitemap\.xml|404\.html|robots\.txt|data/log\.sqlite|data/\w+\.csv)$")
_SPACE = re.compile(r"\s").search
_DATED = re.compile(r"/(\S*) (\d{4}-\d\d-\d\d) (\d+|[0-9a-f]{64}|/\S*)").fullmatch
_NOTICE = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S.*)").fullmatch
_FEW = 40
"""Addresses up to which the register is searched for each instead of being read."""


@dataclass(frozen=True)
class Notice:
    """A change in many answers at once: one line of changed.txt, told on the page of corrections."""

    day: date
    words: str


@dataclass
class Register:
    """What stands in the folder of the register."""

    addresses: dict[str, tuple[Path, int]] = field(default_factory=dict)
    """With file and line of each."""
    dated: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """(day, what it was that day) of the addresses of which it is known."""
    moved: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """Old address to its new one; to nothing when it may answer no more."""
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether a notice tells of what has changed since the register was brought up to date: none is older than it."""
        newest = max((day for told in self.dated.values() for day, _ in told), default="")
        return any(one.day.isoformat() >= newest for one in self.notices)

    def last(self, address: str) -> tuple[str, set[str]]:
        """The last day of which something is known of an address, and what it was: several things after a merge."""
        return _newest(self.dated.get(address, ()))

    def held(self, address: str) -> tuple[str, set[str]]:
        """The last day on which a file stood at an address, and its SHA-256."""
        return _newest([one for one in self.dated.get(address, ()) if len(one[1]) == 64 and one[1][0] != "/"])

    def entries(self, home: str) -> int | None:
        """How many entries the `history` of an answer had when it was entered last; None when that is not known."""
        told = [int(value) for value in _newest([one for one in self.dated.get(home, ()) if one[1].isdecimal()])[1]]
        return max(told, default=None)


def _newest(told: Iterable[tuple[str, str]]) -> tuple[str, set[str]]:
    day = max((one[0] for one in told), default="")
    return day, {value for when, value in told if when == day}


def version(folder: Path) -> str:
    """Changes with every file of the register."""
    return sha256(b"\0".join(name.encode() + data for name, data in _files(folder)))


def knows(folder: Path, files: list[str]) -> bool:
    """Whether the register may tell what stood at one of these addresses. Quicker than to read it."""
    if len(files) > _FEW:
        return True
    wanted = [f"/{address} ".encode() for address in files]
    return bool(wanted) and any(one in data for _, data in _files(folder) for one in wanted)


def _files(folder: Path) -> list[tuple[str, bytes]]:
    return [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.txt"))] if folder.is_dir() else []


def is_file(address: str) -> bool:
    """Whether a released file of an answer stands at an address."""
    return "/files/" in address and address.split("/", 3)[2] == "files" and lasting(address)


def lasting(address: str) -> bool:
    """Whether an address is a promise. Pages of long lists, style sheets, pictures of pages and other spellings are not."""
    if _SHIFTING.search(address):
        return False
    if request := REQUEST.match(address):
        return slug(request[2]) == request[2]
    return address.endswith("/") or address in ("", "feed.xml") or address.startswith("data/")


def read(folder: Path) -> Register:
    """The register; empty where there is none. What cannot be read is told with its line."""
    register = Register()
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        if file.name == CHANGED:
            _notices(register, file)
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line[:1] == "/" and file.name != MOVED:
                if not _SPACE(line):
                    register.addresses.setdefault(line[1:], (file, number))
                    continue
                if told := _DATED(line):
                    register.addresses.setdefault(told[1], (file, number))
                    register.dated.setdefault(told[1], []).append((told[2], told[3]))
                    continue
            words = line.split(None, 2)
            if not words or line.startswith("#"):
                continue
            place = Place(file, number)
            if file.name == MOVED:
                _move(register, words, place)
            elif len(words) == 1 and words[0].startswith("/"):
                register.addresses.setdefault(words[0][1:], (file, number))
            else:
                _wrong(register, place, f"“{line[:60]}” is not an address of the site", "Write one address on the line, beginning with /; remove the marks that a merge has left.")  # fmt: skip
    return register


def _move(register: Register, words: list[str], place: Place) -> None:
    old, new, *why = [*words, ""][:3]
    if not old.startswith("/") or not (new.startswith("/") or new == "-"):
        _wrong(register, place, "this is not a move", "Write the old address and the new one, both beginning with /: /subjects/woods/ /subjects/trees/")  # fmt: skip
    elif new == "-" and not why[0].strip():
        _wrong(register, place, f"{old} may answer no more, and no reason is given", "Write the reason after the dash.")
    else:
        register.moved[old[1:]] = ("" if new == "-" else new[1:] or "/", place)


def _notices(register: Register, file: Path) -> None:
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            _notice(register, line, Place(file, number))


def _notice(register: Register, line: str, place: Place) -> None:
    told = _NOTICE(line.strip())
    try:
        day = date.fromisoformat(told[1] if told else "")
        if day > date.today():
            raise ValueError("a day to come would explain what nobody knows yet")
        register.notices.append(Notice(day, told[2] if told else ""))
    except ValueError:
        _wrong(register, place, f"“{line[:60]}” tells of no change", "Write the date, which is not to come, a space, and what was changed and why: 2027-01-03 Every file was made again, because …")  # fmt: skip


def notices(folder: Path) -> tuple[Notice, ...]:
    """The lines of changed.txt alone; `read` tells what is wrong in them."""
    register, file = Register(), folder / CHANGED
    if file.exists():
        _notices(register, file)
    return tuple(register.notices)


def _wrong(register: Register, place: Place, message: str, cure: str) -> None:
    register.problems.append(Problem("address-register", Severity.ERROR, place, message, cure))


def added(register: Register, published: Iterable[str], now: Mapping[str, str], day: str, folder: Path) -> tuple[Path, list[str], int]:
    """The file of the year of `day`, the sorted lines that it should hold, and how many are new; no lines when none is.

    `now` says of addresses what they are: see the top.
    """
    file = folder / f"{day[:4]}.txt"
    new = {f"/{address} {day} {value}" for address, value in now.items() if value not in register.last(address)[1]}
    known = register.addresses.keys() | now.keys()
    new |= {f"/{address}" for address in published if address not in known and lasting(address)}
    own = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
    new -= own
    return file, sorted({line for line in own if line[:1] == "/"} | new) if new else [], len(new)
