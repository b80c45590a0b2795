# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels in the boxes of a scan. Each box is cut out and set under the others, dark on white, and all are read at once.

    ┌────────┐
    │ s40(2) │     a machine that reads the page with the box takes its frame for letters, and misreads what stands beside
    └────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..documents.pdf_render import Grey
from ..documents.scan_boxes import ScanBox
from . import ocr

_MOST = 80
"""Boxes of a page whose labels are read."""
_EDGE = 8
"""Pixels of the frame that are cut off, and of white between two labels."""
_INVERTED = bytes(range(255, -1, -1))


def read(picture: Grey, boxes: Sequence[ScanBox], language: str, tick: Callable[[], None]) -> dict[ScanBox, str]:
    """What can be read in each box; empty where nothing stands in it."""
    labels = dict.fromkeys(boxes, "")
    cuts = [(box, cut) for box in boxes if (cut := _cut(picture, box)) is not None][:_MOST]
    if not cuts:
        return labels
    wide = max(width for _, (width, _) in cuts) + 2 * _EDGE
    white = b"\xff" * (wide * 2 * _EDGE)
    sheet, places = white, []
    for box, (width, rows) in cuts:
        top = len(sheet) // wide
        sheet += b"".join(b"\xff" * _EDGE + row + b"\xff" * (wide - width - _EDGE) for row in rows) + white
        places.append((box, top, len(sheet) // wide))
    found = ocr.words(Grey(wide, len(sheet) // wide, picture.scale, sheet), language, tick, block=True)
    for word in found or ():
        middle = word.box.centre[1] * picture.scale
        for box, top, bottom in places:
            if top <= middle < bottom:
                labels[box] = f"{labels[box]} {word.text}".strip().replace("$", "s")
    return labels


def _cut(picture: Grey, box: ScanBox) -> tuple[int, list[bytes]] | None:
    """The width and the rows of what stands within a box's frame, dark on white; None when nothing does."""
    left, top, right, bottom = (int(side * picture.scale) for side in box.box)
    left, top, right, bottom = left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE
    if right - left < 20 or bottom - top < 12 or bottom - top > 500:
        return None
    rows = [picture.pixels[row * picture.width + left : row * picture.width + right] for row in range(top, bottom)]
    if box.look == "black":
        rows = [row.translate(_INVERTED) for row in rows]
    lightest = max(map(max, rows))
    darkest = min(map(min, rows))
    if lightest - darkest < 70:
        return None
    middle = (lightest + 2 * darkest) // 3
    sharp = bytes(0 if value < middle else 255 for value in range(256))
    rows = [row.translate(sharp) for row in rows]
    ink = sum(row.count(0) for row in rows) / (len(rows) * len(rows[0]))
    return (right - left, rows) if 0.005 < ink < 0.5 else None


def without(picture: Grey, boxes: Iterable[ScanBox]) -> Grey:
    """The picture with boxes painted over in white, frames and all."""
    pixels = bytearray(picture.pixels)
    for box in boxes:
        left, top, right, bottom = (int(side * picture.scale) for side in box.box.grown(1.2))
        left, right = max(left, 0), min(right, picture.width)
        for row in range(max(top, 0), min(bottom, picture.height)):
            pixels[row * picture.width + left : row * picture.width + right] = b"\xff" * max(right - left, 0)
    return Grey(picture.width, picture.height, picture.scale, bytes(pixels))
