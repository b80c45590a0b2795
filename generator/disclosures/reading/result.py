# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was read of a document: pages of blocks, or tables. Nothing here opens a file."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents.access import Access
from .blocks import Block, Gap


@dataclass(frozen=True)
class ReadTable:
    """A dataset: its first row as head, at most 5,000 further rows, and how many rows and columns are left out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0
    columns_left_out: int = 0
    numeric: tuple[bool, ...] = ()
    """For each column whether it holds numbers, which are read more easily in line at the right."""


@dataclass(frozen=True)
class ReadPage:
    """One page of a document."""

    number: int
    blocks: tuple[Block, ...]
    html: str
    """The blocks as sanitary HTML, each redaction told where it stands."""
    gaps: tuple[Gap, ...]
    whole_page_redacted: bool
    """True when nothing but redactions stands on the page, besides its head and foot."""
    law: str = ""
    """The laws that the page's redactions name, in words; told once where the whole page is redacted."""
    label: str = ""
    """The page number as printed in the document, such as `iv`, where it is not the number counted."""
    confidence: float | None = None
    """How sure the machine was that read this page from a picture, 0 to 1; None for a page of real text."""
    image_only: bool = False
    """True when the page is a picture whose words could not be read."""
    piece: int = 1
    """2 and more for what follows of a page that is too long to be shown at once."""


@dataclass(frozen=True)
class Reading:
    """What can be read of a document; both are empty for pictures, whose description the officer writes."""

    pages: tuple[ReadPage, ...] = ()
    tables: tuple[ReadTable, ...] = ()
    language: str = ""
    """The language the document itself declares; empty when it does not."""
    scanned: bool = False
    """True when its pages are pictures: no text, or only a text layer made by machine."""
    unit: str = "page"
    """What `pages` are: a `page` of a PDF, a `slide`, or a `part` of a text that has no pages."""
    access: Access | None = None
    """What an Office document offers to assistive technology; a PDF's is told in `shown`."""
    failed: str = ""
    """Why a document could not be read, in plain words: its worker hung or crashed. Then there are no pages."""
