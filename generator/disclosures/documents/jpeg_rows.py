# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of a JPEG below its last one: somebody made the height in its head smaller, and the rest of the picture is still there.

The picture is drawn again with a greater height. Where there is nothing more, a decoder leaves plain grey (ITU-T T.81 gives
it no data); anything else was packed there.
"""

from __future__ import annotations

from functools import lru_cache

from .pdf import engine

_SIDE = 16
"""Rows and columns that are packed together at most, unless colours are packed coarser than any program does."""
_BELOW = 64
"""Rows that are looked at below the last one."""
_MOST_PIXELS = 40_000_000
_PLAIN = 12
"""How far a shade may lie from plain grey (of 255)."""


@lru_cache(16)
def bare(data: bytes, head: int, width: int, height: int) -> bytes | None:
    """The picture without the rows below its last one; None when there are none. `head` is where its size stands (its marker)."""
    taller = min((height + _SIDE - 1) // _SIDE * _SIDE + _BELOW, 65_500)
    if taller <= height + _SIDE or width * taller > _MOST_PIXELS or not width:
        return None
    mupdf = engine()
    try:
        pixels = mupdf.Pixmap(data[: head + 5] + taller.to_bytes(2, "big") + data[head + 7 :])
        samples, row = bytes(pixels.samples), pixels.stride
        start = (height + _SIDE - 1) // _SIDE * _SIDE * row
        below = samples[start:]
        # the first block behind the end may be made of the last bits: it is a corner of the first rows at most
        odd = sum(value > 128 + _PLAIN or value < 128 - _PLAIN for value in below)
        if pixels.height < taller or odd <= 4 * _SIDE * _SIDE * pixels.n:
            return None
        return bytes(mupdf.Pixmap(data).tobytes("jpeg", jpg_quality=92))
    except Exception:  # MuPDF raises errors of its own kinds; a damaged picture is told by others
        return None
