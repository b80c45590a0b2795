# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of one record, as the templates see them: what it says, page by page, over as many web pages as it takes."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Badge, FileLine, HeldBack, Link, Page
from .request import LawBlock, PublicItem


@dataclass(frozen=True)
class Picture:
    """A released image with the officer's description; width and height in pixels, 0 when unknown."""

    href: str
    description: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Thumb:
    """A small picture of a page, beside its text. It says nothing that the text does not, so it has no alternative."""

    href: str
    width: int
    """As shown, in CSS pixels; the file has twice as many."""
    height: int
    place: int = 0
    """Which of the four pictures in the file it is, from the top."""


@dataclass(frozen=True)
class TextPage:
    """One page of a record's text. `html` is sanitised and carries redaction marks."""

    heading: str
    """`Page 3 (printed as iii)`, `File 2, page 1`, `Slide 4`."""
    name: str
    """The same within a sentence: `page 3`."""
    anchor: str
    """`page-3`"""
    html: str
    gaps: int
    pdf_href: str = ""
    """Where that page of the PDF is; empty for other kinds of file."""
    withheld_whole: str = ""
    """Set when the whole page is redacted: `Page 3 is redacted in full: section 40(2)`."""
    picture: Thumb | None = None
    remark: str = ""
    """`Image only: …`, `Read by machine …`."""
    other_format: str = ""
    """mailto: address to ask for another format, where the page cannot be read."""
    lang: str = ""
    """Set where the document says that it is not in the language of the answer."""

    @property
    def bytes(self) -> int:
        """About what it adds to a web page."""
        return len(self.html.encode()) + 700


@dataclass(frozen=True)
class TablePage:
    """A dataset, or some rows of it, as a table."""

    caption: str
    """`Potholes by ward`, `Potholes by ward, rows 501 to 1,000`."""
    anchor: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()
    """Which columns hold numbers."""
    labels: tuple[str, ...] = ()
    """What each cell is called where the table becomes a list, on a phone."""
    more: str = ""
    """What is left out."""
    name: str = ""
    """`rows 501 to 1,000`"""
    bytes: int = 0


@dataclass(frozen=True)
class Stretch:
    """Pages of the record that one web page holds: where they are, for the list of pages."""

    heading: str
    """`Pages 25 to 48`"""
    href: str
    links: tuple[Link, ...]
    """A link to each page; none where there would be too many."""
    current: bool = False


@dataclass(frozen=True)
class Strip:
    """The list of a record's pages. `plain` shows numbers alone, for there are many."""

    stretches: tuple[Stretch, ...]
    plain: bool = False


@dataclass(frozen=True, kw_only=True)
class _Read(Page):
    """What the first and the further pages of a record share."""

    pages: tuple[TextPage, ...] = ()
    tables: tuple[TablePage, ...] = ()
    strip: Strip | None = None
    part: int = 1
    parts: int = 1
    """Over how many web pages the record goes."""
    before: Link | None = None
    """The part before."""
    after: Link | None = None
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordPage(_Read):
    """The page of one record: released (file and text) or withheld (what it is, why, what is public)."""

    number: str
    request: Link
    badge: Badge
    held_back: HeldBack | None
    pictures: tuple[Picture, ...]
    """Images released as such."""
    unread: str
    """Why nothing can be read, where nothing can."""
    redactions: tuple[str, ...] = ()
    """`Pages 1 to 3: section 40(2)`"""
    what_words: str
    """What a withheld record is, in a sentence."""
    columns: tuple[str, ...]
    """What a withheld table's columns are called."""
    laws: tuple[LawBlock, ...]
    public: tuple[PublicItem, ...]
    related: tuple[Link, ...]
    """Parent, parts and siblings."""
    previous: Link | None
    """text = title, note = `record 8, 6 February 2022`."""
    next: Link | None
    gaps_help: bool
    """True when the text has redaction marks to explain."""


@dataclass(frozen=True, kw_only=True)
class RecordPart(_Read):
    """A further page of a long record."""

    record: Link
    """The record's first page."""
