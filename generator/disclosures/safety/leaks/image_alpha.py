# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture under transparency."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import PICTURES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-ALPHA",
    title="A picture under transparent parts",
    verdict=Verdict.FIX,
    kinds=PICTURES,
    finds="Fully transparent pixels that still have more colours than one; transparency in WebP, which cannot be looked under.",
    why="Erasing in some programs only makes pixels transparent: whoever takes the transparency away sees them again.",
    cure="Nothing to do for a PNG, whose copy is emptied there; save a WebP picture as PNG",
    before="A face was rubbed out to transparent. Its pixels still have their colours.",
    after="The rubbed-out pixels have one colour.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for held in opened.picture.of("alpha"):
        yield Hit("", f"The picture has {held.what}.")
