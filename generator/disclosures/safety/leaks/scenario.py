# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other values for the cells."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "SCENARIO",
    title="A scenario",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Scenarios of the What-If Analysis: other values for cells, and who made them.",
    why="They keep values that no cell shows.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="A scenario “if A. Example leaves”, with other figures.",
    after="The table that can be seen is published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.SCENARIO):
        yield Hit(aside.where, "A scenario keeps values that no cell shows.", aside.words)
