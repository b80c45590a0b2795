# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other workbooks that this one reads."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "EXTERNAL-LINK",
    title="A link to another workbook",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds="Links to other workbooks, and to other programs (DDE), those in formulas too.",
    why=("The file keeps copies of the values of the other workbook, and the path to it names people and systems."),
    cure="Break the links (Data, Edit Links, Break Link) or paste the cells as values into a new workbook",
    before="A cell shows 17. Behind it: `='P:\\HR\\[staff-2022.xlsx]All'!B4`, with the values last read from there.",
    after="The cell holds 17.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for target in opened.workbook.links:
        yield Hit("", "The workbook takes values from another file and keeps copies of them.", target)
