# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of each link, one a line, so that version control can merge it and show what changed.

    address  state  since  looked  seen  sha256  words      parted by tabs, sorted by address; days in ISO 8601

`since` is the day on which the state was first met, `seen` the last day on which the page was there. The hash is that of what
was there then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..store import write_whole

FILE = "links.tsv"
HERE, GONE, FAILED, UNASKED = "here", "gone", "failed", "unasked"
"""There; said to be gone by its host; not answered; not asked because its host asks programs to stay away."""
PATIENCE = 14
"""Days for which a page that does not answer is not called dead: servers are down at times."""
_HEAD = "# What is already public, and whether it is still there. Written by `disclosures links`.\n# address\tstate\tsince\tlooked\tseen\tsha256\twords\n"


@dataclass(frozen=True)
class Known:
    """What is known of one link."""

    address: str
    state: str
    since: str
    looked: str
    seen: str = ""
    sha256: str = ""
    words: str = ""

    @property
    def dead(self) -> bool:
        """Whether readers are to be told that it is not there."""
        if self.state == FAILED and self.since and self.looked:
            return (date.fromisoformat(self.looked) - date.fromisoformat(self.since)).days >= PATIENCE
        return self.state == GONE


def read(folder: Path) -> dict[str, Known]:
    """By address; empty where nothing was ever looked at. Lines that are no such line, as a merge may leave, are passed over."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except OSError:
        return {}
    rows = [line.split("\t") for line in text.splitlines() if line[:1] != "#"]
    known: dict[str, Known] = {}
    for row in rows:
        if len(row) == 7 and row[1] in (HERE, GONE, FAILED, UNASKED):
            one = Known(*row)
            if one.address not in known or one.looked >= known[one.address].looked:  # the newer of two that a merge kept
                known[one.address] = one
    return known


def write(folder: Path, known: Iterable[Known]) -> Path:
    """Keep what is known; returns the file."""
    lines = sorted("\t".join((one.address, one.state, one.since, one.looked, one.seen, one.sha256, _plain(one.words))) for one in known)
    write_whole(folder / FILE, (_HEAD + "".join(f"{line}\n" for line in lines)).encode())
    return folder / FILE


def _plain(words: str) -> str:
    return " ".join(words.split())
