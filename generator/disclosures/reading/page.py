# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page between looking at it and reading it: what stands on it and where, and then what is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..documents import redaction_boxes
from ..documents.pdf import Page
from ..documents.pdf_flow import Drawing, Flow
from ..documents.shapes import Box
from . import grids, pieces, scans
from .blocks import Block, Words
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
    language: str = ""
    """What an Office document says of its language; a PDF's is known to the gate."""


@dataclass
class Placed:
    """A page before it is put in order: its segments, and the lines drawn up and down and across it.

    `flow`, `runs` (the pieces of each run, by its identity) and `gaps` are kept for pages with tags.
    """

    size: Box
    segments: list[Segment] = field(default_factory=list)
    upright: list[Box] = field(default_factory=list)
    level: list[Box] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    """What runs up or down the page, beside the text."""
    scan: bool = False
    confidence: float | None = None
    flow: Flow | None = None
    runs: dict[int, list[Piece]] = field(default_factory=dict)
    gaps: list[Piece] = field(default_factory=list)


def placed(page: Page, language: str, tick: Callable[[], None]) -> Placed:
    """What stands on a page, its ruled tables told."""
    page.stand_upright()
    flow, boxes = page.flow, redaction_boxes.find(page)
    made = Placed(page.size)
    for drawing in flow.drawings:
        if drawing.box.width < 3 and drawing.box.height > 20:
            made.upright.append(drawing.box)
        elif drawing.box.height < 3 and drawing.box.width > 20:
            made.level.append(drawing.box)
    made.turned = [run.text for run in flow.runs if run.turned]
    made.gaps = list(map(pieces.gap, boxes))
    by_run = list(pieces.by_run(page, boxes))
    found = [*(piece for _, group in by_run for piece in group), *made.gaps]
    if scans.is_scan(page):
        seen = scans.read(page, found, language, tick)
        made.scan, made.confidence = True, seen.confidence
        made.segments = _segments(seen.lines, seen.pieces, [], lambda piece, edges: [piece])
        return made
    if flow.root.kids or not flow.runs:
        made.flow, made.runs = flow, {id(run): group for run, group in by_run}
    hidden = [box.box for box in boxes]
    made.segments = _segments(flow.drawings, found, hidden, lambda piece, edges: _parted(page, piece, edges))
    return made


def _segments(
    drawings: Sequence[Drawing], found: list[Piece], hidden: list[Box], parted: Callable[[Piece, list[Box]], list[Piece]]
) -> list[Segment]:
    """The segments that pieces make, the ruled tables among them."""
    tables = []
    for grid in grids.find(drawings, hidden):
        table, found = grids.taken(grid, found, parted, written)
        tables += [table] if table else []
    return [*pieces.segments(found), *tables]


def _parted(page: Page, piece: Piece, edges: list[Box]) -> list[Piece]:
    """A piece parted at the lines of a table, which its words reach across."""
    run = next((one for one in page.flow.runs if one.box == piece.box), None)
    if run is None:
        return [piece]
    parts = page.parted(run, edges)
    return [Piece(part.box, part.base, part.size, Words(part.text, run.bold, run.italic)) for part in parts]
