# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the pictures of these tests byte by byte."""

from __future__ import annotations

import struct
import zlib

import pymupdf

SECRET = b"Harbottle"


def dots(kind: str, side: int = 16) -> bytes:
    """A grey picture, `png` or `jpg`."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, side, side))
    pixels.clear_with(90)
    return pixels.tobytes(kind)


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    plain = dots("jpg")
    return plain[:2] + b"".join(segments) + plain[2:] + tail


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*extra: bytes, tail: bytes = b"") -> bytes:
    plain = dots("png")
    end = plain.rindex(b"IEND") - 4
    return plain[:end] + b"".join(extra) + plain[end:] + tail


def raw_png(width: int, height: int, colour: int, rows: bytes, *extra: bytes, interlaced: bool = False) -> bytes:
    """A PNG of eight bits; `rows` with a filter byte before each row. `extra` stands before the rows."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, interlaced)
    body = chunk(b"IHDR", head) + b"".join(extra) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def webp(*extra: bytes, alpha: bool = False) -> bytes:
    bits = b"\x2f" + (0x10000000 * alpha).to_bytes(4, "little") + b"\0"
    return riff(b"VP8L" + struct.pack("<I", len(bits)) + bits, *extra)


def riff(*chunks: bytes) -> bytes:
    body = b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


FRAME = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"


def gif(*blocks: bytes, tail: bytes = b"") -> bytes:
    return b"GIF89a\x01\0\x01\0\0\0\0" + FRAME + b"".join(blocks) + b";" + tail


def exif(*entries: tuple[int, int, bytes], thumbnail: bytes = b"") -> bytes:
    """EXIF with entries of (tag, type, value of at most four bytes), and a small picture."""
    first = struct.pack(">H", len(entries))
    first += b"".join(
        struct.pack(">HHI", tag, kind, len(value) if kind == 2 else 1) + value.ljust(4, b"\0")
        for tag, kind, value in entries
    )
    at = 8 + len(first) + 4
    if not thumbnail:
        return b"MM\0*\0\0\0\x08" + first + bytes(4)
    second = struct.pack(">H", 2) + struct.pack(">HHII", 0x0201, 4, 1, at + 30)
    second += struct.pack(">HHII", 0x0202, 4, 1, len(thumbnail)) + bytes(4)
    return b"MM\0*\0\0\0\x08" + first + struct.pack(">I", at) + second + thumbnail


def tiff(*pages: dict[int, tuple[int, int, bytes]]) -> bytes:
    """Pages of 2 by 2 grey pixels, each with further tags: (type, number, value)."""
    out = b"II*\0" + struct.pack("<I", 8)
    for index, more in enumerate(pages):
        at = len(out)
        tags = {256: (3, 1, b"\2\0"), 257: (3, 1, b"\2\0"), 258: (3, 1, b"\x08\0"), 259: (3, 1, b"\1\0"),
                262: (3, 1, b"\1\0"), 277: (3, 1, b"\1\0"), 278: (3, 1, b"\2\0"), 279: (4, 1, struct.pack("<I", 4))}  # fmt: skip
        tags |= more
        after = at + 2 + 12 * (len(tags) + 1) + 4
        tags[273] = (4, 1, struct.pack("<I", after))
        body, data = b"", bytes([10, 20, 30, 40])
        for tag, (kind, number, value) in sorted(tags.items()):
            if len(value) > 4:
                place = after + len(data)
                data += value
                value = struct.pack("<I", place)
            body += struct.pack("<HHI", tag, kind, number) + value.ljust(4, b"\0")
        end = after + len(data)
        out += struct.pack("<H", len(tags)) + body + struct.pack("<I", end if index + 1 < len(pages) else 0) + data
    return out


JPEG = dots("jpg")
LEAKY = {
    "a JPEG with EXIF": jpeg(segment(0xE1, b"Exif\0\0" + SECRET)),
    "a JPEG with a comment": jpeg(segment(0xFE, SECRET)),
    "a JPEG with something after its end": jpeg(tail=SECRET),
    "a PNG with a text": png(chunk(b"tEXt", b"Author\0" + SECRET)),
    "a PNG with EXIF": png(chunk(b"eXIf", SECRET)),
    "a PNG that was cropped on top of itself": png(tail=SECRET),
}
"""Pictures that tell more than they show, for documents that carry them."""
