# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures read byte by byte: size, what they tell about themselves, and the same picture without that.

No pixel is decoded, so nothing that a reader sees can change.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..problems import DocumentError
from . import jpeg
from .kind import Kind

_PNG_KEEPS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs",
              b"bKGD", b"acTL", b"fcTL", b"fdAT", b"cICP"}  # fmt: skip
_WEBP_DROPS = {b"EXIF", b"XMP "}
_WEBP_KEEPS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}


def metadata(data: bytes, kind: Kind, name: str = "picture") -> tuple[bytes, ...]:
    """Comments, EXIF, XMP and whatever else is not needed to show the picture. Raises DocumentError when damaged."""
    if kind is Kind.JPEG:
        _check_jpeg(data, name)
        return jpeg.metadata(data)
    return tuple(body for keep, _, body in _blocks(data, kind, name) if not keep)


def without_metadata(data: bytes, kind: Kind, name: str = "picture") -> bytes:
    """The same picture without `metadata`."""
    if kind is Kind.JPEG:
        _check_jpeg(data, name)
        return jpeg.without_metadata(data)
    out = b"".join(block for keep, block, _ in _blocks(data, kind, name) if keep)
    if kind is Kind.WEBP:
        if out[:4] == b"VP8X":  # say in its flags that EXIF (8) and XMP (4) are gone
            out = out[:8] + bytes([out[8] & ~12]) + out[9:]
        return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + out
    return out


def _blocks(data: bytes, kind: Kind, name: str) -> Iterator[tuple[bool, bytes, bytes]]:
    """(needed to show it, whole block, its body)"""
    try:
        yield from {Kind.PNG: _png, Kind.WEBP: _webp, Kind.GIF: _gif}[kind](data)
    except (struct.error, IndexError, ValueError) as error:
        raise DocumentError(
            Path(name), "this picture is damaged", "Open it in a picture program and save it again"
        ) from error


def _check_jpeg(data: bytes, name: str) -> None:
    if b"\xff\xda" not in data or b"\xff\xd9" not in data:
        raise DocumentError(Path(name), "this picture is damaged", "Open it in a picture program and save it again")


def _png(data: bytes) -> Iterator[tuple[bool, bytes, bytes]]:
    yield True, data[:8], b""
    at, ended = 8, False
    while at + 12 <= len(data) and not ended:
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (stated,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if zlib.crc32(kind + body) != stated:
            raise ValueError("checksum of a PNG chunk")
        yield kind in _PNG_KEEPS, data[at : at + 12 + length], body
        at += 12 + length
        ended = kind == b"IEND"
    if not ended:
        raise ValueError("a PNG without end")
    if data[at:]:
        yield False, data[at:], data[at:]


def _webp(data: bytes) -> Iterator[tuple[bool, bytes, bytes]]:
    (size,) = struct.unpack("<I", data[4:8])
    end, at = size + 8, 12
    while at + 8 <= min(end, len(data)):
        kind, (length,) = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])
        stop = at + 8 + length + length % 2
        if stop > len(data) + 1:
            raise ValueError("a WebP that ends early")
        yield kind in _WEBP_KEEPS and kind not in _WEBP_DROPS, data[at:stop], data[at + 8 : at + 8 + length]
        at = stop
    if data[end:]:
        yield False, data[end:], data[end:]


def _gif(data: bytes) -> Iterator[tuple[bool, bytes, bytes]]:
    flags = data[10]
    at = 13 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
    yield True, data[:at], b""
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x21:
            label, at = data[at + 1], at + 2
        elif data[at] == 0x2C:
            label, local = 0, data[at + 9]
            at += 10 + (3 * 2 ** ((local & 7) + 1) if local & 0x80 else 0) + 1
        else:
            raise ValueError("an unknown block in a GIF")
        first = data[at + 1 : at + 12]
        while data[at]:
            at += data[at] + 1
        at += 1
        looped = label == 0xFF and first in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
        yield label in (0, 0xF9) or looped, data[start:at], data[start + 2 : at]
    yield True, b"\x3b", b""
    if data[at + 1 :]:
        yield False, data[at + 1 :], data[at + 1 :]
