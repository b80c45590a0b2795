# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a cleared document to what a reader can read on the record's page: pages of blocks, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from .. import unseen
from ..documents.kind import Kind
from ..documents.pdf import Pdf
from ..documents.sheet import decode, read_csv
from ..safety import rules
from ..safety.gate import Cleared
from ..store import Store, sha256
from . import kept, layout, ocr
from .blocks import Block, Gap, Paragraph, Words, gaps_in
from .html import LawWords, gap_words, page_html
from .layout import Sheet

ROWS_SHOWN = 200
_VERSION = "3"
"""Changes with what is kept of a reading."""


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


@dataclass(frozen=True)
class ReadTable:
    """A dataset: its first row as head, at most 200 further rows, and how many are left out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


@dataclass(frozen=True)
class Reading:
    """What can be read of a document; both are empty for pictures, whose description the officer writes."""

    pages: tuple[ReadPage, ...] = ()
    tables: tuple[ReadTable, ...] = ()
    language: str = ""
    """The language the document itself declares; empty when it does not."""
    scanned: bool = False
    """True when its pages are pictures: no text, or only a text layer made by machine."""


def read(
    cleared: Cleared,
    law_words: LawWords = lambda code: None,
    store: Store | None = None,
    alternatives: Iterable[Sequence[str]] = (),
    ids: str = "",
    language: str = "en",
) -> Reading:
    """Read a cleared document.

    `law_words` turns the code on a label into words; `alternatives` are the groups of codes that the answer cites in
    the alternative, which are never told apart; `ids` begins every id, where a web page shows several documents;
    `language` is that of documents which declare none. What was read is kept by the document's hash; words are not.
    """
    if cleared.kind is Kind.CSV:
        return Reading(tables=(_table(cleared), *(_table(more) for more in cleared.more if more.kind is Kind.CSV)))
    groups = [tuple(group) for group in alternatives]
    store = store or Store(None)

    def law(gap: Gap) -> str:
        return gap_words(gap.codes, law_words, groups)

    if cleared.kind is Kind.TXT:
        found = tuple(Paragraph((Words(part),)) for part in decode(cleared.data).split("\n\n") if part.strip())
        return Reading(pages=(_page(1, Sheet(found), law, ids),))
    if cleared.kind is not Kind.PDF:
        return Reading()
    sheets = _sheets(cleared, store, cleared.language or language)
    pages = tuple(_page(number, sheet, law, ids) for number, sheet in enumerate(sheets, 1))
    return Reading(pages=pages, language=cleared.language, scanned=all(sheet.scan for sheet in sheets))


def _sheets(cleared: Cleared, store: Store, language: str) -> list[Sheet]:
    """The pages of a PDF, kept by its hash."""
    key = (sha256(cleared.data), rules.version(), _VERSION, language, *sorted(ocr.installed()))
    told = store.get_json("reading", *key)
    if told is None:
        with Pdf(cleared.data, cleared.name) as pdf:
            told = [kept.plain(vars(sheet)) for sheet in layout.read(pdf, language)]
        store.put_json("reading", *key, value=told)
    return [Sheet(**kept.from_plain(sheet)) for sheet in told]


def _page(number: int, sheet: Sheet, law: Callable[[Gap], str], ids: str) -> ReadPage:
    gaps = tuple(gap for block in sheet.blocks for gap in gaps_in(block))
    told = ", ".join(dict.fromkeys(filter(None, map(law, gaps))))
    html = page_html(sheet.blocks, law, f"{ids}page-{number}-")
    return ReadPage(
        number, sheet.blocks, html, gaps, sheet.whole, told, sheet.label, sheet.confidence, sheet.image_only
    )


def _table(cleared: Cleared) -> ReadTable:
    table = [tuple(map(unseen.without, row)) for row in read_csv(cleared.data, cleared.name)]
    width = max(map(len, table), default=0)
    even = [row + ("",) * (width - len(row)) for row in table]
    head, body = (even[0], even[1:]) if even else ((), [])
    return ReadTable(PurePath(cleared.name).stem, head, tuple(body[:ROWS_SHOWN]), max(len(body) - ROWS_SHOWN, 0))
