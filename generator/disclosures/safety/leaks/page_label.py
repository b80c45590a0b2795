# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page numbers that say more than a number."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_places
from ...documents.kind import Kind
from ...documents.pdf_structure import text
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "PAGE-LABEL",
    title="A page number with other words",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Prefixes of page numbers in words that no page shows.",
    why="Case numbers and names of files that were put together stay in the list of page numbers.",
    cure="Nothing to do: the published copy keeps the numbers alone",
    before="The reader's page box shows “Example-disciplinary-3”.",
    after="It shows “3”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for label in pdf_places.labels(opened.structure):
        prefix = text(label.get("/P"))
        if not opened.vocabulary.shows(prefix):
            yield Hit("", "A page number begins with words that no page shows.", prefix)
