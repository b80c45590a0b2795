# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawn shapes that could be redaction boxes: rectangles, stacks of strips, and hatched areas, without rules and dots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from .pdf_flow import Drawing, Flow
from .shapes import Box, Colour

_DARK = 0.35
_MANY = 400
"""Drawings of one look beyond which a page is a plan or chart, and is not searched for hatching."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape of a redaction's size, and what it looks like."""

    box: Box
    fill: Colour | None
    outlined: bool
    seq: int
    hatched: bool = False
    cell: bool = False
    """One of several outlined boxes that share their edges, as a table's cells do."""

    @property
    def filled(self) -> bool:
        return self.fill is not None

    @property
    def dark(self) -> bool:
        return self.fill is not None and max(self.fill) <= _DARK

    @property
    def plain(self) -> bool:
        """Black or grey rather than a colour, which decorates more often than it hides."""
        return self.fill is None or max(self.fill) - min(self.fill) < 0.2

    @property
    def white(self) -> bool:
        return self.fill is None or min(self.fill) > 0.97

    @property
    def look(self) -> str:
        """`black`, `grey`, `white`, `hatched`, or the colour that is strongest."""
        if self.hatched:
            return "hatched"
        if self.fill is None or min(self.fill) > 0.97:
            return "white"
        if self.plain:
            return "black" if self.dark else "grey"
        red, green, blue = self.fill
        if red > 0.7 and green > 0.7 and blue < 0.6:
            return "yellow"
        return max((red, "red"), (green, "green"), (blue, "blue"))[1]


def candidates(flow: Flow) -> list[Candidate]:
    """The shapes of a page, in the order drawn."""
    if not flow.drawings:
        return []
    found = [_candidate(drawing) for drawing in _merged(flow.drawings) if _sized(drawing)]
    return [*_joined(found), *_hatchings(flow.drawings)]


def _sized(drawing: Drawing) -> bool:
    if not drawing.upright or drawing.alpha < 0.9:
        return False
    wide, high = drawing.box.width, drawing.box.height
    return wide >= 5 and high >= 5 and (wide > 8 or high > 8) and wide < 120 * high


def _candidate(drawing: Drawing) -> Candidate:
    return Candidate(drawing.box, None if drawing.stroked else drawing.colour, drawing.stroked, drawing.seq)


def _merged(drawings: tuple[Drawing, ...]) -> list[Drawing]:
    """Strips that touch one another become one shape: redactions are often drawn as a stack of thin lines."""
    merged: list[Drawing] = []
    for drawing in drawings:
        last = merged[-1] if merged else None
        if last and drawing.box.height < 5 and _goes_on(last, drawing):
            merged[-1] = last._replace(box=last.box.around(drawing.box))
        else:
            merged.append(drawing)
    return merged


def _goes_on(last: Drawing, strip: Drawing) -> bool:
    a, b = last.box, strip.box
    return (
        last.colour == strip.colour and last.upright and strip.upright
        and abs(a.x0 - b.x0) < 1 and abs(a.x1 - b.x1) < 1 and -1.5 < b.y0 - a.y1 < 0.3
    )  # fmt: skip


def _joined(found: list[Candidate]) -> list[Candidate]:
    """A fill and the outline on the same spot are one; outlined boxes that share edges with two others are cells."""
    out: list[Candidate] = []
    for one in found:
        last = out[-1] if out else None
        if last and last.box.near(one.box, 3):
            out[-1] = replace(last, fill=last.fill or one.fill, outlined=last.outlined or one.outlined)
        else:
            out.append(one)
    cells = _cells([one.box for one in out if one.outlined and not one.dark])
    return [replace(one, cell=True) if one.box in cells else one for one in out] if cells else out


def _cells(boxes: list[Box]) -> set[Box]:
    """The boxes that share at least two corners with others. Corners are the same within 3 points."""
    if len(boxes) < 3:
        return set()
    corners = [[(x + aside, y + aside) for x in (box.x0, box.x1) for y in (box.y0, box.y1) for aside in (0, 1.5)] for box in boxes]
    places = [[(int(x / 3), int(y / 3), n % 2) for n, (x, y) in enumerate(found)] for found in corners]
    times = Counter(place for found in places for place in found)
    return {
        box for box, found in zip(boxes, places, strict=True)
        if sum(times[a] > 1 or times[b] > 1 for a, b in zip(found[::2], found[1::2], strict=True)) >= 2
    }  # fmt: skip


def _hatchings(drawings: tuple[Drawing, ...]) -> list[Candidate]:
    """Areas filled with slanting strokes, at least six of them overlapping one another."""
    slanted = [one for one in drawings if one.stroked and not one.upright and min(one.box.width, one.box.height) > 2]
    if not 6 <= len(slanted) <= _MANY:
        return []
    areas: list[tuple[Box, int]] = []
    for one in slanted:
        box, count = one.box, 1
        apart = []
        for area, number in areas:
            if area.grown(2).meets(box):
                box, count = box.around(area), count + number
            else:
                apart.append((area, number))
        areas = [*apart, (box, count)]
    seq = slanted[0].seq
    return [Candidate(box, None, True, seq, hatched=True) for box, n in areas if n >= 6 and 6 < box.height < 0.4 * 842]
