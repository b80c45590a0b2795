# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is printed above and below a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "HEADER-FOOTER",
    title="Headers and footers of a sheet",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Headers and footers of sheets in words that no visible cell shows.",
    why="They are seen in print only, and hold names of authors, files and folders.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="The sheet prints with the footer “P:\\HR\\A Example\\pay.xlsx”.",
    after="The table that can be seen is published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.PRINT):
        if not opened.vocabulary.shows(aside.words):
            yield Hit(aside.where, "A header or footer holds words that no visible cell shows.", aside.words)
