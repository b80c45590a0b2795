# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a picture tells about itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import PICTURES, Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..words import printable


@leak(
    "IMAGE-META",
    title="Metadata of a picture",
    verdict=Verdict.FIX,
    kinds=PICTURES | {Kind.SVG},
    finds="EXIF, GPS position, XMP, IPTC, comments, names of colour profiles, and the blocks that programs leave behind.",
    why="A photograph tells where and when it was taken and by whose camera; a drawing, who made it and in which folder.",
    cure="Nothing to do: the published copy holds the picture alone",
    before="The photograph says where it was taken (51.5012, -0.1267), when, and with whose camera.",
    after="The photograph, and nothing beside it.",
)
def check(opened: Opened) -> Iterator[Hit]:
    held = opened.drawing.besides if opened.kind is Kind.SVG else opened.picture.of("metadata")
    for one in held:
        yield Hit("", f"The picture holds {one.what}.", printable(one.data))
