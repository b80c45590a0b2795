# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plain objects that the doors of this room hand out. Lengths are in points, from the top left of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return max(self.width, 0) * max(self.height, 0)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x0 <= point[0] <= self.x1 and self.y0 <= point[1] <= self.y1

    def shared(self, other: Box) -> Box:
        """What both cover; its area is 0 when they do not meet."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def meets(self, other: Box) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def near(self, other: Box, by: float) -> bool:
        """Whether each side is less than `by` points from the other's."""
        return (
            abs(self.y0 - other.y0) < by and abs(self.x0 - other.x0) < by
            and abs(self.y1 - other.y1) < by and abs(self.x1 - other.x1) < by
        )  # fmt: skip

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def __str__(self) -> str:
        return " ".join(f"{side:.0f}" for side in self)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as the page's content draws it. `seq` counts everything drawn, in order."""

    char: str
    box: Box
    seq: int
    mode: int
    """0 filled, 1 stroked, 3 drawn invisibly, 7 only cutting out (PDF text rendering mode)."""
    alpha: float
    colour: Colour
    size: float


@dataclass(frozen=True, slots=True)
class Paint:
    """Something drawn that is not text: `fill-path`, `stroke-path`, `fill-image`, `fill-imgmask`, `fill-shade`."""

    kind: str
    box: Box
    seq: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn rectangle. `fill` and `edge` are None when it has none; `alpha` is the fill's opacity."""

    box: Box
    fill: Colour | None
    edge: Colour | None
    alpha: float
    seq: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A path of any form. `width` is its line's, 0 when it is only filled."""

    box: Box
    seq: int
    pieces: int
    """Lines, curves and rectangles it is made of."""
    curves: int
    filled: bool
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one look in a line."""

    text: str
    box: Box
    size: float
    bold: bool
    italic: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands on the page. `block` groups lines that stand close together."""

    box: Box
    spans: tuple[Span, ...]
    block: int

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)
