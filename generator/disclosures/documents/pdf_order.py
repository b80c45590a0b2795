# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the tags of a PDF are read in the order in which their words stand on the page.

    tags     1  2  3          on the page    1 ─┐
    jump up: 3 begins more than a third of       2   3 is read after 2 and stands above it at the left: out of order
    the page above 2, and not to its right     3 ┘   (to the right would be the next column)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from .pdf_structure import Array, Dictionary, Structure, parsed

_MOST_PAGES = 60
"""Pages that are compared; producers that order tags badly do so from the start."""
_JUMP = 0.12
"""Of the page's height: a step up that is more than a superscript or a line drawn first."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def out_of_order(structure: Structure, elements: Iterable[tuple[str, Any]]) -> Iterator[int]:
    """The numbers of the pages that are read out of order."""
    pages = {page.obj.objgen: number for number, page in enumerate(structure.pdf.pages, 1)}
    order: dict[int, list[int]] = {}
    for kind, element in elements:
        if kind == "Artifact":
            continue
        for number, mark in _marks(element, pages):
            order.setdefault(number, []).append(mark)
    for number in sorted(order)[:_MOST_PAGES]:
        page = structure.pdf.pages[number - 1]
        box = [float(side) for side in page.mediabox]
        placed = _places(parsed(page))
        read = [placed[mark] for mark in order[number] if mark in placed]
        if _jumps(read, abs(box[2] - box[0]), abs(box[3] - box[1])):
            yield number


def _marks(element: Any, pages: dict) -> Iterator[tuple[int, int]]:
    """(page, mark) of what an element holds itself: a mark, or a dictionary with a mark of another page."""
    kids = element.get("/K")
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        home = element.get("/Pg")
        if isinstance(kid, Dictionary) and "/MCID" in kid:
            home, kid = kid.get("/Pg", home), int(kid["/MCID"])
        if isinstance(kid, int) and isinstance(home, Dictionary) and home.objgen in pages:
            yield pages[home.objgen], kid


def _jumps(read: Sequence[Point], width: float, height: float) -> int:
    """How often reading goes far up without going to the right, to another column."""
    found = 0
    for (x, y), (to_x, to_y) in pairwise(read):
        found += to_y - y > _JUMP * height and to_x < x + 0.1 * width
    return found


def _places(instructions: list[Any]) -> dict[int, Point]:
    """Where the first text of each mark begins, in points from the bottom left."""
    found: dict[int, Point] = {}
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    line = text = matrix
    kept: list[Matrix] = []
    open_marks: list[int | None] = []
    leading = 0.0
    for one in instructions:
        name, values = str(one.operator), one.operands
        if name == "q":
            kept.append(matrix)
        elif name == "Q" and kept:
            matrix = kept.pop()
        elif name == "cm" and len(values) == 6:
            matrix = _times(_matrix(values), matrix)
        elif name == "BT":
            line = text = (1, 0, 0, 1, 0, 0)
        elif name == "Tm" and len(values) == 6:
            line = text = _matrix(values)
        elif name == "TL" and values:
            leading = float(values[0])
        elif name in ("Td", "TD") and len(values) == 2:
            leading = -float(values[1]) if name == "TD" else leading
            line = text = _times((1, 0, 0, 1, float(values[0]), float(values[1])), line)
        elif name in ("T*", "'", '"'):
            line = text = _times((1, 0, 0, 1, 0, -leading), line)
        elif name in ("BDC", "BMC"):
            held = values[1] if len(values) > 1 else None
            marked = isinstance(held, Dictionary) and "/MCID" in held
            open_marks.append(int(held["/MCID"]) if marked else None)
        elif name == "EMC" and open_marks:
            open_marks.pop()
        if name in ("Tj", "TJ", "'", '"'):
            mark = next((mark for mark in reversed(open_marks) if mark is not None), None)
            if mark is not None:
                found.setdefault(mark, _times(text, matrix)[4:])
    return found


def _matrix(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """One transformation, then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
