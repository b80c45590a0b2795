# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells in colours or formats that show nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "INVISIBLE-CELLS",
    title="Invisible cells",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds=(
        "Cells whose font has the colour of their ground (theme colours too), is no larger than two points, or "
        "whose number format shows nothing (;;;). A conditional format can do the same: it counts when the cell's own value "
        "meets it, or when that cannot be told."
    ),
    why="A click on the cell shows what it holds, and so does every copy as CSV.",
    cure="Clear the cells, or copy what is to be seen into a new workbook",
    before="Column E looks empty. Its font is white on white.",
    after="Column E is empty.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for sheet in opened.workbook.sheets:
        for cell, text in sheet.invisible:
            yield Hit(f"sheet {sheet.name}, cell {cell}", "This cell holds something that is not seen.", text)
