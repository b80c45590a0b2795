# SPDX-License-Identifier: AGPL-3.0-or-later
"""A record of any length, made as the log would hold it, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from disclosures.casework.authority import Authority
from disclosures.casework.case import open_cases
from disclosures.casework.folder import load_log
from disclosures.documents.page_picture import PictureSheet
from disclosures.log.answer import Answer, Entry, Released
from disclosures.reading.blocks import Gap, Paragraph, Words
from disclosures.reading.html import page_html
from disclosures.reading.read import Reading, ReadPage, ReadTable
from disclosures.reading.shown import Shown
from disclosures.site.pages import record_page
from disclosures.site.pages.context import Context
from disclosures.site.views.record import RecordPage, RecordPart
from tests.reading.making import cleared

LOG = Path(__file__).parents[1] / "logs" / "good" / "minimal"


def pdf() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "A page.")
    return document.tobytes(no_new_id=True)


CLEARED = cleared(pdf())


def page(number: int, words: str = "Some words of the page. ", times: int = 100, law: str = "", whole: bool = False, **more) -> ReadPage:
    """A page of text, with a gap where a law is named."""
    blocks = (Paragraph((Words(words * times),)), *([Paragraph((Gap((law,)),))] if law else []))
    gaps = (Gap((law,)),) if law else ()
    return ReadPage(number, blocks, page_html(blocks, lambda gap: law), gaps, whole, law, **more)


def released(pages: Sequence[ReadPage] = (), tables: Sequence[ReadTable] = (), unit: str = "page", pictures: int = 0) -> Released:
    """A file of these pages, each with a picture of its own where asked."""
    shown = Shown(sheets=tuple(PictureSheet(240, 340, b"sheet %d" % number) for number in range(-(-pictures // 4))))
    entry = case().request.records[0].files[0]
    return Released(entry, CLEARED, "record.pdf", Reading(tuple(pages), tuple(tables), unit=unit), shown)


def case():
    (found,) = open_cases(load_log(LOG), {})
    return found


def made(*files: Released) -> tuple[Context, Answer, Entry]:
    """A log of one answer whose only record has these files."""
    one = case()
    entry = Entry(one.request.records[0], files)
    council = Authority(key="made", name="Made Council", email="foi@made.example")
    answer = Answer(one.request, one.regime, council, {}, (entry,))
    return Context("https://made.example/", "", 20, str), answer, entry


def pages_of(*files: Released) -> list[RecordPage | RecordPart]:
    """The web pages of that record."""
    ctx, answer, _ = made(*files)
    return list(record_page.every(ctx, answer, 0))
