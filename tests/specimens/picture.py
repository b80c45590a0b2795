# SPDX-License-Identifier: AGPL-3.0-or-later
"""A drawn view of a footbridge that stands where a photograph would be."""

from __future__ import annotations

import io

import pymupdf
from PIL import Image

from .paper import SPECIMEN
from .recipe import Subject

_SKY, _WATER, _BANK, _WOOD = (0.86, 0.92, 0.96), (0.45, 0.62, 0.70), (0.55, 0.62, 0.42), (0.42, 0.30, 0.20)


def draw(subject: Subject) -> bytes:
    """A PNG of 480 by 320 pixels, without metadata of its own."""
    page = pymupdf.open().new_page(width=720, height=480)
    page.draw_rect(page.rect, color=_SKY, fill=_SKY)
    page.draw_rect((0, 300, 720, 480), color=_WATER, fill=_WATER)
    for bank in (((0, 250), (190, 300), (150, 480), (0, 480)), ((720, 240), (540, 300), (580, 480), (720, 480))):
        page.draw_polyline(bank, color=_BANK, fill=_BANK, closePath=True)
    page.draw_bezier((90, 285), (240, 190), (480, 190), (640, 280), color=_WOOD, width=14)
    page.draw_bezier((90, 235), (240, 140), (480, 140), (640, 230), color=_WOOD, width=5)
    for post in range(7):
        x = 110 + post * 85
        rise = 0.00095 * (x - 365) ** 2
        page.draw_line((x, 214 + rise), (x, 162 + rise), color=_WOOD, width=5)
    page.insert_text((16, 464), f"{SPECIMEN} {subject.number}", fontsize=15, color=(1, 1, 1))
    smooth = pymupdf.TOOLS.show_aa_level()["graphics"]
    pymupdf.TOOLS.set_aa_level(0)  # flat colours make a small file
    try:
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(2 / 3, 2 / 3), alpha=False)
    finally:
        pymupdf.TOOLS.set_aa_level(smooth)
    small = io.BytesIO()
    Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples).quantize(8, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
