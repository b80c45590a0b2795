# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boxes over text."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OVERLAY-SHAPE",
    title="A box over text in a document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE | WORKBOOKS,
    finds=(
        "Filled boxes and pictures that lie over the text of a slide or over the cells of a sheet, and black or white boxes "
        "and pictures without words that float in front of the text of a document."
    ),
    why="A box can be moved away with the mouse. The words under it are still there.",
    cure="Delete the words and the box, and write a mark such as [redacted] in their place",
    before="A black rectangle lies over a name on a slide. It can be dragged away.",
    after="`[redacted]`",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.kind in WORKBOOKS:
        for sheet in opened.workbook.sheets:
            for cell, words in sheet.covered:
                yield Hit(f"sheet {sheet.name}, cell {cell}", "A filled shape or a picture lies over this cell.", words)
        return
    for text in opened.office.kept(How.COVERED):
        yield Hit(text.where, text.why, text.words)
