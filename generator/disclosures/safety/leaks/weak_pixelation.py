# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words and faces made coarse are not gone: every block still tells the mean of what was under it."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_pixels
from ...documents.kind import PICTURES, Kind
from ...documents.pdf_render import Grey
from ...documents.shapes import Box
from .. import mosaic
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "WEAK-PIXELATION",
    title="A part of a picture made coarse",
    verdict=Verdict.REVIEW,
    kinds=PICTURES | {Kind.PDF},
    costly=True,
    finds="Parts of a sharp picture, in a PDF or a picture file, that are made of even blocks of one shade each.",
    why="Programs try words until one gives the same blocks. Names and numbers in known type are read back that way.",
    cure="Blacken that part of the picture in a picture program, and put the picture in the place of this one",
    before="In a screenshot a name is shown as sixteen grey squares. Only a few names give those sixteen greys.",
    after="A black rectangle stands there in the picture itself, the same for every name.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.kind is not Kind.PDF:
        picture = pdf_pixels.of_file(opened.data)
        for box in mosaic.find(picture) if picture else ():
            yield Hit(f"box {box} in pixels", "A part of the picture was made coarse.")
        return
    known: set[int] = set()
    for page in opened.pdf.pages:
        for picture, place in pdf_pixels.stored(page, known):
            if mosaic.is_few_pixels(picture, place):
                yield Hit(f"page {page.number}, box {place}", "A picture of a few large pixels stands here.")
            for box in mosaic.find(picture):
                yield Hit(
                    f"page {page.number}, box {_placed(box, picture, place)}", "A part of a picture was made coarse."
                )
            opened.tick()


def _placed(box: Box, picture: Grey, place: Box) -> Box:
    """A box in a picture's pixels as a box on the page."""
    across, down = place.width / picture.width, place.height / picture.height
    return Box(
        place.x0 + box.x0 * across, place.y0 + box.y0 * down, place.x0 + box.x1 * across, place.y0 + box.y1 * down
    )
