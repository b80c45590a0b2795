# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF read page by page: by its tags where they are good, else from where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..documents.pdf import Pdf
from ..documents.pdf_structure import Structure
from . import columns, letters, lines, margins, notes, structure, tagged
from .blocks import Paragraph, Table, Words
from .page import Placed, Sheet, placed


def read(data: bytes, name: str, language: str = "", tick: Callable[[], None] = lambda: None) -> list[Sheet]:
    """The pages of a PDF in `language`; `tick` is called after each, as a sign of life. Raises DocumentError."""
    found = []
    with Pdf(data, name) as pdf:
        for page in pdf.pages:
            found.append(placed(page, language, tick))
            page.forget()
            tick()
    if any(page.flow and page.flow.root.kids for page in found) and tagged.are_good(found):
        return _by_tags(found, data, name)
    return _by_place(found)


def _by_tags(pages: list[Placed], data: bytes, name: str) -> list[Sheet]:
    sheets = margins.without_furniture([page.segments for page in pages], [page.size.height for page in pages])
    dropped = [
        {id(piece) for one in page.segments for piece in one.pieces} - {id(p) for one in sheet.segments for p in one.pieces}
        for page, sheet in zip(pages, sheets, strict=True)
    ]
    kept = [
        {id(piece) for group in page.runs.values() for piece in group} - gone
        for page, gone in zip(pages, dropped, strict=True)
    ]
    with Structure(data, name) as parts:
        found = tagged.read(pages, kept, parts)
    whole = [_is_whole(page, sheet) for page, sheet in zip(pages, sheets, strict=True)]
    return [Sheet(tuple(blocks), all_, sheet.label) for blocks, all_, sheet in zip(found, whole, sheets, strict=True)]


def _is_whole(page: Placed, sheet: margins.Sheet) -> bool:
    return bool(page.gaps) and margins.is_whole_gap(lines.rows([sheet.segments]), page.size.height)


def _by_place(pages: list[Placed]) -> list[Sheet]:
    """Without what runs along heads and feet, in reading order."""
    sheets = margins.without_furniture([page.segments for page in pages], [page.size.height for page in pages])
    found = []
    for page, sheet in zip(pages, sheets, strict=True):
        above, below = notes.parted(sheet.segments, page.size, page.level)
        groups = [part for half in letters.parted(above, page.size) for part in columns.ordered(half, page.upright)]
        found.append((lines.rows(groups), below))
    look = structure.looks(rows for rows, _ in found)
    out = []
    for page, sheet, (rows, below) in zip(pages, sheets, found, strict=True):
        whole = margins.is_whole_gap(rows, page.size.height)
        aside = [Paragraph((Words(" ".join(page.turned)),))] if page.turned else []
        blocks = [*structure.blocks(rows, look, page.level), *aside, *([below] if below else [])]
        silent = page.scan and not whole and not any(segment.letters for segment in page.segments)
        out.append(Sheet(tuple(letters.told(blocks)), whole, sheet.label, page.scan, page.confidence, silent))
    return _tables_carried_on(out)


def _tables_carried_on(sheets: list[Sheet]) -> list[Sheet]:
    """A table that goes on over the page, without its head, is told with the head again: a page is read by itself."""
    last: Table | None = None
    for sheet in sheets:
        first = sheet.blocks[0] if sheet.blocks else None
        if last and last.head and isinstance(first, Table) and not first.head and _width(first) == _width(last):
            sheet.blocks = (replace(first, head=last.head), *sheet.blocks[1:])
        end = sheet.blocks[-1] if sheet.blocks else None
        last = end if isinstance(end, Table) else None
    return sheets


def _width(table: Table) -> int:
    row = (table.head or table.rows)[0]
    return sum(cell.across for cell in row)
