# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import text_of


@leak(
    "OFFICE-ORPHAN",
    title="Left-over parts of a document",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS,
    finds="Parts of the file that nothing refers to.",
    why="Programs leave behind pictures and texts that were deleted.",
    cure="Nothing to do: the published copy has none of them",
    before="A picture was deleted from the letter. Its file is still in the package.",
    after="The package holds what the letter shows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.office.of(Fate.ORPHAN):
        yield Hit(part, "Nothing in the document refers to this part.", text_of(opened.office.parts[part]))
