# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sheets that are in the workbook but not on its tabs."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "HIDDEN-SHEET",
    title="A hidden sheet",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds="Worksheets and chart sheets that are hidden or very hidden.",
    why=(
        "In August 2023 a police force published the names of all its staff in a hidden sheet of an answer to "
        "a request."
    ),
    cure="Copy the sheets to be released into a new workbook, and release that",
    before=(
        "The workbook shows one sheet of totals. “Unhide” brings up a second one, with a row for every "
        "member of staff."
    ),
    after="A new workbook with the sheet of totals, published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for sheet in opened.workbook.sheets:
        if sheet.state != "visible":
            cells = sum(bool(cell.strip()) for row in sheet.rows for cell in row)
            yield Hit(f"sheet {sheet.name}", f"This sheet is hidden and holds {cells:,} cells.", sheet.name)
