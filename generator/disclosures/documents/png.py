# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chunks of a PNG file (W3C PNG, third edition), and the pixels that its transparency hides."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from . import exif, icc, png_pixels
from .picture_parts import Held, Picture

_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD", b"acTL",
            b"fcTL", b"fdAT", b"cICP"}  # fmt: skip
_WORDS = {b"tEXt", b"zTXt", b"iTXt"}
_MOST_PROFILE = 4_000_000


def size(data: bytes) -> tuple[int, int]:
    """Width and height that the head states. Raises struct.error."""
    return struct.unpack(">II", data[16:24])


def read(data: bytes) -> Picture:
    """The picture and what it holds besides. Raises ValueError or zlib.error when the file is not whole."""
    kept: list[tuple[bytes, bytes]] = []
    held, turned, frames = [], 1, 0
    for kind, body in _chunks(data):
        if kind == b"":
            held.append(Held("outside", f"{len(body):,} bytes behind its end", body))
        elif kind in _PICTURE:
            kept.append((kind, body))
            frames += kind == b"fcTL"
        elif kind == b"iCCP":
            profile = zlib.decompressobj().decompress(body[body.index(b"\0") + 2 :], _MOST_PROFILE)
            if words := icc.odd_words(profile):
                held.append(Held("metadata", "a colour profile with a name of its own", words.encode()))
            if short := icc.bare(profile):
                kept.append((kind, b"icc\0\0" + png_pixels.deflate(short)))
        else:
            if kind == b"eXIf":
                said = exif.read(body)
                turned = said.orientation
                if said.thumbnail:
                    held.append(Held("thumbnail", "a small picture of it in EXIF", said.thumbnail))
                if body == exif.upright(turned):
                    continue
            what = "EXIF" if kind == b"eXIf" else "a text" if kind in _WORDS else "a block of a program"
            held.append(Held("metadata", what, _unpacked(kind, body)))
    order = [kind for kind, _ in kept if kind in (b"fcTL", b"IDAT")]
    frames += frames > 0 and order[0] == b"IDAT"  # shown only where animations are not known
    held += [Held("frame", f"frame {number}") for number in range(2, frames + 1)]
    kept, hidden = png_pixels.look(kept)
    bare = with_orientation(data[:8] + b"".join(map(_whole, kept)), turned)
    return Picture(*size(data), tuple(held + hidden), bare).turned(turned)


def with_orientation(data: bytes, turned: int) -> bytes:
    """A bare PNG that also tells which way up it is (EXIF's 1 to 8); its head is always 33 bytes long."""
    return data[:33] + _whole((b"eXIf", exif.upright(turned))) + data[33:] if 1 < turned <= 8 else data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each chunk, then an empty kind with what follows the end."""
    at, kind = 8, b""
    while at + 12 <= len(data) and kind != b"IEND":
        (length,) = struct.unpack(">I", data[at : at + 4])
        first, kind, body = kind == b"", data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (stated,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if zlib.crc32(kind + body) != stated or (kind == b"IHDR") != first:
            raise ValueError("checksum or order of PNG chunks")
        yield kind, body
        at += 12 + length
    if kind != b"IEND":
        raise ValueError("a PNG without end")
    if data[at:].strip(b"\0\r\n "):
        yield b"", data[at:]


def _whole(chunk: tuple[bytes, bytes]) -> bytes:
    kind, body = chunk
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _unpacked(kind: bytes, body: bytes) -> bytes:
    """The words of a packed text, for whoever is told what could be recovered."""
    if kind != b"zTXt":
        return body
    key, _, packed = body.partition(b"\0")
    return key + b" " + zlib.decompressobj().decompress(packed[1:], 10_000)
