# SPDX-License-Identifier: AGPL-3.0-or-later
"""TIFF pictures (TIFF 6.0). No browser shows one, so the copy is a PNG of its pixels, which holds nothing else."""

from __future__ import annotations

import struct

from . import png
from .pdf import engine
from .picture_parts import Held, Picture

_MAKES = {254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292,
          293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 333, 334, 336, 338, 339, 340, 341, 347,
          512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532}  # fmt: skip
"""Tags without which the picture would look otherwise."""
_WORDS = {34665: "EXIF", 34853: "a GPS position", 700: "XMP", 33723: "IPTC", 34377: "blocks of Photoshop"}
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
_MOST_PAGES = 1000


def size(data: bytes) -> tuple[int, int]:
    """Width and height that the first directory states. Raises struct.error and ValueError."""
    order, at = _head(data)
    tags = _directory(data, order, at)[0]
    return _number(tags.get(256, b""), order), _number(tags.get(257, b""), order)


def read(data: bytes) -> Picture:
    """The picture and what it holds besides; `bare` is a PNG. Raises ValueError when the file is not whole."""
    order, at = _head(data)
    held, seen, pages, turned = [], set(), 0, 1
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        tags, at = _directory(data, order, at)
        held += [Held("metadata", _WORDS.get(tag, "words"), tags[tag]) for tag in sorted(tags.keys() - _MAKES - {34675, 330})]
        small = _number(tags.get(254, b""), order) & 1
        if small or 330 in tags:
            held.append(Held("thumbnail", "a small picture of it"))
        if not small:
            pages += 1
            turned = (_number(tags.get(274, b""), order) or 1) if pages == 1 else turned
        if not small and pages > 1:
            held.append(Held("frame", f"page {pages}"))
    width, height = size(data)
    return Picture(width, height, tuple(held), _as_png(data, turned)).turned(turned)


def _as_png(data: bytes, turned: int) -> bytes:
    mupdf = engine()
    try:
        pixels = mupdf.Pixmap(data)
        if pixels.colorspace is None or pixels.colorspace.name not in ("DeviceRGB", "DeviceGray"):
            pixels = mupdf.Pixmap(mupdf.csRGB, pixels)
        written = pixels.tobytes("png")
    except Exception as error:  # MuPDF raises errors of its own kinds
        raise ValueError("a TIFF that cannot be decoded") from error
    return png.with_orientation(png.read(written).bare, turned)


def _head(data: bytes) -> tuple[str, int]:
    order = "<" if data[:2] == b"II" else ">"
    return order, struct.unpack(order + "I", data[4:8])[0]


def _directory(data: bytes, order: str, at: int) -> tuple[dict[int, bytes], int]:
    """The bytes of each tag's value, and where the next directory begins (0: nowhere)."""
    (count,) = struct.unpack(order + "H", data[at : at + 2])
    tags = {}
    for start in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack(order + "HHI", data[start : start + 8])
        length = number * (_SIZES[kind] if kind < len(_SIZES) else 1)
        place = start + 8 if length <= 4 else struct.unpack(order + "I", data[start + 8 : start + 12])[0]
        tags[tag] = data[place : place + min(length, 100_000)]
    end = at + 2 + 12 * count
    return tags, struct.unpack(order + "I", data[end : end + 4])[0]


def _number(value: bytes, order: str) -> int:
    if len(value) == 2:
        return struct.unpack(order + "H", value)[0]
    return struct.unpack(order + "I", value[:4])[0] if len(value) >= 4 else 0
