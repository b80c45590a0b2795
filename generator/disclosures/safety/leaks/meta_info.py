# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the file tells about its making."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "META-INFO",
    title="Document properties",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds=(
        "Author, company, program, dates and other document properties. A title in words that the pages show "
        "too is kept: readers who do not see need it."
    ),
    why=("Properties name members of staff, case numbers, and the title that the document had before it was redacted."),
    cure="Nothing to do: the published copy has no properties but a title from its first page",
    before="Properties: author A. Example, title “Complaint against B. Example - final”.",
    after="Properties: none, or the title that the first page shows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for key, value in opened.structure.info.items():
        if key != "Title" or not opened.vocabulary.shows(value):
            yield Hit("", f"The document properties hold “{key}”.", value)
