# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links on cells."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "CELL-LINK",
    title="A link on a cell",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Targets and tips of links on cells that no visible cell shows.",
    why="The address behind a name is often still a link, and paths give away names of staff and systems.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="The cell shows “report”. Its link leads to `mailto:a.example@force.example`.",
    after="The cell says “report”, without a link.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.LINK):
        if not opened.vocabulary.shows(aside.words):
            yield Hit(aside.where, "A cell links to an address that no visible cell shows.", aside.words)
