# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sheet of paper that fills from the top: headings, paragraphs with gaps, lists, tables, and page furniture.

Text is limited to Latin-1, the reach of the standard fonts, which are named and not embedded to keep files small.
The PDF carries title and language but no tags, and claims none.
"""

from __future__ import annotations

import pymupdf

from . import filler, redaction
from .redaction import GAP, GRID

SPECIMEN = "Specimen: stands in for the released record"
WIDTH, HEIGHT = 595.0, 842.0  # A4, points
LEFT, TOP, BOTTOM = 64.0, 92.0, 776.0
RIGHT = LEFT + 13 * GRID
MADE = "D:20250106090000Z"
"""Fixed, so that the same specimen is the same bytes."""
_INK, _SOFT = (0.09, 0.11, 0.13), (0.33, 0.36, 0.39)


class Paper:
    """One document under way. `finish()` returns its bytes; the paper cannot be written on after that.

    The title also stands on the first page: what a reader can see anyway may stay in the file's metadata.
    """

    def __init__(self, title: str, foot: str, lang: str = "en-GB"):
        self.title, self.foot, self.lang = title, foot, lang
        self.doc = pymupdf.open()
        self.new_page()
        self.y -= 20
        self.text(title, size=9, after=14)

    def new_page(self) -> None:
        """Begin a page with the specimen's sentence at its head."""
        self.page = self.doc.new_page(width=WIDTH, height=HEIGHT)
        self.page.insert_text((LEFT, 48), SPECIMEN, fontname="helv", fontsize=9, color=_SOFT)
        self.page.draw_line((LEFT, 56), (RIGHT, 56), color=_SOFT, width=0.6)
        self.y = TOP

    def skip(self, height: float) -> None:
        self.y += height

    def need(self, height: float) -> None:
        """Begin a page unless `height` points are left on this one."""
        if self.y + height > BOTTOM:
            self.new_page()

    def rule(self) -> None:
        self.page.draw_line((LEFT, self.y), (RIGHT, self.y), color=_SOFT, width=0.6)
        self.y += 18

    def heading(self, words: str, size: float = 13) -> None:
        self.need(3 * size)
        self.y += 6
        self.text(words, size=size, bold=True)

    def text(self, markup: str, size: float = 10.5, bold: bool = False, left: float = LEFT, after: float = 6) -> None:
        """A paragraph in `markup`: plain words and gaps, wrapped between `left` and the right margin."""
        font, leading = ("hebo" if bold else "helv"), size * 1.45
        self.need(leading)
        x, run, start = left, "", left

        def flush() -> None:
            if run:
                self.page.insert_text((start, self.y), run, fontname=font, fontsize=size, color=_INK)

        for number, part in enumerate(GAP.split(markup)):
            if number % 3 == 1:
                label = part
                continue
            if number % 3 == 2:
                flush()
                wide = int(part) * GRID
                x += 3 if run else 0
                if x + wide > RIGHT:
                    self.y += leading
                    self.need(leading)
                    x = left
                end = redaction.cover(self.page, pymupdf.Rect(x, self.y - 9, x + wide, self.y + 3), label)
                x, run = end + 3, ""
                start = x
                continue
            for word in part.split():
                longer = f"{run} {word}" if run else word
                if start + pymupdf.get_text_length(longer, font, size) > RIGHT:
                    flush()
                    self.y += leading
                    self.need(leading)
                    start, longer = left, word
                run = longer
                x = start + pymupdf.get_text_length(run, font, size)
        flush()
        self.y += leading + after

    def pair(self, term: str, markup: str) -> None:
        """A header line: `From:` and its value."""
        self.need(15)
        self.page.insert_text((LEFT, self.y), term, fontname="hebo", fontsize=10, color=_INK)
        self.text(markup, size=10, left=LEFT + 2 * GRID, after=1)

    def items(self, markups: list[str]) -> None:
        """A list with a dash before each item."""
        for markup in markups:
            self.text(f"- {markup}", left=LEFT + 10, after=2)
        self.y += 6

    def table(self, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """A small table with equal columns; a cell holds one line of plain words."""
        wide = (RIGHT - LEFT) / len(head)
        self.need(18 * (len(rows) + 1))
        for number, row in enumerate((head, *rows)):
            for column, cell in enumerate(row):
                at = (LEFT + column * wide + 2, self.y)
                self.page.insert_text(at, cell, fontname="helv", fontsize=9.5, color=_INK)
            self.page.draw_line((LEFT, self.y + 5), (RIGHT, self.y + 5), color=_SOFT, width=0.4 if number else 1.2)
            self.y += 18
        self.y += 8

    def whole_page(self, label: str) -> None:
        """A page of its own that is redacted from its first line to its last."""
        if self.y > TOP:
            self.new_page()
        redaction.cover(self.page, pymupdf.Rect(LEFT, TOP - 16, RIGHT, BOTTOM), label)
        self.y = BOTTOM

    def finish(self) -> redaction.File:
        """Number the pages, redact what is marked and return the PDF: the same bytes each time."""
        for number, page in enumerate(self.doc, 1):
            words = f"{self.foot}, page {number} of {len(self.doc)}"
            find = f"Words to find this page by: {filler.find_words(self.foot, number)}."
            page.insert_text((LEFT, 794), find, fontname="helv", fontsize=9, color=_SOFT)
            page.insert_text((LEFT, 808), words, fontname="helv", fontsize=9, color=_SOFT)
        self.doc.set_metadata({"title": self.title, "creationDate": MADE, "modDate": MADE})
        self.doc.xref_set_key(self.doc.pdf_catalog(), "Lang", f"({self.lang})")
        self.doc.xref_set_key(self.doc.pdf_catalog(), "ViewerPreferences", "<</DisplayDocTitle true>>")
        return redaction.redacted(self.doc.tobytes(garbage=4, deflate=True, no_new_id=True))
