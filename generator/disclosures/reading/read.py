# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a cleared document to what a reader can read on the record's page: pages of blocks, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from .. import unseen
from ..documents.kind import Kind
from ..documents.sheet import decode, read_csv
from ..safety import rules
from ..safety.gate import Cleared
from ..safety.pool import Pool, WorkerFailed
from ..store import Store, sha256
from . import kept, keys, ocr, plain_text, work
from .blocks import Block, Gap, gaps_in
from .html import LawWords, gap_words, page_html
from .page import Sheet

ROWS_SHOWN = 200


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
    failed: str = ""
    """Why a document could not be read, in plain words: its worker hung or crashed. Then there are no pages."""


def read(
    cleared: Cleared,
    law_words: LawWords = lambda code: None,
    store: Store | None = None,
    alternatives: Iterable[Sequence[str]] = (),
    default: Sequence[str] = (),
    ids: str = "",
    language: str = "en",
) -> Reading:
    """Read one cleared document in this process; see `Reader.read`."""
    return Reader(store or Store(None)).read(cleared, law_words, alternatives, default, ids, language)


class Reader:
    """Reads cleared documents, in worker processes where there is a pool. What was read is kept by the file's hash."""

    def __init__(self, store: Store, pool: Pool | None = None):
        self.store, self.pool = store, pool
        self._failed: dict[str, str] = {}

    def ahead(self, documents: Iterable[tuple[Cleared, str]]) -> None:
        """Read what was never read before, with all workers busy: each document with the language of its request."""
        if self.pool is not None and self.store.folder is not None:
            new = [one for one in documents if one[0].kind is Kind.PDF and self._key_is_new(*one)]
            with ThreadPoolExecutor(self.pool.size) as threads:
                list(threads.map(lambda one: self._sheets(*one), new))

    def read(
        self,
        cleared: Cleared,
        law_words: LawWords = lambda code: None,
        alternatives: Iterable[Sequence[str]] = (),
        default: Sequence[str] = (),
        ids: str = "",
        language: str = "en",
    ) -> Reading:
        """Read a cleared document.

        `law_words` turns a code into words. `alternatives` are the groups of codes that the answer cites in the
        alternative, which are never told apart. `default` are the codes of boxes that neither their label nor the
        document's key explains. `ids` begins every id, where a web page shows several documents. `language` is that of
        documents which declare none. Words of the law are not kept with what was read.
        """
        if cleared.kind is Kind.CSV:
            return Reading(tables=(_table(cleared), *(_table(more) for more in cleared.more if more.kind is Kind.CSV)))
        if cleared.kind is Kind.TXT:
            sheets = [Sheet(tuple(plain_text.blocks(decode(cleared.data))))]
        elif cleared.kind is Kind.PDF:
            sheets = self._sheets(cleared, language)
        else:
            return Reading()
        groups = [tuple(group) for group in alternatives]
        key = keys.of(block for sheet in sheets for block in sheet.blocks)

        def law(gap: Gap) -> str:
            codes = gap.codes or key.get(gap.look) or key.get("") or default
            return gap_words(codes, law_words, groups)

        pages = tuple(_page(number, sheet, law, ids) for number, sheet in enumerate(sheets, 1))
        scanned = bool(sheets) and all(sheet.scan for sheet in sheets)
        return Reading(pages, (), cleared.language, scanned, self._failed.get(cleared.sha256, ""))

    def _key(self, cleared: Cleared, language: str) -> tuple[str, ...]:
        return (cleared.sha256, rules.version(), _version(), cleared.language or language, *sorted(ocr.installed()))

    def _key_is_new(self, cleared: Cleared, language: str) -> bool:
        return self.store.get_bytes("reading", *self._key(cleared, language)) is None

    def _sheets(self, cleared: Cleared, language: str) -> list[Sheet]:
        """The pages of a PDF; none when its worker had to be killed, which is not kept: there may be more time later."""
        if cleared.sha256 in self._failed:
            return []
        key = self._key(cleared, language)
        told = self.store.get_json("reading", *key)
        if told is None:
            try:
                told = self._told(cleared, cleared.language or language)
            except WorkerFailed as error:
                self._failed[cleared.sha256] = str(error)
                return []
            self.store.put_json("reading", *key, value=told)
        return [Sheet(**kept.from_plain(sheet)) for sheet in told]

    def _told(self, cleared: Cleared, language: str) -> list[dict]:
        if self.pool is None:
            return work.sheets(cleared.data, cleared.name, language)
        head, _ = self.pool.ask("call", cleared.data, cleared.name, function=work.SHEETS, options={"language": language})
        return head["told"]


@cache
def _version() -> str:
    """Changes with the code of this room, which decides what is kept; `rules.version` tells of the doors below."""
    here = Path(__file__).parent
    return sha256(b"\0".join(path.name.encode() + path.read_bytes() for path in sorted(here.glob("*.py"))))[:16]


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
