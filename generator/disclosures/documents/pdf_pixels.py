# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pixels of pictures as they are stored: of those that a page draws, and of picture files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .pdf import Page, engine
from .pdf_render import COARSE_DPI, Grey
from .shapes import Box

_LEAST, _MOST = 12, 30_000_000
"""Pixels of a picture that is looked at; a sheet of A4 at 500 dots per inch has 24 million."""


def stored(page: Page, known: set[int]) -> Iterator[tuple[int, Grey]]:
    """Each picture with shades of grey or colour that the page draws, with its number.

    `known` are the numbers of pictures that were looked at before, and grows: a letterhead is on each page.
    """
    lib, sheet = engine(), page._page
    for number, _mask, width, height, depth, *_ in sheet.get_images():
        if number in known or depth < 4 or not _LEAST <= width * height <= _MOST:
            continue
        known.add(number)
        try:
            grey = _grey(lib.Pixmap(sheet.parent, number))
        except (RuntimeError, ValueError, lib.mupdf.FzErrorBase):  # a damaged picture draws nothing
            continue
        if grey:
            yield number, grey


def place(page: Page, number: int) -> Box:
    """Where the page draws a picture first, as if it were not turned; the whole page when that cannot be told."""
    places = page._page.get_image_rects(number)
    return page._box(tuple(places[0])) if places else page.size


def keyed(page: Page) -> Iterator[tuple[Grey, Box]]:
    """Each picture of which the page leaves out some colours (a colour key mask, PDF 1.7, 8.9.6.4), with those, and where
    it stands. It has as many pixels there as a coarse picture of the page. Packed in other ways than Flate and JPEG: none."""
    lib, sheet = engine(), page._page
    for number, _mask, width, height, depth, _, _, _, packing, *_ in sheet.get_images():
        if depth != 8 or not _LEAST <= width * height <= _MOST or sheet.parent.xref_get_key(number, "Mask")[0] != "array":
            continue
        data = sheet.parent.xref_stream_raw(number) if packing == "DCTDecode" else sheet.parent.xref_stream(number)
        colours = {1: lib.csGRAY, 3: lib.csRGB, 4: lib.csCMYK}.get(len(data or b"") // (width * height))
        try:
            pixels = lib.Pixmap(data) if packing == "DCTDecode" else lib.Pixmap(colours, width, height, data, False)
            box = place(page, number)
            size = max(int(box.width * COARSE_DPI / 72), 1), max(int(box.height * COARSE_DPI / 72), 1)
            grey = _grey(lib.Pixmap(lib.Pixmap(lib.csGRAY, pixels), *size, None))
        except (RuntimeError, ValueError, TypeError, lib.mupdf.FzErrorBase):  # a damaged picture draws nothing
            continue
        if grey:
            yield Grey(grey.width, grey.height, COARSE_DPI / 72, grey.pixels), box


def one_coloured(page: Page) -> Iterator[tuple[Box, Grey]]:
    """Each picture of a single colour that only its mask gives a form, such as the shadow of a bar: where it stands, and the
    mask."""
    lib, sheet = engine(), page._page
    masks = {number: mask for number, mask, *_ in sheet.get_images() if mask}
    known: dict[int, Grey | None] = {}
    for drawn in sheet.get_image_info(xrefs=True) if masks else ():
        number = drawn["xref"]
        if number in masks and number not in known:
            plain = lib.Pixmap(sheet.parent, number).is_unicolor
            known[number] = _grey(lib.Pixmap(sheet.parent, masks[number])) if plain else None
        if mask := known.get(number):
            yield page._box(drawn["bbox"]), mask


def of_file(data: bytes, pixels: int) -> Grey | None:
    """The pixels of a picture file that has so many; None when they are too many, or MuPDF does not read this kind."""
    lib = engine()
    if pixels > _MOST:
        return None
    try:
        return _grey(lib.Pixmap(data))
    except (RuntimeError, lib.mupdf.FzErrorBase):
        return None


def _grey(pixels: Any) -> Grey | None:
    lib = engine()
    if not _LEAST <= pixels.width * pixels.height <= _MOST or pixels.colorspace is None:
        return None
    if pixels.alpha:
        pixels = lib.Pixmap(pixels, 0)
    if pixels.n != 1:
        pixels = lib.Pixmap(lib.csGRAY, pixels)
    return Grey(pixels.width, pixels.height, 1.0, bytes(pixels.samples))
