# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a picture tells about itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import PICTURES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-META",
    title="Metadata of a picture",
    verdict=Verdict.FIX,
    kinds=PICTURES,
    finds="EXIF, GPS position, XMP, comments, and whatever follows the end of the picture.",
    why=(
        "A photograph tells where and when it was taken, by whose camera, and may hold an uncropped small "
        "picture of itself."
    ),
    cure="Nothing to do: the published copy holds the picture alone",
)
def check(opened: Opened) -> Iterator[Hit]:
    for held in opened.picture_metadata:
        yield Hit("", "The picture holds metadata.", "".join(chr(b) for b in held[:200] if 32 <= b < 127))
