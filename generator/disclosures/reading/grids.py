# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables that are ruled: cells told from the lines and shades drawn about them, merged where a line is missing.

    xs0    xs1    xs2    xs3
ys0 ┌──────┬─────────────┐      no line at xs2 in the first row: its second cell goes across two columns
    │ Ward │    Mended   │
ys1 ├──────┼──────┬──────┤
    │ Elm  │  May │ June │
ys2 └──────┴──────┴──────┘
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..documents.pdf_flow import Drawing
from ..documents.shapes import Box
from .blocks import Inline, TableCell, Words
from .heads import headed
from .pieces import Piece, Segment, segments

_MANY = 3000
"""Drawings beyond which a page is a plan or chart."""
_NEAR = 2.5


class _Edge(NamedTuple):
    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """The lines of one table."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[_Edge, ...]
    down: tuple[_Edge, ...]
    shades: tuple[Box, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find(drawings: Sequence[Drawing], hidden: Sequence[Box]) -> list[Grid]:
    """The grids of a page. `hidden` are its redaction boxes, whose edges are no lines."""
    if not 4 <= len(drawings) <= _MANY:
        return []
    across, down, shades = _edges(drawings, hidden)
    down.sort(key=lambda edge: edge.start)
    found = []
    group: list[_Edge] = []
    bottom = 0.0
    for edge in [*down, _Edge(0, float("inf"), float("inf"))]:
        if group and edge.start > bottom + 3:
            if grid := _grid(group, across, shades):
                found.append(grid)
            group, bottom = [], 0.0
        group.append(edge)
        bottom = max(bottom, edge.end)
    return found


def _edges(drawings: Sequence[Drawing], hidden: Sequence[Box]) -> tuple[list[_Edge], list[_Edge], list[Box]]:
    across, down, shades = [], [], []
    for drawing in drawings:
        box = drawing.box
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if high < 3 and wide >= 10:
            across.append(_Edge((box.y0 + box.y1) / 2, box.x0, box.x1))
        elif wide < 3 and high >= 6:
            down.append(_Edge((box.x0 + box.x1) / 2, box.y0, box.y1))
        elif drawing.upright and wide >= 12 and high >= 8 and not any(box.near(one, 3) for one in hidden):
            if not drawing.stroked:
                if min(drawing.colour) > 0.98:
                    continue
                shades.append(box)
            across += [_Edge(box.y0, box.x0, box.x1), _Edge(box.y1, box.x0, box.x1)]
            down += [_Edge(box.x0, box.y0, box.y1), _Edge(box.x1, box.y0, box.y1)]
    return across, down, shades


def _grid(down: Sequence[_Edge], across: Sequence[_Edge], shades: Sequence[Box]) -> Grid | None:
    top, bottom = min(edge.start for edge in down), max(edge.end for edge in down)
    across = [edge for edge in across if top - 3 <= edge.at <= bottom + 3]
    if len(across) < 3 or len(down) < 2:
        return None
    left, right = min(edge.start for edge in across), max(edge.end for edge in across)
    xs = _levels([edge.at for edge in down])
    xs = ([left] if left < xs[0] - 12 else []) + xs + ([right] if right > xs[-1] + 12 else [])
    ys = _levels([edge.at for edge in across])
    if len(xs) < 3 or len(ys) < 3:
        return None
    inside = [box for box in shades if top - 3 <= box.y0 and box.y1 <= bottom + 3]
    return Grid(tuple(xs), tuple(ys), tuple(across), tuple(down), tuple(inside))


def _levels(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 4:
            out.append(value)
    return out


def taken(
    grid: Grid, pieces: list[Piece], parted: Callable[[Piece, list[Box]], list[Piece]],
    written: Callable[[list[Segment]], tuple[Inline, ...]],
) -> tuple[Segment | None, list[Piece]]:  # fmt: skip
    """The table of a grid as a segment, and the pieces left over; (None, pieces) when the grid is only a frame.

    `parted` cuts a piece that reaches over several cells; `written` makes the lines of a cell one text.
    """
    area = grid.box.grown(2)
    inside = [piece for piece in pieces if area.holds(piece.box.centre)]
    spans = _spans(grid)
    homes = {
        (top + row, left + column): (top, left)
        for (top, left), (wide, high) in spans.items() for row in range(high) for column in range(wide)
    }  # fmt: skip
    filled: dict[tuple[int, int], list[Piece]] = {}
    for piece in inside:
        for part in _within_cells(grid, spans, homes, piece, parted):
            filled.setdefault(_home(grid, homes, part), []).append(part)
    letters = {place: sum(_letters(piece) for piece in cell) for place, cell in filled.items()}
    if len(filled) < 3 or max(letters.values()) > 0.8 * sum(letters.values()) + 1:
        return None, pieces
    rows: list[list[TableCell]] = [[] for _ in grid.ys[1:]]
    for place, (wide, high) in spans.items():
        said = written(segments(filled[place])) if place in filled else ()
        rows[place[0]].append(TableCell(said, across=wide, down=high))
    marked = []
    for row in range(len(grid.ys) - 1):
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        marked.append(any(box.y0 < middle < box.y1 and box.height < 4 * (grid.ys[row + 1] - grid.ys[row]) for box in grid.shades))
    rows, marked = _without_empty(rows, marked)
    rows = _without_empty_columns(rows)
    if len(rows) < 2 or max(sum(cell.across for cell in row) for row in rows) < 2:
        return None, pieces
    table = headed(rows, marked)
    left = [piece for piece in pieces if not area.holds(piece.box.centre)]
    return Segment(*grid.box, grid.ys[0] + 1, 10.0, letters=sum(letters.values()), table=table), left


def _spans(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """From (row, column) of each cell's top left corner to the columns and rows it covers."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    uprights, levels = _by_level(grid.xs, grid.down), _by_level(grid.ys, grid.across)

    def parted_right(row: int, column: int) -> bool:
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        return any(edge.start - _NEAR <= middle <= edge.end + _NEAR for edge in uprights[column + 1])

    def parted_below(row: int, column: int) -> bool:
        middle = (grid.xs[column] + grid.xs[column + 1]) / 2
        return any(edge.start - _NEAR <= middle <= edge.end + _NEAR for edge in levels[row + 1])

    covered: set[tuple[int, int]] = set()
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in covered:
                continue
            wide = 1
            while column + wide < columns and not parted_right(row, column + wide - 1) and (row, column + wide) not in covered:
                wide += 1
            high = 1
            while row + high < rows and not parted_below(row + high - 1, column):
                high += 1
            if wide > 1 or high > 1:
                covered |= {(row + r, column + c) for r in range(high) for c in range(wide)}
            out[row, column] = (wide, high)
    return out


def _by_level(places: Sequence[float], edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """The edges at each place, those that touch made one."""
    out: list[list[_Edge]] = [[] for _ in places]
    for edge in sorted(edges, key=lambda one: one.start):
        nearest = min(bisect_right(places, edge.at), len(places) - 1)
        if nearest and abs(places[nearest - 1] - edge.at) <= abs(places[nearest] - edge.at):
            nearest -= 1
        mine = out[nearest]
        if mine and edge.start <= mine[-1].end + 1.5:
            mine[-1] = _Edge(mine[-1].at, mine[-1].start, max(mine[-1].end, edge.end))
        else:
            mine.append(edge)
    return out


def _home(grid: Grid, homes: dict[tuple[int, int], tuple[int, int]], piece: Piece) -> tuple[int, int]:
    """The cell in which a piece stands."""
    x, y = piece.box.centre
    row = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
    column = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
    return homes.get((row, column), (row, column))


def _within_cells(
    grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], homes: dict[tuple[int, int], tuple[int, int]],
    piece: Piece, parted: Callable[[Piece, list[Box]], list[Piece]],
) -> list[Piece]:  # fmt: skip
    row, column = _home(grid, homes, piece)
    wide, _ = spans[row, column]
    if piece.box.x0 >= grid.xs[column] - 3 and piece.box.x1 <= grid.xs[column + wide] + 3:
        return [piece]
    middle = piece.box.centre[1]
    row = min(max(bisect_right(grid.ys, middle) - 1, 0), len(grid.ys) - 2)
    lines = [
        edge.at for edge in grid.down
        if piece.box.x0 + 2 < edge.at < piece.box.x1 - 2 and edge.start - 1 <= middle <= edge.end + 1
    ]  # fmt: skip
    return parted(piece, [Box(at, grid.ys[row], at, grid.ys[row + 1]) for at in sorted(set(lines))]) if lines else [piece]


def _letters(piece: Piece) -> int:
    return len(piece.inline.text) if isinstance(piece.inline, Words) else 4


def _without_empty(rows: list[list[TableCell]], marked: list[bool]) -> tuple[list[list[TableCell]], list[bool]]:
    """Without rows in which nothing stands, unless a cell reaches into or out of them."""
    kept = []
    reach = 0
    for number, row in enumerate(rows):
        free = reach <= number and all(cell.down == 1 for cell in row)
        if not free or any(cell.inlines for cell in row):
            kept.append(number)
        reach = max([reach, *(number + cell.down for cell in row)])
    return [rows[number] for number in kept], [marked[number] for number in kept]


def _without_empty_columns(rows: list[list[TableCell]]) -> list[list[TableCell]]:
    """Without columns in which no cell stands alone and says something; only where no cell covers several rows."""
    if any(cell.down > 1 for row in rows for cell in row):
        return rows
    width = max(sum(cell.across for cell in row) for row in rows)
    said: set[int] = set()
    for row in rows:
        at = 0
        for cell in row:
            if cell.inlines:
                said.add(at)
            at += cell.across
    empty = set(range(width)) - said
    out = []
    for row in rows:
        at, kept = 0, []
        for cell in row:
            across = cell.across - sum(column in empty for column in range(at, at + cell.across))
            if across > 0:
                kept.append(TableCell(cell.inlines, cell.head, across, cell.down))
            at += cell.across
        out.append(kept)
    return out
