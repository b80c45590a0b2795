# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to go from a PDF, where boxes were put instead, and how places on a page are told in the file's own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .shapes import Box


@dataclass(frozen=True)
class Region:
    """A place on a page from which everything goes. `box` is as the reader sees the page, from the top left."""

    page: int
    box: Box
    mark: int
    """Which mark asks for it, counted from 0."""
    label: str
    """What its box says, `s40(2)`; empty for none."""
    spoken: str
    """What it says to who does not see: `[Redacted: section 40(2)]`."""
    kind: Literal["words", "box", "page"] = "box"


@dataclass(frozen=True)
class Placed:
    """A box that was drawn, as the reader sees the page."""

    page: int
    box: Box
    mark: int
    exact: bool = False
    """True when its width, or the place of what follows, could not be made to say nothing."""


@dataclass
class Redacted:
    """The new file, its boxes, and what a person should know."""

    data: bytes
    boxes: list[Placed] = field(default_factory=list)
    empty: list[Region] = field(default_factory=list)
    """Regions under which nothing was found."""


@dataclass(frozen=True)
class Frame:
    """One page's coordinates: the visible part of the sheet, turned by a quarter as often as it says."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int
    unit: float = 1.0

    @classmethod
    def of(cls, page: Any) -> Frame:
        """Of a page as pikepdf gives it."""
        crop, media = ([float(v) for v in box] for box in (page.cropbox, page.mediabox))
        crop, media = ([min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])] for b in (crop, media))
        left, low = max(crop[0], media[0]), max(crop[1], media[1])
        right, high = min(crop[2], media[2]), min(crop[3], media[3])
        node, turn = page.obj, 0
        for _ in range(50):
            if "/Rotate" in node:
                turn = int(node["/Rotate"]) % 360
                break
            if "/Parent" not in node:
                break
            node = node["/Parent"]
        return cls(left, low, right, high, turn, float(page.obj.get("/UserUnit", 1)))

    @property
    def across(self) -> tuple[float, float]:
        """To the right of the reader, in the file's coordinates."""
        return {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}.get(self.turn, (1.0, 0.0))

    @property
    def sheet(self) -> Box:
        """What is seen of the sheet, in the file's coordinates."""
        return Box(self.x0, self.y0, self.x1, self.y1)

    def to_file(self, box: Box) -> Box:
        """A box as seen, in the file's coordinates (from the bottom left)."""
        return _around(self._to_file(x / self.unit, y / self.unit) for x in (box.x0, box.x1) for y in (box.y0, box.y1))

    def to_seen(self, box: Box) -> Box:
        """A box in the file's coordinates, as seen."""
        seen = _around(self._to_seen(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1))
        return Box(*(side * self.unit for side in seen))

    def _to_file(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return self.x0 + y, self.y0 + x
        if self.turn == 180:
            return self.x1 - x, self.y0 + y
        if self.turn == 270:
            return self.x1 - y, self.y1 - x
        return self.x0 + x, self.y1 - y

    def _to_seen(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y - self.y0, x - self.x0
        if self.turn == 180:
            return self.x1 - x, y - self.y0
        if self.turn == 270:
            return self.y1 - y, self.x1 - x
        return x - self.x0, self.y1 - y


def _around(points: Any) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
