# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures read byte by byte: size, what they hold besides the picture, and the same picture without that."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from ..problems import DocumentError
from . import gif, jpeg, png, tiff, webp
from .kind import Kind
from .picture_parts import Picture

MAX_PIXELS = 150_000_000
"""A sheet of A0 at 300 dots per inch has 140 million."""
_READERS = {Kind.JPEG: jpeg.read, Kind.PNG: png.read, Kind.WEBP: webp.read, Kind.GIF: gif.read, Kind.TIFF: tiff.read}


def read(data: bytes, kind: Kind, name: str = "picture") -> Picture:
    """Raises DocumentError when the picture is damaged, or larger than any that a reader could open."""
    try:
        _bounded(data, kind, name)
        return _READERS[kind](data)
    except (struct.error, IndexError, ValueError, zlib.error) as error:
        raise DocumentError(
            Path(name), "this picture is damaged", "Open it in a picture program and save it again"
        ) from error


def metadata(data: bytes, kind: Kind, name: str = "picture") -> tuple[bytes, ...]:
    """Everything the picture holds besides itself. Raises DocumentError when it is damaged."""
    return tuple(held.data for held in read(data, kind, name).held)


def without_metadata(data: bytes, kind: Kind, name: str = "picture") -> bytes:
    """The same picture without `metadata`, as far as that changes no pixel."""
    return read(data, kind, name).bare


def _bounded(data: bytes, kind: Kind, name: str) -> None:
    """Refuse a picture that says it is enormous, before anything is unpacked."""
    width, height = {Kind.PNG: png.size, Kind.TIFF: tiff.size}.get(kind, lambda data: (0, 0))(data)
    if width * height > MAX_PIXELS:
        raise DocumentError(
            Path(name),
            f"this picture is {width:,} × {height:,} pixels large, more than readers can open",
            "Save it with fewer pixels",
        )
