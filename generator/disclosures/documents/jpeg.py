# SPDX-License-Identifier: AGPL-3.0-or-later
"""The segments of a JPEG file (ITU-T T.81, annex B): what it tells about itself, and the same picture without that.

Only segments that make the picture are kept, by a list of what is known to do so. Pixels are drawn anew only where rows
lie below the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import exif, icc, jpeg_rows
from .picture_parts import Held, Picture

_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_KEPT = _SIZES | {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF, 0xDA, 0xD9}
"""Tables, sizes, scans and the end."""
_SCAN, _END, _COMMENT, _CODED, _STRAY = 0xDA, 0xD9, 0xFE, -1, -2
_MARK = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_PROFILE = b"ICC_PROFILE\0"


def read(data: bytes) -> Picture:
    """The picture and what it holds besides. Raises ValueError when the file is not whole."""
    kept, held, size, ended = _sorted(data)
    if not ended or not size[0] or not size[1]:
        raise ValueError("a JPEG without end or size")
    turned = next((exif.read(one[10:]).orientation for one in kept if one[:2] == b"\xff\xe1"), 1)
    bare = b"".join(kept)
    head = next(start for marker, start, _ in _segments(bare) if marker in _SIZES)
    # arithmetic coding (SOF9 and later) has no end that a decoder could tell
    if bare[head + 1] <= 0xC2 and (shorter := jpeg_rows.bare(bare, head, *size)):
        held.append(Held("outside", "rows below its last one"))
        about = [one for one in kept if one[:2] in (b"\xff\xe1", b"\xff\xe2")]
        drawn = _sorted(shorter)[0]
        bare = b"".join([drawn[0], *about, *(one for one in drawn[1:] if one[:2] not in (b"\xff\xe1", b"\xff\xe2"))])
    return Picture(*size, tuple(held), bare).turned(turned)


def metadata(data: bytes) -> tuple[bytes, ...]:
    """Every segment that is not needed to show the picture, and what follows its end; also of a damaged file."""
    return tuple(held.data for held in _sorted(data)[1]) if data.startswith(b"\xff\xd8") else ()


def without_metadata(data: bytes) -> bytes:
    """The same picture, bit for bit, without `metadata`; also of a damaged file."""
    return b"".join(_sorted(data)[0]) if data.startswith(b"\xff\xd8") else data


def _sorted(data: bytes) -> tuple[list[bytes], list[Held], tuple[int, int], bool]:
    """(what is kept, what is not, (width, height), whether it has an end)"""
    kept, held, size, ended, more = [b"\xff\xd8"], [], (0, 0), False, False
    profile = b""
    for marker, start, end in _segments(data):
        whole, body = data[start:end], data[start + 4 : end]
        if marker in _SIZES and size == (0, 0):
            size = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            if len(body) > 14 or body[12:14].strip(b"\0"):
                held.append(Held("thumbnail", "a small picture of it", body[14:]))
            kept.append(b"\xff\xe0\0\x10" + body[:12].ljust(12, b"\0") + b"\0\0")
        elif marker == 0xE1 and body.startswith(b"Exif\0"):
            kept.append(_upright(body, held))
        elif marker == 0xE2 and body.startswith(_PROFILE):
            profile += body[14:]
            if body[12:13] == body[13:14]:  # the last part
                kept += _profile(profile, held)
                profile = b""
        elif marker == 0xEE and body.startswith(b"Adobe"):
            kept.append(b"\xff\xee\0\x0e" + body[:12])
            if len(body) > 12:
                held.append(Held("metadata", "a block of a program", body[12:]))
        elif marker == _END:
            ended = True
            kept.append(whole)
            held += _after(data[end:], more)
        elif marker in _KEPT or marker == _CODED:
            kept.append(whole)
        else:
            more = more or body.startswith(b"MPF\0")
            held += _besides(marker, body, whole)
    return kept, held, size, ended


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end); `_CODED` for the picture's data after a scan's head, `_STRAY` for what is nothing."""
    at = 2
    while at < len(data):
        mark = _MARK.match(data, at)
        if mark is None:
            found = _MARK.search(data, at)
            end = found.start() if found else len(data)
            if data[at:end].strip(b"\xff\0"):
                yield _STRAY, at, end
            at = end
            continue
        marker = data[at + 1]
        if marker == _END:
            yield marker, at, at + 2
            return
        end = at + 2 if marker == 0x01 else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        end = min(max(end, at + 2), len(data))
        yield marker, at, end
        at = end
        if marker == _SCAN:
            found = _MARK.search(data, at)
            at = found.start() if found else len(data)
            yield _CODED, end, at


def _upright(body: bytes, held: list[Held]) -> bytes:
    said = exif.read(body[6:])
    short = exif.upright(said.orientation)
    if body[6:] != short:
        held.append(Held("metadata", "EXIF", body))
    if said.thumbnail:
        held.append(Held("thumbnail", "a small picture of it in EXIF", said.thumbnail))
    return b"\xff\xe1" + (len(short) + 8).to_bytes(2, "big") + b"Exif\0\0" + short if short else b""


def _profile(profile: bytes, held: list[Held]) -> list[bytes]:
    if words := icc.odd_words(profile):
        held.append(Held("metadata", "a colour profile with a name of its own", words.encode()))
    short = icc.bare(profile)
    parts = [short[at : at + 65_000] for at in range(0, len(short), 65_000)]
    return [
        b"\xff\xe2" + (len(part) + 16).to_bytes(2, "big") + _PROFILE + bytes([number, len(parts)]) + part
        for number, part in enumerate(parts, 1)
    ]


def _besides(marker: int, body: bytes, whole: bytes) -> Iterator[Held]:
    if marker == _STRAY:
        yield Held("outside", "bytes between its parts", whole)
    elif marker == _COMMENT:
        yield Held("metadata", "a comment", body)
    elif body.startswith(b"http://ns.adobe.com/xap/"):
        yield Held("metadata", "XMP", body)
        if b"xmpGImg:image" in body:
            yield Held("thumbnail", "a small picture of it in XMP", body)
    elif body.startswith(b"Photoshop 3.0\0"):
        yield Held("metadata", "IPTC", body)
        if b"8BIM\x04\x0c" in body or b"8BIM\x04\x09" in body:
            yield Held("thumbnail", "a small picture of it by Photoshop", body)
    elif body.startswith(b"JFXX\0"):
        yield Held("thumbnail", "a small picture of it", body)
    else:
        yield Held("metadata", "a block of a program", body)


def _after(tail: bytes, more: bool) -> Iterator[Held]:
    if more and tail.find(b"\xff\xd8\xff") >= 0:
        yield Held("frame", "a further picture behind the first", tail)
    elif tail.strip(b"\0\r\n "):
        yield Held("outside", f"{len(tail):,} bytes behind its end", tail)
