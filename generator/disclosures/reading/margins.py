# SPDX-License-Identifier: AGPL-3.0-or-later
"""The head and foot of pages: page numbers and lines that come again on every page are not part of what is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .blocks import Gap
from .lines import Row

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_MARGIN = 0.1
"""The part of a page's height, above and below, in which head and foot stand."""


def without_furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[tuple[Row, ...]]:
    """The rows of each page without page numbers, and running heads and feet where they first stood only."""
    times = Counter(
        key for rows, height in zip(pages, heights, strict=True) for key in {_key(row, height) for row in rows} if key
    )
    seen: set[tuple[str, int]] = set()
    kept = []
    for rows, height in zip(pages, heights, strict=True):
        page = []
        for row in rows:
            key = _key(row, height)
            if key and (_PAGE_NUMBER.fullmatch(row.text.strip()) or key in seen):
                continue
            if key and times[key] > 1:
                seen.add(key)
            page.append(row)
        kept.append(tuple(page))
    return kept


def is_whole_gap(rows: Sequence[Row], height: float) -> bool:
    """Whether everything between head and foot is redacted: nothing else is said, and the boxes are large."""
    body = [row for row in rows if not _in_margin(row, height)]
    redacted = sum(row.box.height for row in body if _only_gaps(row))
    return bool(body) and all(map(_only_gaps, body)) and redacted > 0.4 * height


def _only_gaps(row: Row) -> bool:
    return all(isinstance(inline, Gap) or not inline.text.strip() for inline in row.inlines)


def _in_margin(row: Row, height: float) -> bool:
    return row.box.y1 < _MARGIN * height or row.box.y0 > (1 - _MARGIN) * height


def _key(row: Row, height: float) -> tuple[str, int] | None:
    """What a running line is known by: its words without numbers, and its height on the page."""
    if not _in_margin(row, height) or any(isinstance(inline, Gap) for inline in row.inlines):
        return None
    return re.sub(r"\d+", "#", row.text.strip()), round(row.box.y0 / 4)
