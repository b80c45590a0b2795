# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of pages, to stand beside their text, four to a sheet. The one door to Pillow.

    ┌───┐
    │ 1 │   one file, and so one request, for four pages; the page shows a quarter of it at a time
    ├───┤
    │ 2 │   pages of text in four colours take about 1.5 KB each as WebP, two to four times less than in full colour;
    ├───┤   photographs and scans are kept in full colour
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from .pdf import Page, engine
from .picture_sheet import CELLS, PictureSheet

WIDTH, HEIGHT = 240, 480
"""Pixels that a picture has at most; it is shown at half of that, so that it is sharp on good screens."""
_QUALITY, _METHOD = 35, 4
_TEXT = 0.7
"""The part of a sheet that is white or black when it shows text and not photographs."""


def sheets(pages: Iterable[Page]) -> Iterator[PictureSheet]:
    """The pages as a reader sees them, each within WIDTH and HEIGHT."""
    drawn: list[Any] = []
    for page in pages:
        drawn.append(_small(page))
        if len(drawn) == CELLS:
            yield _sheet(drawn)
            drawn = []
    if drawn:
        yield _sheet(drawn)


def _small(page: Page) -> Any:
    from PIL import Image

    lib = engine()
    scale = min(WIDTH / max(page.size.width, 1), HEIGHT / max(page.size.height, 1))
    drawn = page._page.get_pixmap(matrix=lib.Matrix(scale, scale), colorspace=lib.csRGB, alpha=False)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples, "raw", "RGB", drawn.stride, 1)


def _sheet(drawn: list[Any]) -> PictureSheet:
    from PIL import Image

    width, height = max(one.width for one in drawn), max(one.height for one in drawn)
    whole = Image.new("RGB", (width, height * CELLS), "white")
    for place, one in enumerate(drawn):
        whole.paste(one, (0, place * height))
    out = io.BytesIO()
    if _is_text(whole.crop((0, 0, width, len(drawn) * height))):
        few = whole.quantize(4, dither=Image.Dither.NONE).convert("RGB")
        few.save(out, "WEBP", lossless=True, quality=60, method=_METHOD)
    else:
        whole.save(out, "WEBP", quality=_QUALITY, method=_METHOD)
    return PictureSheet(width, height, out.getvalue())


def _is_text(picture: Any) -> bool:
    levels = picture.convert("L").histogram()
    return sum(levels[:26]) + sum(levels[230:]) > _TEXT * picture.width * picture.height
