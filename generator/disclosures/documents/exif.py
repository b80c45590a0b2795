# SPDX-License-Identifier: AGPL-3.0-or-later
"""EXIF (JEITA CP-3451): the two things in it that matter here, which way up the picture is and a small copy of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_ORIENTATION, _THUMB_AT, _THUMB_SIZE, _STRIPS = 0x0112, 0x0201, 0x0202, 0x0111


@dataclass(frozen=True)
class Exif:
    """`orientation` is 1 to 8 (1: as stored); `thumbnail` the small picture's bytes, or a mark that there is one."""

    orientation: int
    thumbnail: bytes


def read(body: bytes) -> Exif:
    """What a block of EXIF says, from its byte-order mark on. A broken one says nothing."""
    try:
        order, first = _head(body)
        entries, after = _directory(body, order, first)
        tags = dict(entries)
        orientation = struct.unpack(order + "H", tags.get(_ORIENTATION, b"\0\0\0\0")[:2])[0]
        small = dict(_directory(body, order, after)[0]) if after else {}
    except (struct.error, ValueError):
        return Exif(1, b"")
    thumbnail = b""
    if _THUMB_AT in small and _THUMB_SIZE in small:
        at, size = (struct.unpack(order + "I", small[tag])[0] for tag in (_THUMB_AT, _THUMB_SIZE))
        thumbnail = body[at : at + size]
    elif _STRIPS in small:
        thumbnail = b"uncompressed"
    return Exif(orientation if 1 <= orientation <= 8 else 1, thumbnail)


def upright(orientation: int) -> bytes:
    """EXIF that tells which way up the picture is, and nothing else; empty when it is as stored."""
    if orientation == 1:
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _head(body: bytes) -> tuple[str, int]:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(body[:4])
    if order is None:
        raise ValueError("no byte order")
    return order, struct.unpack(order + "I", body[4:8])[0]


def _directory(body: bytes, order: str, at: int) -> tuple[list[tuple[int, bytes]], int]:
    """(tag, its four bytes of value) of each entry, and where the next directory begins (0: nowhere)."""
    (count,) = struct.unpack(order + "H", body[at : at + 2])

    def entries() -> Iterator[tuple[int, bytes]]:
        for start in range(at + 2, at + 2 + 12 * count, 12):
            yield struct.unpack(order + "H", body[start : start + 2])[0], body[start + 8 : start + 12]

    found = list(entries())
    end = at + 2 + 12 * count
    return found, struct.unpack(order + "I", body[end : end + 4])[0] if len(body) >= end + 4 else 0
