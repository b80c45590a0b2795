# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of OpenDocument texts and slides (ISO/IEC 26300-1, 9): their header rows and columns, and cells that cover others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..documents.markup import Element
from .blocks import Inline, Table, TableCell, TableRow

_MOST_REPEATED = 100
"""Rows and cells that a file writes once and counts; empty ones are repeated by the thousand to fill a page."""


def table(element: Element, words: Callable[[Element], tuple[Inline, ...]]) -> Table:
    """The table; `words` reads a cell."""
    side = sum(int(column.get("table:number-columns-repeated", "1"))
               for group in element.iter("table:table-header-columns") for column in group)  # fmt: skip
    drawn = element.get("table:use-first-row-styles") == "true"
    head: list[TableRow] = []
    body: list[TableRow] = []
    for row, named in _rows(element, False):
        named = named or (drawn and not head and not body)
        cells = tuple(_cells(row, words, named, side))
        for _ in range(min(int(row.get("table:number-rows-repeated", "1")), _MOST_REPEATED)):
            if any(cell.inlines for cell in cells) or not _repeated(row):
                (head if named and not body else body).append(cells)
    return Table(tuple(head), tuple(body))


def _repeated(row: Element) -> bool:
    return int(row.get("table:number-rows-repeated", "1")) > 1


def _rows(element: Element, named: bool) -> Iterator[tuple[Element, bool]]:
    """Each row, and whether it stands among the header rows."""
    for child in element:
        if child.tag == "table:table-row":
            yield child, named
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child, named or child.tag == "table:table-header-rows")


def _cells(row: Element, words: Callable[[Element], tuple[Inline, ...]], named: bool, side: int) -> Iterator[TableCell]:
    at = 0
    for cell in row:
        times = min(int(cell.get("table:number-columns-repeated", "1")), _MOST_REPEATED)
        if cell.tag == "table:table-cell":
            across, down = (int(cell.get(f"table:number-{way}-spanned", "1")) for way in ("columns", "rows"))
            for number in range(times):
                yield TableCell(words(cell), named or at + number < side, max(across, 1), max(down, 1))
        at += times
