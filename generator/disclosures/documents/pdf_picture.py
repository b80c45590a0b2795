# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages as PNG pictures: as they are, for reading by machine, or with places marked on them, for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .pdf import Page, engine
from .shapes import Box

DPI = 110
READABLE = 200
"""Dots per inch at which letters can be told apart by a program."""
_MOST = 4_000
"""Pixels on the longer side; a page may be as large as a house."""
_RED, _WHITE = (0.8, 0.0, 0.15), (1, 1, 1)
_LABEL = 9


@dataclass(frozen=True)
class Mark:
    """A place on a page, in points from the top left, with a short label."""

    box: Box
    label: str


def png(page: Page, dpi: float = READABLE) -> bytes:
    """The page as a reader sees it."""
    return _pixels(page, dpi).tobytes("png")


def marked(page: Page, marks: Sequence[Mark], dpi: float = DPI) -> bytes:
    """The page with a frame around each marked place and its label beside it."""
    sheet = engine().open()
    width, height = max(page.size.x1, 1), max(page.size.y1, 1)
    picture = sheet.new_page(width=width, height=height)
    picture.insert_image(picture.rect, pixmap=_pixels(page, dpi))
    for mark in marks:
        _frame(picture, mark)
    out = picture.get_pixmap(dpi=_dpi(page, dpi), alpha=False).tobytes("png")
    sheet.close()
    return out


def _pixels(page: Page, dpi: float) -> Any:
    return page._page.get_pixmap(dpi=_dpi(page, dpi), alpha=False)


def _dpi(page: Page, dpi: float) -> int:
    longer = max(page.size.x1, page.size.y1, 1)
    return max(1, int(min(dpi, _MOST * 72 / longer)))


def _frame(picture: Any, mark: Mark) -> None:
    tools = engine()
    whole = picture.rect
    box = (tools.Rect(mark.box.x0, mark.box.y0, mark.box.x1, mark.box.y1) + (-2, -2, 2, 2)) & whole
    if box.is_empty:  # off the page: told at the edge that is nearest
        x, y = (min(max(mark.box.x0, 0), whole.width - 12), min(max(mark.box.y0, 0), whole.height - 12))
        box = tools.Rect(x, y, x + 12, y + 12)
    picture.draw_rect(box, color=_RED, width=1.5)
    label = mark.label.encode("latin-1", "replace").decode("latin-1")
    wide = tools.get_text_length(label, fontsize=_LABEL) + 6
    left = max(0, min(box.x0, whole.width - wide))
    top = box.y0 - _LABEL - 4 if box.y0 > _LABEL + 4 else box.y1
    picture.draw_rect(tools.Rect(left, top, left + wide, top + _LABEL + 4), color=None, fill=_RED)
    picture.insert_text((left + 3, top + _LABEL), label, fontsize=_LABEL, color=_WHITE)
