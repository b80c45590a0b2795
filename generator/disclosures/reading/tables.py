# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables told from rows whose parts stand in columns.

Ward      Potholes   Mended        three parts side by side: this row gives the columns
Elm             12   in May        each part stands under one of them: left, right or middle agree
Oak              7   in June,
                     in part       a part alone under a column carries its cell on
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..documents.shapes import Box
from .blocks import Inline, Table, TableCell, Words
from .lines import Cell, Row

_NEAR = 9.0
_LABEL = re.compile(r"\s*(?:[•●▪◦‣·o–-]|\(?\w{1,3}[.)]|(?:From|To|Cc|Bcc|Sent|Date|Subject)\s*:.*)\s*", re.IGNORECASE)


def split(rows: Sequence[Row]) -> list[Row | Table]:
    """The rows of a page, with each run of them that is a table made one."""
    out: list[Row | Table] = []
    at = 0
    while at < len(rows):
        count, table = _table(rows[at:])
        out.append(table if table else rows[at])
        at += count
    return out


def _table(rows: Sequence[Row]) -> tuple[int, Table | None]:
    """How many rows from the first on make a table, and the table; (1, None) when the first begins none."""
    columns = [cell.box for cell in rows[0].cells]
    if len(columns) < 2 or _LABEL.fullmatch(_text(rows[0].cells[0])):
        return 1, None
    lines: list[list[tuple[Inline, ...]]] = []
    whole = 0
    used = 0
    for before, row in zip([rows[0], *rows], rows, strict=False):
        placed = _placed(row, columns)
        if placed is None or row.box.y0 - before.box.y1 > 2.5 * row.size:
            break
        if len(placed) == 1 and len(columns) > 1:
            (column, cell), close = placed[0], row.box.y0 - before.box.y1 < 0.7 * row.size
            if not close or not lines:
                break
            lines[-1][column] += (Words(" "), *cell.inlines) if lines[-1][column] else cell.inlines
        else:
            line: list[tuple[Inline, ...]] = [()] * len(columns)
            for column, cell in placed:
                line[column] = cell.inlines
            lines.append(line)
            whole += 1
        used += 1
    if whole < 2 or (whole < 3 and len(columns) < 3) or (len(columns) == 2 and _runs_on(lines)):
        return 1, None
    head = (tuple(TableCell(cell, head=True) for cell in lines[0]),) if _is_head(rows[0], rows[1:used]) else ()
    return used, Table(head, tuple(tuple(map(TableCell, line)) for line in lines[len(head) :]))


def _runs_on(lines: list[list[tuple[Inline, ...]]]) -> bool:
    """Whether the second of two columns is running text, as beside line numbers in a margin."""
    lengths = [sum(len(one.text) for one in line[1] if isinstance(one, Words)) for line in lines]
    return sum(lengths) > 60 * len(lengths)


def _is_head(first: Row, others: Sequence[Row]) -> bool:
    """Whether the first row names the columns: it alone is bold, or it alone has no number."""
    if first.bold:
        return not all(row.bold for row in others)
    return not re.search(r"\d", first.text) and all(re.search(r"\d", row.text) for row in others if len(row.cells) > 1)


def _placed(row: Row, columns: list[Box]) -> list[tuple[int, Cell]] | None:
    """Each cell with its column; None when one stands under none, or two under the same."""
    placed: list[tuple[int, Cell]] = []
    for cell in row.cells:
        away, column = min((_away(cell.box, box), index) for index, box in enumerate(columns))
        if away > _NEAR or any(column == taken for taken, _ in placed):
            return None
        placed.append((column, cell))
    if len(placed) == 1 and placed[0][0] == 0:
        return None  # text at the left margin: the table is over
    return placed


def _away(box: Box, column: Box) -> float:
    return min(abs(box.x0 - column.x0), abs(box.x1 - column.x1), abs(box.centre[0] - column.centre[0]))


def _text(cell: Cell) -> str:
    return "".join(one.text for one in cell.inlines if isinstance(one, Words))
