# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values that a chart keeps."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "CHART-CACHE",
    title="Values kept by a chart",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Values and names kept inside a chart which no visible cell shows.",
    why="A chart keeps the values it was drawn from, also when their cells or sheets were deleted.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="The chart was pasted from a table of names; a copy of the table is kept behind it.",
    after="The table that can be seen is published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.CHART):
        if not opened.vocabulary.shows(aside.words):
            yield Hit(aside.where, "A chart keeps a value that no visible cell shows.", aside.words)
