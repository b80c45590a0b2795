# SPDX-License-Identifier: AGPL-3.0-or-later
"""Released files that changed or went away after publication while the answer's history says nothing of it.

A reader may have cited a file by its hash. So a file that was published keeps its bytes and its address, or the history
says why not: that is for an officer to write, and for a build to insist on.

    before                                      after                       history
    files/1-letter.pdf  e71f…    ->    files/1-letter.pdf  e71f…    the same          nothing to say
    files/1-letter.pdf  e71f…    ->    files/1-letter.pdf  3a1b…    no new entry      unexplained: changed
    files/1-letter.pdf  e71f…    ->    files/2-letter.pdf  e71f…    no new entry      unexplained: moved
    files/1-letter.pdf  e71f…    ->                                 no new entry      unexplained: gone
    files/1-letter.pdf  e71f…    ->    files/1-letter.pdf  3a1b…    one more entry    explained
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..casework.checks.unexplained_files import UNEXPLAINED
from ..problems import Place, Problem

_WORDS = {
    "changed": "holds something else than when it was published",
    "moved": "was published under this name and now has another one: {to}",
    "gone": "was published and is no longer there",
}


@dataclass(frozen=True)
class Unexplained:
    """A published file, by its address, and what became of it."""

    address: str
    became: Literal["changed", "moved", "gone"]
    to: str = ""
    """Where the same bytes are now, when it moved."""


def unexplained(before: Mapping[str, str], after: Mapping[str, str], history_before: int, history_after: int) -> list[Unexplained]:
    """What became of the released files of one answer without a word in its history, in the order of their addresses.

    `before` and `after` map the address of each released file (those below `requests/<reference>/files/`) to its SHA-256,
    as it was published last and as it is going to be; what is not below `files/` is ignored. `history_before` and
    `history_after` count the entries of `history`: one more explains all changes that come with it. Files that are new
    need no explanation.

    The caller leaves out answers whose status has changed: a withdrawal explains that everything is gone. It leaves out
    files that the gate holds back as well, for of those the page says so itself; but keeps their hash as published, so that
    they are compared again when they come back.
    """
    if history_after > history_before:
        return []
    was, now = _released(before), _released(after)
    places = {digest: address for address, digest in sorted(now.items(), reverse=True)}
    found = []
    for address, digest in sorted(was.items()):
        if now.get(address) == digest:
            continue
        to = places.get(digest, "")
        found.append(Unexplained(address, "changed" if address in now else "moved" if to else "gone", to if address not in now else ""))
    return found


def problems(found: Iterable[Unexplained], file: Path, line: int = 0) -> list[Problem]:
    """The same as errors for an officer, at `history` of the request.yaml `file`, or where that is not there, at its start."""
    return [
        Problem(
            UNEXPLAINED.id,
            UNEXPLAINED.severity,
            Place(file, line),
            f"the released file {one.address.rsplit('/', 1)[1]} {_WORDS[one.became].format(to=one.to.rsplit('/', 1)[-1])}, and `history` does not say why",
            "Add an entry to `history` with the date, what was changed and why, or put the file back as it was.",
        )
        for one in found
    ]


def _released(files: Mapping[str, str]) -> dict[str, str]:
    return {address: digest for address, digest in files.items() if address.startswith("requests/") and address.split("/")[2:3] == ["files"]}
