# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows behind a pivot table."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "PIVOT-CACHE",
    title="Source rows of a pivot table",
    verdict=Verdict.BLOCK,
    kinds={Kind.XLSX},
    finds="Caches that hold every source row of a pivot table.",
    why="A table of counts brings along the full list of people it was counted from.",
    cure="Paste the pivot table as values into a new workbook, and release that",
    before="A summary of 12 rows. A double click on a total lists the 9,000 rows behind it.",
    after="The 12 rows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.workbook.caches:
        yield Hit(part, "A pivot table keeps the rows it was made from.")
