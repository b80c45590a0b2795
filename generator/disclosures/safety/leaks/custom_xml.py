# SPDX-License-Identifier: AGPL-3.0-or-later
"""Data for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate, How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import text_of


@leak(
    "CUSTOM-XML",
    title="Data of other programs",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS,
    finds=(
        "Data that other programs stored in the file: forms, properties of document management, tags of words, "
        "XML maps."
    ),
    why="Document management systems write case numbers, classifications and names of owners there.",
    cure="Nothing to do: the published copy has none of it",
    before="A document management system left `<Owner>A. Example</Owner>` in the file.",
    after="The file holds the document alone.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.office.of(Fate.CUSTOM):
        yield Hit(part, "The file holds data of another program.", text_of(opened.office.parts[part]))
    for text in opened.office.kept(How.CUSTOM):
        yield Hit(text.where, "The text is tagged with data of another program.", text.words)
