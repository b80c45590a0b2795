# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the file tells about its making."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate, How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import ordinary_name, text_of


@leak(
    "OFFICE-META",
    title="Properties of a document or workbook",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS,
    finds=(
        "Authors, company, dates, template, printer, document variables, names of shapes and of the files "
        "pictures came from, marks of editing sessions, and remarks in the file's code."
    ),
    why=("Properties name members of staff, case numbers, and the title that the document had before it was redacted."),
    cure="Nothing to do: the published copy has no properties",
    before="Author A. Example, company, 14 hours of editing, template `P:\\HR\\disciplinary.dotx`.",
    after="No properties.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.office.of(Fate.META):
        words = text_of(opened.office.parts[part])
        if words:
            yield Hit(part, "This part tells how the file was made, or serves programs only.", words)
    for text in opened.office.kept(How.META):
        yield Hit(text.where, text.why, text.words)
    for text in opened.office.kept(How.NAME):
        if not ordinary_name(text.words) and not opened.vocabulary.shows(text.words):
            yield Hit(
                text.where, "The name of a shape, picture or table says more than the document shows.", text.words
            )
