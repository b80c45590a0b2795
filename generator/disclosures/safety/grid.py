# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies where on a page, found without looking at everything: a page may draw 100,000 things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from ..documents.shapes import Box

_CELL = 36.0
_MANY = 400


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...


T = TypeVar("T", bound=_Placed)


class Grid(Generic[T]):
    """Things with a `box`, sorted into cells of half an inch; those that cover very many cells are kept apart."""

    def __init__(self, things: Iterable[T]):
        self._cells: dict[tuple[int, int], list[T]] = defaultdict(list)
        self._large: list[T] = []
        for thing in things:
            cells = _cells(thing.box)
            if cells is None:
                self._large.append(thing)
                continue
            for cell in cells:
                self._cells[cell].append(thing)

    def near(self, point: tuple[float, float]) -> Iterator[T]:
        """Everything that may hold `point`."""
        yield from self._large
        yield from self._cells.get((int(point[0] // _CELL), int(point[1] // _CELL)), ())

    def near_box(self, box: Box) -> Iterator[T]:
        """Everything that may meet `box`, each thing once."""
        cells = _cells(box)
        if cells is None:
            cells = list(self._cells)
        seen: set[int] = set()
        for thing in [*self._large, *(thing for cell in cells for thing in self._cells.get(cell, ()))]:
            if id(thing) not in seen:
                seen.add(id(thing))
                yield thing


def _cells(box: Box) -> list[tuple[int, int]] | None:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    if (right - left + 1) * (bottom - top + 1) > _MANY:
        return None
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
