# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells far from the others."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "FAR-CELLS",
    title="Cells far away from the table",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds=(
        "Cells with a value that are a hundred empty rows or twenty-five empty columns away from the rest of "
        "their sheet."
    ),
    why="Notes and working lists are put where nobody scrolls to, and are published with the sheet.",
    cure="Delete the far rows and columns, or copy the table into a new workbook",
    before="The table ends at row 40. In cell AZ900 stands a note with a name.",
    after="The sheet ends at row 40.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for sheet in opened.workbook.sheets:
        for cell, text in sheet.far:
            yield Hit(f"sheet {sheet.name}, cell {cell}", "This cell is far away from the rest of the sheet.", text)
