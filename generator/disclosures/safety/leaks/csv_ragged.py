# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells beyond the last column."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "CSV-RAGGED",
    title="Cells beyond the last column",
    verdict=Verdict.REVIEW,
    kinds={Kind.CSV},
    finds="Rows with more filled cells than the first row has columns.",
    why="Cells far to the right are easily overlooked when a table is checked.",
    cure="Check the cells beyond the last named column, and delete them or name their column",
    before="The table has four named columns. In row 17 a fifth cell holds a name.",
    after="Row 17 has four cells, or the fifth column has a name.",
)
def check(opened: Opened) -> Iterator[Hit]:
    width = len(opened.table[0]) if opened.table else 0
    for number, row in enumerate(opened.table, 1):
        beyond = " ".join(cell for cell in row[width:] if cell.strip())
        if beyond and width > 1:
            yield Hit(f"row {number}", f"This row has cells beyond the {width} columns of the first row.", beyond)
