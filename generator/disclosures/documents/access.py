# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file offers to people who read with assistive technology, whatever its kind (PDF/UA, ISO 14289-1; WCAG 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LONG = 20
"""Pages from which a document needs bookmarks."""


@dataclass(frozen=True)
class Access:
    """Findings about one file; what a kind of file has no need of is None or 0."""

    pages: int = 0
    tagged: bool | None = None
    """Whether a PDF tells its headings, lists and tables; None for Office files, which always do."""
    language: str = ""
    titled: bool = False
    shows_title: bool | None = None
    """Whether a PDF asks its reader to show the title and not the file's name (ISO 14289-1, 7.1)."""
    pictures: int = 0
    undescribed: int = 0
    """Pictures that have no alternative text."""
    headings: int = 0
    skipped: int = 0
    """How often a heading is more than one level below the one before it."""
    tables: int = 0
    headless: int = 0
    """Tables in which no cell is marked as a heading."""
    unordered: tuple[int, ...] = ()
    """Pages whose tags stand in another order than what they tag on the page."""
    bookmarks: bool | None = None
    """Whether a long document has bookmarks; None for a short one."""
    image_only: tuple[int, ...] = ()
    """Pages that are pictures without text."""
    unmapped: int = 0
    """Fonts that do not say which letters their shapes are (ISO 14289-1, 7.21.7)."""

    @classmethod
    def from_dict(cls, kept: dict) -> Access:
        """From `dataclasses.asdict`, by way of JSON."""
        return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()})


def skips(levels: Iterable[int]) -> int:
    """How often a heading's level is more than one below the heading before it."""
    return sum(after - before > 1 for before, after in pairwise(levels))
