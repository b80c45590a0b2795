# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a cleared document to what a reader can read on the record's page: pages of blocks, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..documents.access import Access
from ..documents.kind import OFFICE, Kind
from ..documents.pdf import Page, Pdf
from ..safety import rules
from ..safety.gate import Cleared
from ..store import Store, sha256
from . import blocks as shapes
from . import margins, others, sheets, structure
from .blocks import Block, Gap, gaps_in
from .html import LawWords, gap_words, page_html
from .lines import Row, rows
from .pieces import MOST, pieces
from .sheets import ReadTable as ReadTable

_VERSION = "4"
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


def read(
    cleared: Cleared,
    law_words: LawWords = lambda code: None,
    store: Store | None = None,
    alternatives: Iterable[Sequence[str]] = (),
    ids: str = "",
) -> Reading:
    """Read a cleared document.

    `law_words` turns the code on a label into words; `alternatives` are the groups of codes that the answer cites in
    the alternative, which are never told apart; `ids` begins every id, where a web page shows several documents. What was read is kept by the document's hash; words are not.
    """
    if cleared.kind is Kind.CSV:
        return Reading(tables=(sheets.table(cleared),))
    groups = [tuple(group) for group in alternatives]
    store = store or Store(None)

    def law(gap: Gap) -> str:
        return gap_words(gap.codes, law_words, groups)

    if cleared.kind is not Kind.PDF and cleared.kind not in others.KINDS:
        return Reading()
    kept = store.get_json("reading", sha256(cleared.data), rules.version(), _VERSION)
    if kept is None:
        kept = _read_pdf(cleared) if cleared.kind is Kind.PDF else _read_other(cleared)
        store.put_json("reading", sha256(cleared.data), rules.version(), _VERSION, value=kept)
    blocks = [tuple(map(_from_plain, page)) for page in kept["pages"]]
    pages = tuple(
        _page(number, piece, law, ids, whole, count)
        for number, (page, whole) in enumerate(zip(blocks, kept["whole"], strict=True), 1)
        for count, piece in enumerate(pieces(page, MOST), 1)
    )
    slides, office = cleared.kind in others.SLIDES, cleared.kind in OFFICE
    return Reading(
        pages=pages,
        language=kept.get("language", cleared.language),
        scanned=kept["scanned"],
        unit="page" if cleared.kind is Kind.PDF else "slide" if slides else "part",
        access=others.access(blocks, kept["language"], slides) if office else None,
    )


def _read_other(cleared: Cleared) -> dict[str, Any]:
    pages, language = others.read(cleared)
    return {"pages": _plain(pages), "scanned": False, "whole": [False] * len(pages), "language": language}


def _read_pdf(cleared: Cleared) -> dict[str, Any]:
    with Pdf(cleared.data, cleared.name) as pdf:
        heights = [page.size.height for page in pdf.pages]
        lines = margins.without_furniture([_rows(page) for page in pdf.pages], heights)
        body = structure.body_size(lines)
        scanned = all(_is_scan(page) for page in pdf.pages)
        whole = [margins.is_whole_gap(page_rows, height) for page_rows, height in zip(lines, heights, strict=True)]
        pages = [[_plain(block) for block in structure.blocks(page_rows, body)] for page_rows in lines]
    return {"pages": pages, "scanned": scanned, "whole": whole}


def _rows(page: Page) -> tuple[Row, ...]:
    found = rows(page)
    page.forget()
    return found


def _is_scan(page: Page) -> bool:
    """A page that is a picture: nothing on it, or nothing but an invisible text layer, can be read as text."""
    pictured = any(box.area > 0.5 * page.size.area for box in page.pictures)
    return pictured and all(glyph.mode == 3 or not glyph.char.strip() for glyph in page.glyphs)


def _page(
    number: int, blocks: tuple[Block, ...], law: Callable[[Gap], str], ids: str, whole: bool = False, piece: int = 1
) -> ReadPage:
    gaps = tuple(gap for block in blocks for gap in gaps_in(block))
    told = ", ".join(dict.fromkeys(filter(None, map(law, gaps))))
    anchor = f"{ids}page-{number}-" + (f"{piece}-" if piece > 1 else "")
    return ReadPage(number, blocks, page_html(blocks, law, anchor), gaps, whole, told, piece=piece)


def _plain(value: Any) -> Any:
    """A block as JSON: its class's name beside its fields."""
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {"is": type(value).__name__, **{key: _plain(getattr(value, key)) for key in value.__dataclass_fields__}}
    return value


def _from_plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_from_plain, value))
    if isinstance(value, dict):
        fields = {key: _from_plain(one) for key, one in value.items() if key != "is"}
        return getattr(shapes, value["is"])(**fields)
    return value
