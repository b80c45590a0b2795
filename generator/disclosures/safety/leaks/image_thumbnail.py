# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small picture inside a picture."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import PICTURES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-THUMBNAIL",
    title="A small picture inside the picture",
    verdict=Verdict.FIX,
    kinds=PICTURES,
    finds="Thumbnails in EXIF, XMP, JFIF or Photoshop's blocks, and small versions inside a TIFF.",
    why="Many programs do not renew it: after cropping or blacking out, it still shows the whole picture as it was.",
    cure="Nothing to do: the published copy has no thumbnail",
    before="The number plate is blurred. The thumbnail, made before, shows it.",
    after="The photograph has no thumbnail.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for held in opened.picture.of("thumbnail"):
        yield Hit("", f"The picture holds {held.what}.")
