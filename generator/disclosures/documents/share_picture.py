# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture that stands beside a link to an answer where people share it: its title, its outcome, its counts.

    ┌──────────────────────────────────────────┐
    │▌ Northmere Council                       │   1200 x 630, what cards are shown in (ogp.me names no size; networks do)
    │▌ Options for the market hall             │   sixteen colours, four bits a pixel: some 17 KB, and quick to write
    │▌                                         │   set in the sans serif that MuPDF brings along (Nimbus Sans), so that
    │▌ ■■■■■■■■■□□                             │   it looks the same wherever it is made
    │▌ 2 records: 1 in full, 1 redacted        │
    └──────────────────────────────────────────┘

The text is drawn in greys that are indexes of the palette, so that nothing has to be looked up pixel by pixel afterwards.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .pdf import engine

VERSION = "1"
"""Changes whenever the same words come to be drawn in another way."""
WIDTH, HEIGHT = 1200, 630
_RUNS = 3
"""zlib's Z_RLE: for flat drawings the quickest, and the smallest too."""
_EDGE, _LEFT = 24, 88
_ROOM = WIDTH - _LEFT - 64
_SMALL, _LARGE = 34, 60
_LEADING = {_SMALL: 48, _LARGE: 76}
_GREYS = 11
_ACCENT, _FULL, _REDACTED, _WITHHELD = range(_GREYS, _GREYS + 4)
_COLOURS = {"full": (43, 122, 86), "redacted": (160, 106, 11), "withheld": (51, 59, 74)}
"""As the bars of the site: told by their order and the words beneath too."""
_CODES = {"full": _FULL, "redacted": _REDACTED, "withheld": _WITHHELD}


def draw(publisher: str, title: str, words: Sequence[str], segments: Sequence[tuple[str, float, float]], accent: str) -> bytes:
    """A PNG. `segments` are (outcome, x, width) of a bar 96 units wide, `words` the lines under it; `accent` is `#rrggbb`.

    Letters that the typeface does not have lose their accents, and are left out where that does not help either.
    """
    from PIL import Image, ImageDraw

    ink = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(ink)
    _write(pen, 64, _SMALL, _fitting(publisher, _SMALL, 1), 80)
    _write(pen, 126, _LARGE, _fitting(title, _LARGE, 4), 0)
    _write(pen, 502, _SMALL, [_fitting(line, _SMALL, 1)[0] for line in words], 0)
    picture = ink.point(_index())
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, _EDGE, HEIGHT), fill=_ACCENT)
    for outcome, x, width in segments:
        left = _LEFT + round(x * 10)
        pen.rectangle((left, 446, left + round(width * 10) - 6, 478), fill=_CODES[outcome])
    picture.putpalette(_palette(accent))
    out = io.BytesIO()
    picture.save(out, "PNG", bits=4, compress_level=1, compress_type=_RUNS)
    return out.getvalue()


@lru_cache
def _index() -> list[int]:
    """From a grey of 256 to its place in the palette."""
    return [round(grey / 255 * (_GREYS - 1)) for grey in range(256)]


@lru_cache
def _palette(accent: str) -> bytes:
    greys = [(round(255 * n / (_GREYS - 1)),) * 3 for n in range(_GREYS)]
    told = [tuple(bytes.fromhex(accent.removeprefix("#"))), _COLOURS["full"], _COLOURS["redacted"], _COLOURS["withheld"]]
    return bytes(part for colour in (*greys, *told) for part in colour)


@lru_cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    basic = ImageFont.Layout.BASIC  # the other kind is not everywhere, and would set the same words elsewhere
    return ImageFont.truetype(io.BytesIO(_typeface()), size, layout_engine=basic)


@lru_cache
def _typeface() -> bytes:
    return engine().Font("helv").buffer


@lru_cache(maxsize=4096)
def _width(character: str, size: int) -> float:
    return _font(size).getlength(character)


@lru_cache(maxsize=4096)
def _known(character: str) -> str:
    """The character, or what the typeface has in its stead; nothing when it has nothing."""
    if character.isascii():
        return character
    font = _font(_LARGE)
    missing = bytes(font.getmask("\ue000"))
    for form in (character, unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()):
        if form and bytes(font.getmask(form)) != missing:
            return form
    return ""


def _write(pen: Any, top: int, size: int, lines: Sequence[str], grey: int) -> None:
    for place, line in enumerate(lines):
        pen.text((_LEFT, top + place * _LEADING[size]), line, font=_font(size), fill=grey)


def _fitting(text: str, size: int, most: int) -> list[str]:
    """The text in at most `most` lines; what has no room is left out, with a mark."""
    text = "".join(map(_known, " ".join(text.split())))
    room = _ROOM - _width("…", size)
    lines, line, wide = [], "", 0.0
    for word in text.split(" "):
        for piece in _pieces(word, size, room):
            long = sum(_width(character, size) for character in piece)
            gap = _width(" ", size) if line else 0.0
            if line and wide + gap + long > room:
                lines.append(line)
                line, wide = piece, long
            else:
                line, wide = f"{line} {piece}".strip(), wide + gap + long
    lines.append(line)
    return [*lines[: most - 1], lines[most - 1].rstrip(",;:") + "…"] if len(lines) > most else lines


def _pieces(word: str, size: int, room: float) -> list[str]:
    """The word, cut where it is longer than a line."""
    pieces, wide = [""], 0.0
    for character in word:
        step = _width(character, size)
        if wide + step > room:
            pieces.append("")
            wide = 0.0
        pieces[-1] += character
        wide += step
    return pieces
