# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows and columns that are hidden, grouped away or filtered out."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "HIDDEN-CELLS",
    title="Hidden rows or columns",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds="Cells with a value in rows or columns that are hidden, filtered out, or have no height or width.",
    why="Anyone can unhide them; they were hidden because they were not meant to be read.",
    cure="Copy the visible cells into a new workbook, and release that",
    before="Columns A, B, D. Column C is hidden, and holds names.",
    after="Columns A, B, C: what was hidden is in no cell.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for sheet in opened.workbook.sheets:
        for cell, text in sheet.hidden:
            yield Hit(f"sheet {sheet.name}, cell {cell}", "A hidden row or column holds this cell.", text)
