# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chunks of a WebP file (RIFF container).

Its transparency cannot be looked under here: a picture that may hide something there is told, and never published.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from . import exif, icc
from .picture_parts import Held, Picture

_PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}


def read(data: bytes) -> Picture:
    """The picture and what it holds besides. Raises ValueError when the file is not whole."""
    kept: list[tuple[bytes, bytes]] = []
    held, size, turned, frames = [], (0, 0), 1, 0
    for kind, body in _chunks(data):
        if kind == b"":
            held.append(Held("outside", f"{len(body):,} bytes behind its end", body))
        elif kind in _PICTURE:
            kept.append((kind, body))
            frames += kind in (b"ANMF", b"VP8 ", b"VP8L")
            size = size if any(size) else _size(kind, body)
            if frames > 1:
                held.append(Held("frame", f"frame {frames}"))
                frames = 1
            if kind == b"ALPH" or (kind == b"VP8L" and body[4] & 0x10):
                held.append(Held("alpha", "transparency that cannot be looked under"))
        elif kind == b"VP8X":
            size = int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
        elif kind == b"ICCP":
            kept.append((kind, icc.bare(body)))
            if words := icc.odd_words(body):
                held.append(Held("metadata", "a colour profile with a name of its own", words.encode()))
        else:
            if kind == b"EXIF":
                said = exif.read(body.removeprefix(b"Exif\0\0"))
                turned = said.orientation
                if said.thumbnail:
                    held.append(Held("thumbnail", "a small picture of it in EXIF", said.thumbnail))
                if body == exif.upright(turned):
                    continue
            what = {b"EXIF": "EXIF", b"XMP ": "XMP"}.get(kind, "a block of a program")
            held.append(Held("metadata", what, body))
    if not any(size) or not frames:
        raise ValueError("a WebP without a picture")
    return Picture(*size, tuple(held), _written(kept, size, turned)).turned(turned)


def _written(kept: list[tuple[bytes, bytes]], size: tuple[int, int], turned: int) -> bytes:
    kinds = {kind for kind, body in kept if body}
    if turned > 1:
        kept = [*kept, (b"EXIF", exif.upright(turned))]
    flags = 32 * (b"ICCP" in kinds) + 16 * (b"ALPH" in kinds) + 2 * (b"ANIM" in kinds) + 8 * (turned > 1)
    if flags or kinds - {b"VP8 ", b"VP8L"}:
        head = struct.pack("<I", flags) + b"".join((side - 1).to_bytes(3, "little") for side in size)
        kept = [(b"VP8X", head), *kept]
    body = b"".join(
        kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2) for kind, body in kept if body
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each chunk, then an empty kind with what follows the end."""
    (size,) = struct.unpack("<I", data[4:8])
    end, at = size + 8, 12
    while at + 8 <= min(end, len(data)):
        kind, (length,) = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])
        stop = at + 8 + length
        if stop > len(data):
            raise ValueError("a WebP that ends early")
        yield kind, data[at + 8 : stop]
        at = stop + length % 2
    if data[max(end, 12) :].strip(b"\0\r\n "):
        yield b"", data[max(end, 12) :]


def _size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0
