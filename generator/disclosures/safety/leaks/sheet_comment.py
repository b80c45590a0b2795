# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on cells."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "SHEET-COMMENT",
    title="A comment on a cell",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds="Comments and notes on cells, with their authors.",
    why="Comments hold names and remarks of staff that are not part of the record.",
    cure="Delete all comments and notes (Review, Delete) and save the workbook again",
    before="The note on cell B7: “A. Example, on sick leave since May”.",
    after="Cell B7 has no note.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for sheet in opened.workbook.sheets:
        for cell, text in sheet.comments:
            yield Hit(f"sheet {sheet.name}, cell {cell}", "This cell has a comment.", text)
