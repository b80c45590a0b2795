# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import text_of


@leak(
    "OFFICE-ORPHAN",
    title="Left-over parts and texts of a document",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS,
    finds="Parts of the file that nothing refers to, and texts of a workbook that belong to no cell any more.",
    why="Programs leave behind pictures and texts that were deleted, such as the names in deleted rows.",
    cure="Nothing to do: the published copy has none of them",
    before="A picture was deleted from the letter. Its file is still in the package.",
    after="The package holds what the letter shows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.office.of(Fate.ORPHAN):
        yield Hit(part, "Nothing in the document refers to this part.", text_of(opened.office.parts[part]))
    for aside in opened.workbook.beside(About.LEFT_OVER) if opened.kind in WORKBOOKS else ():
        if not opened.vocabulary.shows(aside.words):
            yield Hit(aside.where, "The workbook keeps a text that no cell refers to.", aside.words)
