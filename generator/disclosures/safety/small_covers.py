# SPDX-License-Identifier: AGPL-3.0-or-later
"""One or two letters of a scan under a small box or patch: too small for the cells in which whole words are looked for.

The page is looked at more finely, but only inside covers no larger than a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..documents import pdf_render
from ..documents.pdf import Page
from ..documents.pdf_render import Grey
from ..documents.shapes import Box, Paint

_HIGH, _WIDE = (5, 30), (3, 60)
"""Points; the sizes of a cover of some letters."""
_MOST = 400
"""Small things on a page; more of them are a drawing."""
_CLEAR, _PLAIN = 60, 24
"""Grey values: ink stands out from paper by more; a cover varies by less."""
_FINE = 96


def find(page: Page) -> Iterator[Box]:
    """The small covers of a page under which a picture has letters."""
    pictures = [paint for paint in page.paints if _is_picture(paint) and paint.box.area > 0.02 * page.size.area]
    if not pictures:
        return
    covers = [
        paint
        for paint in page.paints
        if _HIGH[0] <= paint.box.height <= _HIGH[1] and _WIDE[0] <= paint.box.width <= _WIDE[1]
        and any(paint.seq > under.seq and under.box.holds(paint.box.centre) for under in pictures)
    ]  # fmt: skip
    if not covers or len(covers) > _MOST:
        return
    large = {paint.seq for paint in pictures}
    held = pdf_render.coarse(page, large.__contains__, _FINE)
    shown = pdf_render.coarse(page, lambda seq: True, _FINE)
    for cover in covers:
        box = cover.box.grown(-0.7)
        if _is_plain(_rows(shown, box)) and _are_letters(_rows(held, box)):
            yield cover.box


def _is_picture(paint: Paint) -> bool:
    return paint.kind.startswith("fill-im")


def _rows(picture: Grey, box: Box) -> list[bytes]:
    left, top, right, bottom = (int(side * picture.scale) for side in box)
    left, right = max(left, 0), min(right + 1, picture.width)
    starts = (y * picture.width for y in range(max(top, 0), min(bottom + 1, picture.height)))
    return [picture.pixels[start + left : start + right] for start in starts] if left < right else []


def _is_plain(rows: list[bytes]) -> bool:
    values = b"".join(rows)
    return bool(values) and max(values) - min(values) < _PLAIN


def _are_letters(rows: list[bytes]) -> bool:
    """Whether ink stands on plain paper there, in strokes, with paper above or below; a line that passes has none."""
    values = b"".join(rows)
    if not values:
        return False
    paper = max(range(256), key=lambda shade: values.count(shade))
    ink = [[abs(value - paper) > _CLEAR for value in row] for row in rows]
    share = sum(map(sum, ink)) / len(values)
    near = sum(abs(value - paper) <= _PLAIN for value in values) / len(values)
    strokes = sum(any(row) and not all(row) for row in ink)
    return 0.05 < share < 0.6 and near > 0.3 and strokes >= 4 and not all(map(any, ink))
