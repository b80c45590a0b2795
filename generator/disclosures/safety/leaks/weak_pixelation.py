# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words and faces made coarse or blurred are not gone: each shade still tells the mean of what was there."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_pixels
from ...documents.kind import PICTURES, Kind
from ...documents.pdf_render import Grey
from ...documents.shapes import Box
from .. import blur, mosaic
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "WEAK-PIXELATION",
    title="A part of a picture made coarse or blurred",
    verdict=Verdict.REVIEW,
    kinds=PICTURES | {Kind.PDF},
    costly=True,
    finds=(
        "Parts of a sharp picture, in a PDF or a picture file, that are made of even blocks of one shade each, and blurred "
        "words on paper whose other words are sharp."
    ),
    why="Programs try words until one gives the same shades. Names and numbers in known type are read back that way.",
    cure="Blacken that part of the picture in a picture program, and put the picture in the place of this one",
    before="In a screenshot a name is shown as sixteen grey squares. Only a few names give those sixteen greys.",
    after="A black rectangle stands there in the picture itself, the same for every name.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.kind is not Kind.PDF:
        picture = pdf_pixels.of_file(opened.data, opened.picture.width * opened.picture.height)
        for box, how in _weak(picture) if picture else ():
            yield Hit(f"box {box} in pixels", f"A part of the picture was {how}.")
        return
    known: set[int] = set()
    for page in opened.pdf.pages:
        for number, picture in pdf_pixels.stored(page, known):
            strip = mosaic.strip(picture)
            if strip and mosaic.is_strip(strip, place := pdf_pixels.place(page, number)):
                yield Hit(f"page {page.number}, box {place}", "A picture of a few large pixels stands here.")
            for box, how in _weak(picture):
                box = _placed(box, picture, pdf_pixels.place(page, number))
                yield Hit(f"page {page.number}, box {box}", f"A part of a picture was {how}.")
            opened.tick()


def _weak(picture: Grey) -> Iterator[tuple[Box, str]]:
    """Each weak part of a picture, in its own pixels, and what was done to it."""
    yield from ((box, "made coarse") for box in mosaic.find(picture))
    yield from ((box, "blurred") for box in blur.find(picture))


def _placed(box: Box, picture: Grey, place: Box) -> Box:
    """A box in a picture's pixels as a box on the page."""
    across, down = place.width / picture.width, place.height / picture.height
    return Box(
        place.x0 + box.x0 * across, place.y0 + box.y0 * down, place.x0 + box.x1 * across, place.y0 + box.y1 * down
    )
