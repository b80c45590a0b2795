# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which cells of a table name its columns and rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .blocks import Inline, NoteMark, Table, TableCell, Words
from .pieces import plain

_NUMBER = re.compile(r"[\d£$€%.,()\s/:+–-]*\d[\d£$€%.,()\s/:+–-]*[a-zA-Z%]{0,3}")


def headed(rows: Sequence[Sequence[TableCell]], marked: Sequence[bool], caption: tuple[Inline, ...] = ()) -> Table:
    """The table with its head. `marked` tells rows that are set off from the others, by shading or a rule below."""
    count = _head_rows(rows, marked)
    head = tuple(tuple(replace(cell, head=True) for cell in row) for row in rows[:count])
    body = [tuple(row) for row in rows[count:]]
    if _named(body, bool(head)):
        body = [(replace(row[0], head=True), *row[1:]) for row in body]
    return Table(head, tuple(body), caption)


def _head_rows(rows: Sequence[Sequence[TableCell]], marked: Sequence[bool]) -> int:
    """How many rows at the top name columns: none, one, or two when cells of the first cover several columns."""
    if len(rows) < 2 or not _is_head(rows, marked):
        return 0
    spans = any(cell.across > 1 for cell in rows[0]) and len(rows[0]) > 1
    deep = any(cell.down > 1 for cell in rows[0])
    return 2 if (spans or deep) and len(rows) > 2 and not _numbers(rows[1]) else 1


def _is_head(rows: Sequence[Sequence[TableCell]], marked: Sequence[bool]) -> bool:
    first, others = rows[0], rows[1:]
    words = [_text(cell) for cell in first]
    if sum(map(bool, words)) < max(len(words) - 1, 1):
        return False
    if _bold(first):
        return not all(map(_bold, others))
    if marked[0]:
        return not all(marked[1:])
    if _numbers(first) or any(len(text) > 60 for text in words):
        return False
    return len(rows) > 2 and sum(map(_numbers, others)) > 0.5 * len(others)


def _named(body: Sequence[Sequence[TableCell]], under_head: bool) -> bool:
    """Whether the first cell of each row names it: it alone is bold, or it alone is words and the rest numbers."""
    if len(body) < 2 or any(len(row) < 2 or not _text(row[0]) for row in body):
        return False
    if all(_bold(row[:1]) and not _bold(row[1:]) for row in body):
        return True
    firsts = [_text(row[0]) for row in body]
    if not under_head or any(map(_NUMBER.fullmatch, firsts)) or len(set(firsts)) < len(firsts):
        return False
    return all(_NUMBER.fullmatch(text) for row in body for cell in row[1:] if (text := _text(cell)))


def _bold(cells: Sequence[TableCell]) -> bool:
    words = [one for cell in cells for one in cell.inlines if isinstance(one, Words) and one.text.strip()]
    return bool(words) and all(one.bold for one in words)


def _numbers(cells: Sequence[TableCell]) -> bool:
    return any(re.search(r"\d", _text(cell)) for cell in cells)


def _text(cell: TableCell) -> str:
    return plain(one for one in cell.inlines if not isinstance(one, NoteMark)).strip()
