# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a cleared document to what a reader can read on the record's page: pages of blocks, or tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..documents.kind import OFFICE, Kind
from ..safety import rules
from ..safety.gate import Cleared
from ..safety.pool import Pool, WorkerFailed
from ..store import Store, sha256
from . import kept, keys, ocr, others, sheets, work
from .blocks import Block, Gap, gaps_in
from .html import LawWords, gap_words, page_html
from .page import Sheet
from .portions import MOST, portions
from .result import Reading as Reading
from .result import ReadPage as ReadPage
from .result import ReadTable as ReadTable

_PAGED = frozenset({Kind.PDF, *others.KINDS})


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
            new = [one for one in documents if one[0].kind in _PAGED and self._key_is_new(*one)]
            with ThreadPoolExecutor(self.pool.size) as threads:
                list(threads.map(lambda one: self._sheets(*one), new))

    def read_ahead(self, cleared: Cleared, language: str) -> str:
        """Read one document in this thread unless that was done before; why it could not be read, or nothing."""
        if cleared.kind in _PAGED:
            self._sheets(cleared, language)
        return self._failed.get(cleared.sha256, "")

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
            return Reading(tables=(sheets.table(cleared),))
        if cleared.kind not in _PAGED:
            return Reading()
        found = self._sheets(cleared, language)
        groups = [tuple(group) for group in alternatives]
        key = keys.of(block for sheet in found for block in sheet.blocks)

        def law(gap: Gap) -> str:
            codes = gap.codes or key.get(gap.look) or key.get("") or default
            return gap_words(codes, law_words, groups)

        pages = tuple(
            _page(number, replace(sheet, blocks=piece), law, ids, count)
            for number, sheet in enumerate(found, 1)
            for count, piece in enumerate(portions(sheet.blocks, MOST), 1)
        )
        slides, office = cleared.kind in others.SLIDES, cleared.kind in OFFICE
        said = found[0].language if found and office else cleared.language
        return Reading(
            pages=pages,
            language=said,
            scanned=bool(found) and all(sheet.scan for sheet in found),
            unit="page" if cleared.kind is Kind.PDF else "slide" if slides else "part",
            access=others.access([sheet.blocks for sheet in found], said, slides) if office else None,
            failed=self._failed.get(cleared.sha256, ""),
        )

    def _key(self, cleared: Cleared, language: str) -> tuple[str, ...]:
        return (cleared.sha256, *version(), cleared.language or language, *sorted(ocr.installed()))

    def _key_is_new(self, cleared: Cleared, language: str) -> bool:
        return self.store.get_bytes("reading", *self._key(cleared, language)) is None

    def _sheets(self, cleared: Cleared, language: str) -> list[Sheet]:
        """The pages of a document; none when its worker had to be killed, which is not kept: there may be more time later."""
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


def version() -> tuple[str, str]:
    """What every kept reading depends on besides the document, its language and the languages of Tesseract."""
    return rules.version(), _version()


@cache
def _version() -> str:
    """Changes with the code of this room, which decides what is kept; `rules.version` tells of the doors below."""
    here = Path(__file__).parent
    return sha256(b"\0".join(path.name.encode() + path.read_bytes() for path in sorted(here.glob("*.py"))))[:16]


def _page(number: int, sheet: Sheet, law: Callable[[Gap], str], ids: str, piece: int) -> ReadPage:
    gaps = tuple(gap for block in sheet.blocks for gap in gaps_in(block))
    told = ", ".join(dict.fromkeys(filter(None, map(law, gaps))))
    html = page_html(sheet.blocks, law, f"{ids}page-{number}-" + (f"{piece}-" if piece > 1 else ""))
    return ReadPage(
        number, sheet.blocks, html, gaps, sheet.whole, told, sheet.label, sheet.confidence, sheet.image_only, piece
    )
