# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages as PNG pictures with what will go seen through a coloured box, and under what it goes written beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from .pdf import engine
from .pdf_redact_regions import Region

_RED, _WHITE = (0.8, 0.0, 0.15), (1, 1, 1)
_DPI, _MOST = 110, 4_000


def pictures(data: bytes, regions: Iterable[Region]) -> Iterator[tuple[int, bytes]]:
    """(page, PNG) of each page on which something will go."""
    lib = engine()
    with lib.open(stream=data, filetype="pdf") as document:
        for number, found in groupby(sorted(regions, key=lambda one: one.page), lambda one: one.page):
            if number > len(document):
                continue
            page = document[number - 1]
            dpi = int(min(_DPI, _MOST * 72 / max(page.rect.width, page.rect.height, 1)))
            with lib.open() as sheet:
                picture = sheet.new_page(width=page.rect.width, height=page.rect.height)
                picture.insert_image(picture.rect, pixmap=page.get_pixmap(dpi=dpi, alpha=False))
                for region in found:
                    box = lib.Rect(region.box) & picture.rect
                    if region.kind == "words":  # the band of a line's small letters
                        high = min(box.width, box.height) / 2
                        box = lib.Rect(box.x0 - 1, box.y0 - high, box.x1 + 1, box.y1 + high) & picture.rect
                    if box.is_empty:
                        continue
                    picture.draw_rect(box, color=_RED, fill=_RED, fill_opacity=0.3, width=0.8)
                    if region.label:
                        wide = lib.get_text_length(region.label, fontsize=6) + 2
                        left, top = min(box.x1, picture.rect.width - wide), max(box.y0 - 4, 0)
                        picture.draw_rect(lib.Rect(left, top, left + wide, top + 8), color=None, fill=_RED)
                        picture.insert_text((left + 1, top + 6), region.label, fontsize=6, color=_WHITE)
                yield number, picture.get_pixmap(dpi=dpi, alpha=False).tobytes("png")
