# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF read from where its words stand: page after page from pieces to segments, columns, rows and blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..documents import redaction_boxes
from ..documents.pdf import Page, Pdf
from ..documents.shapes import Box
from . import columns, grids, letters, lines, margins, notes, pieces, scans, structure
from .blocks import Block, Table, Words
from .pieces import Piece, Segment
from .texts import written


@dataclass
class Sheet:
    """What is read of one page."""

    blocks: tuple[Block, ...] = ()
    whole: bool = False
    """Whether it is redacted in full."""
    label: str = ""
    scan: bool = False
    confidence: float | None = None
    image_only: bool = False


@dataclass
class Placed:
    """A page before it is put in order: its segments, and the lines drawn up and down and across it."""

    size: Box
    segments: list[Segment] = field(default_factory=list)
    upright: list[Box] = field(default_factory=list)
    level: list[Box] = field(default_factory=list)
    scan: bool = False
    confidence: float | None = None


def read(pdf: Pdf, language: str = "", tick: Callable[[], None] = lambda: None) -> list[Sheet]:
    """The pages of a document in `language`; `tick` is called after each, as a sign of life."""
    found = []
    for page in pdf.pages:
        found.append(placed(page, language, tick))
        page.forget()
        tick()
    return arranged(found)


def placed(page: Page, language: str, tick: Callable[[], None]) -> Placed:
    """The segments of a page, its ruled tables among them."""
    flow, boxes = page.flow, redaction_boxes.find(page)
    made = Placed(page.size)
    if scans.is_scan(page):
        seen = scans.read(page, pieces.of_page(page, page.links, boxes), language, tick)
        made.segments, made.scan, made.confidence = pieces.segments(seen.pieces), True, seen.confidence
        return made
    for drawing in flow.drawings:
        if drawing.box.width < 3 and drawing.box.height > 20:
            made.upright.append(drawing.box)
        elif drawing.box.height < 3 and drawing.box.width > 20:
            made.level.append(drawing.box)
    found = pieces.of_page(page, page.links, boxes)
    tables = []
    for grid in grids.find(flow.drawings, [box.box for box in boxes]):
        table, found = grids.taken(grid, found, lambda piece, edges: _parted(page, piece, edges), written)
        tables += [table] if table else []
    made.segments = [*pieces.segments(found), *tables]
    return made


def _parted(page: Page, piece: Piece, edges: list[Box]) -> list[Piece]:
    """A piece parted at the lines of a table, which its words reach across."""
    for run in page.flow.runs:
        if run.box == piece.box:
            parts = page.parted(run, edges)
            return [
                Piece(part.box, part.base, part.size, Words(part.text, run.bold, run.italic)) for part in parts
            ]
    return [piece]


def arranged(pages: list[Placed]) -> list[Sheet]:
    """The pages as blocks: without what runs along their heads and feet, in reading order."""
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
        blocks = structure.blocks(rows, look, page.level) + ([below] if below else [])
        silent = page.scan and not any(segment.letters for segment in page.segments) and not whole
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
