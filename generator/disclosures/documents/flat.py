# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that show one colour and nothing else: what somebody pastes over words to hide them."""

from __future__ import annotations

from functools import lru_cache

from .colour import Colour
from .kind import PICTURES, Kind, tell
from .pdf import engine

_ALIKE = 40
"""How much the shades of a channel may differ (of 255): a scan or a JPEG of a black box is not quite even."""
_ENOUGH = 200
"""Pixels of a side; a larger picture is made smaller before it is looked at."""


@lru_cache(20)
def colour_of(data: bytes) -> Colour | None:
    """The colour of a picture that has but one; None for any other, for a transparent one, and for what cannot be drawn."""
    if tell(data) not in PICTURES - {Kind.WEBP}:
        return None
    mupdf = engine()
    try:
        pixels = mupdf.Pixmap(data)
        if pixels.colorspace is None or pixels.colorspace.n != 3:
            pixels = mupdf.Pixmap(mupdf.csRGB, pixels)
        while max(pixels.width, pixels.height) > _ENOUGH:
            pixels.shrink(1)
    except Exception:  # MuPDF raises errors of its own kinds; what it cannot draw is judged elsewhere
        return None
    samples, step = bytes(pixels.samples), pixels.n
    if pixels.alpha and min(samples[step - 1 :: step], default=0) < 230:
        return None
    channels = [samples[at::step] for at in range(3)]
    if any(not channel or max(channel) - min(channel) > _ALIKE for channel in channels):
        return None
    red, green, blue = (sum(channel) // len(channel) for channel in channels)
    return (red, green, blue)
