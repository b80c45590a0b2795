# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files inside the file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "EMBEDDED",
    title="A file inside the document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE | WORKBOOKS,
    finds=(
        "Embedded workbooks, documents and other objects, charts with their workbook, macros, films, sounds, and "
        "pictures of kinds that cannot be looked into (EMF, WMF, TIFF, SVG)."
    ),
    why="A chart brings along the whole workbook it was drawn from. Nobody has inspected what is inside.",
    cure="Paste objects and charts as PNG pictures, and save without macros",
    before="A small table in the letter opens, with a double click, as a workbook of 400 rows.",
    after="The table is a picture, or a table of the letter.",
)
def check(opened: Opened) -> Iterator[Hit]:
    charts = opened.office.of(Fate.CHART) if opened.kind in OFFICE else []  # of a workbook, the table alone is published
    for part in opened.office.of(Fate.EMBEDDED) + charts:
        if opened.kind in OFFICE or "/media/" not in part:  # the pictures of a workbook are not published
            yield Hit(part, "The document holds another file.", part.rpartition("/")[2])
