# SPDX-License-Identifier: AGPL-3.0-or-later
"""The blocks of a GIF file (GIF89a)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from . import gif_pixels
from .picture_parts import Held, Picture

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def read(data: bytes) -> Picture:
    """The picture and what it holds besides. An animation stays one: its frames are told. Raises ValueError."""
    width, height = struct.unpack("<HH", data[6:10])
    kept, held, frames = b"", [], 0
    for label, block in _blocks(data):
        if label == 0x2C:
            frames += 1
            left, top, wide, high = struct.unpack("<HHHH", block[1:9])
            if left + wide > width or top + high > height:
                raise ValueError("a frame beyond the picture")
            if frames > 1:
                held.append(Held("frame", f"frame {frames}"))
            start = 10 + _table(block[9]) + 1
            coded = gif_pixels.joined(block[start:])
            used = gif_pixels.end(coded, block[start - 1], wide * high)
            if coded[used:].strip(b"\0"):
                held.append(Held("outside", f"{len(coded) - used:,} bytes behind the end of a frame", coded[used:]))
            if used < len(coded):
                block = block[:start] + gif_pixels.in_blocks(coded[:used])
        if label in (0, 0x2C, 0x3B, 0xF9) or (label == 0xFF and block[3:14] in _LOOPS):
            kept += block
        elif label < 0:
            held.append(Held("outside", f"{len(block):,} bytes behind its end", block))
        else:
            held.append(Held("metadata", "a comment" if label == 0xFE else "a block of a program", block[2:]))
    if not frames or not width or not height:
        raise ValueError("a GIF without a picture")
    return Picture(width, height, tuple(held), kept)


def _blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(label, block): 0 for the head, 0x2C for a frame, 0x3B for the end, -1 for what follows it."""
    at = 13 + _table(data[10])
    yield 0, data[:at]
    while data[at] != 0x3B:
        start, label = at, data[at]
        if label == 0x21:
            label, at = data[at + 1], at + 2
        elif label == 0x2C:
            at += 10 + _table(data[at + 9]) + 1
        else:
            raise ValueError("an unknown block in a GIF")
        while data[at]:
            at += data[at] + 1
        at += 1
        yield label, data[start:at]
    yield 0x3B, b"\x3b"
    if data[at + 1 :].strip(b"\0\r\n "):
        yield -1, data[at + 1 :]


def _table(flags: int) -> int:
    """The length of a table of colours, in bytes."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
