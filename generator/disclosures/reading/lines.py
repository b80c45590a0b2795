# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's lines in reading order, each with the cells that stand apart in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..documents.shapes import Box
from .blocks import Inline, Words
from .pieces import SPACE, Segment, joined, plain


@dataclass(slots=True, eq=False)
class Row:
    """A line as it is read: its place, letter size, and what it says.

    `text` has a NUL for each redaction; `cells` are the parts that stand apart; `column` tells rows of one column.
    """

    box: Box
    base: float
    size: float
    inlines: tuple[Inline, ...]
    bold: bool
    cells: tuple[Segment, ...]
    column: int = 0
    text: str = ""
    level: int = -1
    """Of a heading, 0 for other text, once it is known."""

    @property
    def only_gaps(self) -> bool:
        return not self.text.replace("\0", "").strip()


def rows(groups: Iterable[Sequence[Segment]]) -> list[Row]:
    """The rows of each group, one group after the other; what stands side by side on one line is one row."""
    out: list[Row] = []
    for column, group in enumerate(groups):
        line: list[Segment] = []
        for segment in sorted(group, key=lambda one: one.base):
            if line and not _level(line[0], segment):
                out.append(row(line, column))
                line = []
            line.append(segment)
        if line:
            out.append(row(line, column))
    return out


def _level(first: Segment, segment: Segment) -> bool:
    if first.only_gaps or segment.only_gaps:
        low, high = max(first.y0, segment.y0), min(first.y1, segment.y1)
        smaller = min(first.y1 - first.y0, segment.y1 - segment.y0)
        return high - low > 0.5 * smaller and max(first.y1 - first.y0, segment.y1 - segment.y0) < 40
    return abs(segment.base - first.base) < 0.35 * min(first.size, segment.size)


def row(line: list[Segment], column: int = 0) -> Row:
    """One row from the segments of a line."""
    if len(line) == 1:
        main = line[0]
        inlines, box = main.inlines, main.box
    else:
        line.sort(key=lambda one: one.x0)
        parts: list[Inline] = []
        box = line[0].box
        for segment in line:
            parts += [SPACE, *segment.inlines] if parts else segment.inlines
            box = box.around(segment.box)
        inlines = joined(parts)
        main = max(line, key=lambda one: one.letters)
    bold = False
    for inline in inlines:
        if isinstance(inline, Words) and inline.text.strip():
            bold = inline.bold
            if not bold:
                break
    return Row(box, main.base, main.size, inlines, bold, tuple(line), column, plain(inlines))
