# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two coarse pictures compared, cell by cell: where one has ink that the other does not show, and whether it is writing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..documents.pdf_render import Grey
from ..documents.shapes import Box

_CELL = 4
"""Pixels; 6 points at the coarse scale."""
_DETAIL = 50
"""How much the pixels of a cell must vary (of 255) to be ink; less is paper, shade or noise."""
_FLAT = 24
_SHADE, _EVEN = 16, 3
"""Under a cover that is quite even, less than ink counts: the soft shades of a photograph."""

Cell = tuple[int, int]


def lost_cells(held: Grey, shown: Grey) -> tuple[set[Cell], set[Cell]]:
    """The cells whose variation is lost, and those of them that are plain now; as (column, row)."""
    hidden: set[Cell] = set()
    plain: set[Cell] = set()
    width = held.width
    for row in range(held.height // _CELL):
        band = slice(row * _CELL * width, (row + 1) * _CELL * width)
        if held.pixels[band] == shown.pixels[band]:
            continue
        low, high = _extremes(held.pixels[band], width)
        low_now, high_now = _extremes(shown.pixels[band], width)
        for column in range(width // _CELL):
            varies, varies_now = high[column] - low[column], high_now[column] - low_now[column]
            if varies < (_DETAIL if varies_now > _EVEN else _SHADE):
                continue
            if varies_now < _FLAT:
                hidden.add((column, row))
                plain.add((column, row))
            elif not _follows(pixels_of(held, column, row), pixels_of(shown, column, row)):
                hidden.add((column, row))
    return hidden, plain


def _extremes(band: bytes, width: int) -> tuple[list[int], list[int]]:
    """The darkest and the brightest value of each cell of a band."""
    rows = [band[start : start + width] for start in range(0, len(band), width)]
    low, high = list(map(min, *rows)), list(map(max, *rows))
    return (
        list(map(min, *(low[start::_CELL] for start in range(_CELL)))),
        list(map(max, *(high[start::_CELL] for start in range(_CELL)))),
    )


def pixels_of(picture: Grey, column: int, row: int) -> bytes:
    starts = range((row * _CELL) * picture.width + column * _CELL, (row + 1) * _CELL * picture.width, picture.width)
    return b"".join(picture.pixels[start : start + _CELL] for start in starts)


def _follows(held: bytes, shown: bytes) -> bool:
    """Whether two cells have their dark and bright pixels in the same places (their correlation is above a half)."""
    count = len(held)
    mean, mean_now = sum(held) / count, sum(shown) / count
    both = sum((a - mean) * (b - mean_now) for a, b in zip(held, shown, strict=True))
    spread = sum((a - mean) ** 2 for a in held) * sum((b - mean_now) ** 2 for b in shown)
    return both > 0 and both * both > 0.25 * spread


def in_square(cell: Cell, cells: set[Cell]) -> bool:
    """Whether a cell belongs to a square of four: what a line crosses out is thinner."""
    column, row = cell
    return any(
        {(column + dx, row), (column, row + dy), (column + dx, row + dy)} <= cells for dx in (-1, 1) for dy in (-1, 1)
    )


def together(cells: set[Cell]) -> Iterator[set[Cell]]:
    """Cells in groups that lie side by side, or one cell apart as words do."""
    left = set(cells)
    while left:
        waiting = [left.pop()]
        group = set(waiting)
        while waiting:
            column, row = waiting.pop()
            for near in [(column + dx, row + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-1, 0, 1)]:
                if near in left:
                    left.remove(near)
                    group.add(near)
                    waiting.append(near)
        yield group


def is_ink(held: Grey, cells: set[Cell]) -> bool:
    """Whether ink on plain paper is there, darker or brighter than it, rather than the many shades of a photograph."""
    shades = [0] * 16
    for cell in cells:
        for value in pixels_of(held, *cell):
            shades[value // 16] += 1
    paper = max(range(15), key=lambda shade: shades[shade] + shades[shade + 1])
    total = sum(shades)
    darker, brighter = sum(shades[:paper]), sum(shades[paper + 2 :])
    return total - darker - brighter > 0.25 * total and min(darker, brighter) < 0.08 * total


def is_two_tone(held: Grey, box: Box) -> bool:
    """Whether nothing but two plain shades is there: paper, and a box that was blackened in the scan itself."""
    shades = [0] * 32
    for cell in cells_of(box.grown(-1), held):
        for value in pixels_of(held, *cell):
            shades[value // 8] += 1
    pairs = [a + b for a, b in zip(shades, shades[1:], strict=False)]
    most = max(range(31), key=pairs.__getitem__)
    return pairs[most] + max(n for at, n in enumerate(pairs) if abs(at - most) > 1) > 0.85 * sum(shades)


def alternates(held: Grey, cells: set[Cell]) -> bool:
    """Whether ink comes and goes along the rows as it does in letters."""
    columns, rows = [column for column, _ in cells], [row for _, row in cells]
    left, right = min(columns) * _CELL, (max(columns) + 1) * _CELL
    alternating = 0
    for y in range(min(rows) * _CELL, (max(rows) + 1) * _CELL):
        line = held.pixels[y * held.width + left : y * held.width + right]
        low, high = min(line), max(line)
        if high - low < _DETAIL:
            continue
        middle = (low + high) // 2
        dark = [value <= middle for value in line]
        alternating += sum(before != after for before, after in pairwise(dark)) >= 4
    return alternating >= 2


def cells_of(box: Box, picture: Grey) -> Iterator[Cell]:
    left, top, right, bottom = (int(side * picture.scale / _CELL) for side in box)
    yield from ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def box_of(cells: set[Cell], picture: Grey) -> Box:
    columns, rows = [column for column, _ in cells], [row for _, row in cells]
    size = _CELL / picture.scale
    return Box(min(columns) * size, min(rows) * size, (max(columns) + 1) * size, (max(rows) + 1) * size)
