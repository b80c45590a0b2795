# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that hold values of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "DEFINED-NAME",
    title="A defined name with content",
    verdict=Verdict.BLOCK,
    kinds=WORKBOOKS,
    finds="Defined names that are hidden, hold a constant, or point to a hidden sheet or another workbook.",
    why="A name can hold any value or address without any cell showing it.",
    cure="Delete the names in the Name Manager, or copy the values into a new workbook",
    before="The hidden name `_staff` holds the list {\"A. Example\",\"B. Example\"}.",
    after="The Name Manager is empty.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name, value in opened.workbook.names:
        yield Hit("", "A defined name holds something that no cell shows.", f"{name} {value}")
