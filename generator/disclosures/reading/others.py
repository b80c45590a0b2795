# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that are no PDF: read by their own structure into the same pages of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from ..documents.access import Access, skips
from ..documents.kind import OFFICE, Kind
from ..documents.sheet import decode
from ..problems import DocumentError
from ..safety.gate import Cleared
from . import office_odf, office_slides, office_word, plain_text
from .blocks import Block, Figure, Heading, Table, walk
from .pieces import PART, pieces

KINDS = frozenset({Kind.TXT, *OFFICE})
SLIDES = frozenset({Kind.PPTX, Kind.ODP})


def read(cleared: Cleared) -> tuple[list[tuple[Block, ...]], str]:
    """(pages, language). Slides are pages; a text is cut into parts when it is long. No pages of what cannot be read."""
    try:
        return _read(cleared)
    except (DocumentError, StopIteration, KeyError, ValueError, AttributeError):  # as the gate's own reader of such files
        return [], ""


def _read(cleared: Cleared) -> tuple[list[tuple[Block, ...]], str]:
    data, name, kind = cleared.data, cleared.name, cleared.kind
    if kind is Kind.PPTX:
        slides, language = office_slides.read(data, name)
    elif kind in (Kind.ODT, Kind.ODP):
        slides, language = office_odf.read(data, name, kind)
    elif kind is Kind.DOCX:
        blocks, language = office_word.read(data, name)
        slides = [blocks]
    else:
        slides, language = [plain_text.blocks(decode(data, name))], ""
    if kind in SLIDES:
        return [tuple(slide) for slide in slides], language
    return pieces(slides[0], PART), language


def access(pages: Sequence[Sequence[Block]], language: str, slides: bool) -> Access:
    """What an Office document offers to people who read with assistive technology."""
    every = [block for page in pages for block in walk(page)]
    pictures = [block for block in every if isinstance(block, Figure)]
    tables = [block for block in every if isinstance(block, Table)]
    levels = [block.level for block in every if isinstance(block, Heading)]
    named = [any(cell.head for row in (*table.head, *table.rows) for cell in row) for table in tables]
    return Access(
        pages=len(pages) if slides else 0,
        language=language,
        titled=True,
        pictures=len(pictures),
        undescribed=sum(not one.description for one in pictures),
        headings=len(levels),
        skipped=0 if slides else skips(levels),
        tables=len(tables),
        headless=len(named) - sum(named),
    )
