# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the web team wrote in content/, as MkDocs made HTML of it: the pages' own words, and the files beside them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Written:
    """One page of content/: its own words, without heading, frame and template."""

    address: str
    title: str
    description: str
    html: str
    parts: tuple[tuple[str, str], ...]
    """(heading, id) of its h2."""
    home: bool


@dataclass(frozen=True)
class Editorial:
    """All pages of content/, and (address, SHA-256) of every other file that is published from there."""

    pages: tuple[Written, ...]
    files: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for keeping."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Editorial:
        """From `as_dict`, by way of JSON."""
        pages = (Written(**{**page, "parts": tuple(map(tuple, page["parts"]))}) for page in kept["pages"])
        return cls(tuple(pages), tuple(map(tuple, kept["files"])))
