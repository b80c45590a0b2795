# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that are no PDF: read by their own structure into the same pages of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from ..documents.access import Access, skips
from ..documents.kind import OFFICE, Kind, tell
from ..documents.sheet import decode
from ..problems import DocumentError
from . import office_odf, office_slides, office_word, plain_text
from .blocks import Block, Figure, Heading, Table, walk
from .page import Sheet
from .portions import PART, portions

KINDS = frozenset({Kind.TXT, *OFFICE})
SLIDES = frozenset({Kind.PPTX, Kind.ODP})


def read(data: bytes, name: str) -> list[Sheet]:
    """Slides are pages; a text is cut into parts when it is long. No pages of what cannot be read."""
    try:
        pages, language = _pages(data, name)
    except (DocumentError, StopIteration, KeyError, ValueError, AttributeError):  # as the gate's own reader of such files
        return []
    return [Sheet(tuple(page), language=language) for page in pages]


def _pages(data: bytes, name: str) -> tuple[Sequence[Sequence[Block]], str]:
    """(pages, language)"""
    kind = tell(data, name)
    if kind is Kind.PPTX:
        return office_slides.read(data, name)
    if kind in (Kind.ODT, Kind.ODP):
        slides, language = office_odf.read(data, name, kind)
        return slides if kind is Kind.ODP else portions(slides[0], PART), language
    if kind is Kind.DOCX:
        blocks, language = office_word.read(data, name)
        return portions(blocks, PART), language
    return portions(plain_text.blocks(decode(data, name)), PART), ""


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
