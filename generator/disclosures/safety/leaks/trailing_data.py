# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands before and after the document."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_unused
from ...documents.kind import PICTURES, Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..words import printable


@leak(
    "TRAILING-DATA",
    title="Data before or after the document",
    verdict=Verdict.FIX,
    kinds={Kind.PDF} | PICTURES,
    finds=(
        "Bytes before the first and after the last line of the document, and between its parts; remarks inside the drawing of "
        "a page; what follows the end of a picture or of a GIF's frame, and rows of a picture below its last one (PNG, JPEG)."
    ),
    why=(
        "Anything can hide there, and readers never show it. Some programs write a cropped picture over the old one: "
        "the rest of the old one stays behind the new end."
    ),
    cure="Nothing to do: the published copy begins and ends with the document",
    before="After the last line of the PDF follows the ZIP that it was made from.",
    after="The PDF ends with its last line.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.kind in PICTURES:
        for held in opened.picture.of("outside"):
            yield Hit("", f"The picture holds {held.what}.", printable(held.data))
        return
    for data in opened.structure.outside:
        yield Hit("", f"{len(data):,} bytes stand outside the document.", data[:200].decode("latin-1"))
    for _, said in pdf_unused.comments(opened.structure):
        yield Hit("", "A remark stands between the orders that draw a page.", said)
