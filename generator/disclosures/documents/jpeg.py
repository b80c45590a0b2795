# SPDX-License-Identifier: AGPL-3.0-or-later
"""The segments of a JPEG file (ITU-T T.81, annex B): what it tells about itself, and the same picture without that."""

from __future__ import annotations

from collections.abc import Iterator

_KEPT_APPS = {0xE0, 0xE2, 0xEE}
"""JFIF, colour profile, and Adobe's colour transform: without them colours change."""
_COMMENT = 0xFE
_SCAN = 0xDA
_END = 0xD9


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment before the picture's data, then (0xDA, start, end of file)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _SCAN:
            yield marker, at, len(data)
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, min(end, len(data))
        at = end


def _is_metadata(marker: int, body: bytes) -> bool:
    if marker == _COMMENT:
        return True
    if marker == 0xE2:  # also used for multi-picture files, which hold more pictures
        return not body.startswith(b"ICC_PROFILE\0")
    return 0xE0 <= marker <= 0xEF and marker not in _KEPT_APPS


def metadata(data: bytes) -> tuple[bytes, ...]:
    """Every comment and application segment that is not needed to show the picture, and what follows its end."""
    found = [data[a + 4 : b] for marker, a, b in _segments(data) if _is_metadata(marker, data[a + 4 : b])]
    end = data.rfind(b"\xff\xd9")
    tail = data[end + 2 :].strip(b"\0\r\n ") if end > 0 else b""
    return tuple(found) + ((tail,) if tail else ())


def without_metadata(data: bytes) -> bytes:
    """The same picture, bit for bit, without `metadata`."""
    if not data.startswith(b"\xff\xd8"):
        return data
    kept = [b"\xff\xd8"]
    for marker, start, end in _segments(data):
        if not _is_metadata(marker, data[start + 4 : end]):
            kept.append(data[start:end])
    whole = b"".join(kept)
    end = whole.rfind(b"\xff\xd9")
    return whole[: end + 2] if end > 0 else whole
