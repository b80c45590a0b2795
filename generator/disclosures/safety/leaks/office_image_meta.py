# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pictures of a document tell about themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import text_of


@leak(
    "OFFICE-IMAGE-META",
    title="Metadata of a picture in a document",
    verdict=Verdict.FIX,
    kinds=OFFICE,
    finds="EXIF, GPS position, XMP, comments, and whatever follows the end of a picture inside a document.",
    why=(
        "A photograph tells where and when it was taken, by whose camera, and may hold an uncropped small picture "
        "of itself."
    ),
    cure="Nothing to do: the pictures of the published copy are without it",
    before="A photograph in the letter says where it was taken.",
    after="The same photograph, without.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part, held in opened.office.pictures():
        yield Hit(part, "A picture holds metadata.", " ".join(map(text_of, held)))
