# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables told from rows whose parts stand in columns, where no lines are drawn about them.

Ward      Potholes   Mended        rows with the usual number of parts give the columns
Elm             12   in May        each part stands in the column that it overlaps most
Oak              7   in June,
                     in part       a row closer than others, or without its first part, carries cells on
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..documents.shapes import Box
from .blocks import Inline, Table, TableCell
from .heads import headed
from .lines import Row
from .pieces import Segment

_NEAR = 9.0
_LABEL = re.compile(r"\s*(?:[•●▪◦‣·o–-]|\(?\w{1,3}[.)]|(?:From|To|Cc|Bcc|Sent|Date|Subject)\s*:.*)\s*", re.IGNORECASE)
Written = Callable[[list[Segment]], tuple[Inline, ...]]


def split(rows: Sequence[Row], rules: Sequence[Box], written: Written) -> list[Row | Table]:
    """The rows of a page, with each run of them that is a table made one; `rules` are lines drawn across."""
    out: list[Row | Table] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.cells[0].table is not None:
            out.append(row.cells[0].table)
        elif len(row.cells) > 1 and (found := _table(rows[at:], rules, written)):
            count, table = found
            out.append(table)
            at += count
            continue
        else:
            out.append(row)
        at += 1
    return out


def _table(rows: Sequence[Row], rules: Sequence[Box], written: Written) -> tuple[int, Table] | None:
    """How many rows from the first on make a table, and the table; None when the first begins none."""
    if _LABEL.fullmatch(rows[0].cells[0].text):
        return None
    rows = _stretch(rows)
    columns = _columns(rows)
    if columns is None:
        return None
    placed: list[dict[int, list[Segment]]] = []
    for row in rows:
        line = _placed(row, columns)
        if line is None:
            break
        placed.append(line)
    while placed and len(placed[-1]) == 1 and (0 in placed[-1] or len(columns) > 2) and not _close(rows, len(placed) - 1):
        placed.pop()
    rows = rows[: len(placed)]
    lines, starts = _lines(rows, placed)
    whole = sum(len(line) > 1 for line in lines)
    if whole < 2 or (whole < 3 and len(columns) < 3) or (len(columns) == 2 and _runs_on(lines)):
        return None
    cells = [_cells(line, columns, written) for line in lines]
    marked = [_ruled(rows, start, end, rules) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return len(rows), headed(cells, marked)


def _stretch(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that could belong to one table: none far below the one before it, in one column of the page."""
    for number in range(1, len(rows)):
        before, row = rows[number - 1], rows[number]
        far = row.base - before.base > 3.2 * max(row.size, before.size)
        if far or row.column != before.column or row.cells[0].table is not None:
            return rows[:number]
        if len(row.cells) == 1 and len(before.cells) == 1 and row.box.x0 < rows[0].box.x0 + _NEAR:
            return rows[: number - 1]
    return rows


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]] | None:
    """From left to right where columns begin and end; None when the rows do not agree."""
    counts = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    total = sum(counts.values())
    if total < 2:
        return None
    number = max((count for count, times in counts.items() if times >= max(2, 0.2 * total)), default=0)
    if not number:
        return None
    full = [row.cells for row in rows if len(row.cells) == number]
    found = [(min(row[at].x0 for row in full), max(row[at].x1 for row in full)) for at in range(number)]
    if any(b[0] < a[1] - 1 for a, b in pairwise(found)):
        return None
    return found


def _placed(row: Row, columns: list[tuple[float, float]]) -> dict[int, list[Segment]] | None:
    """Each cell by the first column it overlaps; None when one stands in none."""
    out: dict[int, list[Segment]] = {}
    for cell in row.cells:
        over = [at for at, (start, end) in enumerate(columns) if min(cell.x1, end) - max(cell.x0, start) > 0.5]
        if not over:
            away, nearest = min(
                (max(start - cell.x1, cell.x0 - end), at) for at, (start, end) in enumerate(columns)
            )
            if away > _NEAR:
                return None
            over = [nearest]
        if len(over) > 1 and (len(row.cells) == 1 or cell.x0 < columns[0][0] - _NEAR):
            return None  # a line of text across the columns: the table is over
        out.setdefault(over[0], []).append(cell)
    return out


def _close(rows: Sequence[Row], at: int) -> bool:
    """Whether a row stands as close below the one before as lines of one text do."""
    return at > 0 and rows[at].base - rows[at - 1].base < 1.35 * max(rows[at].size, 6)


def _lines(rows: Sequence[Row], placed: list[dict[int, list[Segment]]]) -> tuple[list[dict[int, list[Segment]]], list[int]]:
    """The lines of the table, those that carry cells on joined to the one before; and the row that each begins with."""
    steps = [b.base - a.base for a, b in pairwise(rows)]
    tight = 1.35 * max((row.size for row in rows), default=10)
    loose = any(step > 1.15 * min(steps) and step > tight for step in steps) if steps else False
    lines: list[dict[int, list[Segment]]] = []
    starts: list[int] = []
    for number, line in enumerate(placed):
        close = number > 0 and steps[number - 1] <= tight
        carries = close and bool(lines) and (loose or (0 not in line and len(line) < len(lines[-1])))
        if not carries:
            lines.append({at: list(cells) for at, cells in line.items()})
            starts.append(number)
            continue
        for at, cells in line.items():
            lines[-1].setdefault(at, []).extend(cells)
    return lines, starts


def _cells(line: dict[int, list[Segment]], columns: list[tuple[float, float]], written: Written) -> list[TableCell]:
    out: list[TableCell] = []
    at = 0
    while at < len(columns):
        cells = line.get(at, [])
        wide = 1
        end = max((cell.x1 for cell in cells), default=0)
        while at + wide < len(columns) and at + wide not in line and end > columns[at + wide][0] + 2:
            wide += 1
        out.append(TableCell(written(cells) if cells else (), across=wide))
        at += wide
    return out


def _runs_on(lines: list[dict[int, list[Segment]]]) -> bool:
    """Whether the second of two columns is running text, as beside line numbers in a margin."""
    lengths = [sum(cell.letters for cell in line.get(1, [])) for line in lines]
    keys = [sum(cell.letters for cell in line.get(0, [])) for line in lines]
    return sum(lengths) > 60 * len(lengths) and sum(keys) < 6 * len(keys)


def _ruled(rows: Sequence[Row], start: int, end: int, rules: Sequence[Box]) -> bool:
    """Whether a line is drawn right below the rows from `start` to `end`."""
    if end >= len(rows):
        return False
    above, below = rows[end - 1].base, rows[end].base
    return any(above - 1 < rule.y0 < below - 0.3 * rows[end].size for rule in rules)
