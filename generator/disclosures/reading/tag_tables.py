# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables by their tags: rows, cells, and which of them name columns or rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..documents.pdf_flow import Run, Tag
from ..documents.pdf_tags import Told
from .blocks import Inline, Table, TableCell
from .heads import headed

Worded = Callable[[Sequence[Tag | Run], str], tuple[Inline, ...]]


def table(tag: Tag, lang: str, told: Callable[[Tag], Told], worded: Worded) -> Table | None:
    """The table, or None when its tags make none, as where a table is only used to place things."""
    rows: list[tuple[TableCell, ...]] = []
    scopes: list[set[str]] = []
    for row in _rows(tag):
        cells, found = [], set()
        for kid in row.kids:
            if not isinstance(kid, Tag) or kid.role not in ("TH", "TD"):
                continue
            said = told(kid)
            words = worded([kid], said.lang or lang)
            cells.append(TableCell(words, kid.role == "TH", said.across, said.down))
            found.add(said.scope if kid.role == "TH" else "TD")
        if cells:
            rows.append(tuple(cells))
            scopes.append(found)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    caption = next((worded([kid], lang) for kid in tag.kids if isinstance(kid, Tag) and kid.role == "Caption"), ())
    if not any(cell.head for row in rows for cell in row):
        return headed([[replace(cell, head=False) for cell in row] for row in rows], [False] * len(rows), caption)
    count = 0
    while count < len(rows) - 1 and "TD" not in scopes[count] and "Row" not in scopes[count]:
        count += 1
    return Table(tuple(rows[:count]), tuple(rows[count:]), caption)


def _rows(tag: Tag) -> Iterable[Tag]:
    for kid in tag.kids:
        if isinstance(kid, Tag):
            if kid.role == "TR":
                yield kid
            elif kid.role in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)
