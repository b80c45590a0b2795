# SPDX-License-Identifier: AGPL-3.0-or-later
"""What programs keep for themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_unused
from ...documents.kind import Kind
from ...documents.pdf_asides import asides
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import ordinary_name


@leak(
    "PRIVATE-DATA",
    title="Private data of a program",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds=(
        "Data that a drawing or word-processing program keeps in the file for itself, entries that the PDF standard does not "
        "know or no reader needs, names of form fields, and remarks on how to print the document, in words that no page shows."
    ),
    why="It may hold the whole document in its original form, with everything that was taken out since.",
    cure="Nothing to do: the published copy has none of it",
    before="The drawing program kept its own copy of the page, from before the redaction.",
    after="The page alone.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if count := opened.structure.count_of("/PieceInfo"):
        yield Hit("", f"A program keeps data of its own in {count} place{'s' * (count != 1)}.")
    for _, key in pdf_unused.unknown_keys(opened.structure):
        yield Hit("", "A page or the document holds something that only one program understands.", key)
    for _, _, said, _ in asides(opened.structure):
        if not ordinary_name(said) and not opened.vocabulary.shows(said):
            yield Hit("", "A form field or a remark for printers has a name that no page shows.", said)
