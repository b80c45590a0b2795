# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colour profiles (ICC.1): the numbers that make the colours, without the words and the private parts.

A profile is named after whoever calibrated a screen as often as after a standard, and may hold any private tag.
"""

from __future__ import annotations

import re
import struct

_COLOUR = {b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm", b"lumi",
           b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"cicp", b"D2B0", b"D2B1", b"D2B2", b"D2B3",
           b"B2D0", b"B2D1", b"B2D2", b"B2D3"}  # fmt: skip
_USUAL = re.compile(
    r"sRGB|Adobe RGB|Display P3|ProPhoto|Rec\.? ?(709|2020)|Dot Gain|Gr[ae]y|FOGRA|SWOP|GRACoL|ISO Coated|Coated|Colour profile"
)
_NAME = "Colour profile"


def bare(profile: bytes) -> bytes:
    """The profile with its colours alone; empty when it is broken, as readers ignore such a one."""
    try:
        tags = _tags(profile)
    except (struct.error, ValueError):
        return b""
    version = profile[8]
    kept = sorted((name, body) for name, body in tags.items() if name in _COLOUR)
    kept += [(b"cprt", _text(version, b"text", "")), (b"desc", _text(version, b"desc", _NAME))]
    places: dict[bytes, int] = {}
    at, bodies, table = 132 + 12 * len(kept), b"", b""
    for name, body in kept:
        if body not in places:
            places[body] = at + len(bodies)
            bodies += body + bytes(-len(body) % 4)
        table += name + struct.pack(">II", places[body], len(body))
    # Without the maker of the program, the date, the device and the checksum; the rest of the head makes colours.
    head = bytes(4) + bytes(4) + profile[8:24] + bytes(12) + profile[36:40] + bytes(4) + profile[44:48] + bytes(16)
    head += profile[64:80] + bytes(48)
    whole = head + struct.pack(">I", len(kept)) + table + bodies
    return struct.pack(">I", len(whole)) + whole[4:]


def odd_words(profile: bytes) -> str:
    """The name of a profile that is none of the usual ones; empty for those."""
    try:
        body = _tags(profile).get(b"desc", b"")
    except (struct.error, ValueError):
        return "a broken colour profile"
    if body[:4] == b"mluc":
        name = body[28:].decode("utf-16-be", "replace")
    else:
        (length,) = struct.unpack(">I", body[8:12].rjust(4, b"\0"))
        name = body[12 : 12 + length].decode("latin-1")
    name = name.strip("\0 ")
    return "" if _USUAL.search(name) else name


def _tags(profile: bytes) -> dict[bytes, bytes]:
    if profile[36:40] != b"acsp":
        raise ValueError("not a colour profile")
    (count,) = struct.unpack(">I", profile[128:132])
    if count > 200:
        raise ValueError("too many tags")
    found = {}
    for start in range(132, 132 + 12 * count, 12):
        name, at, size = struct.unpack(">4sII", profile[start : start + 12])
        if at + size > len(profile):
            raise ValueError("a tag beyond the end")
        found[name] = profile[at : at + size]
    return found


def _text(version: int, old: bytes, words: str) -> bytes:
    if version >= 4:
        body = words.encode("utf-16-be")
        return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"GB", len(body), 28) + body
    body = words.encode() + b"\0"
    if old == b"text":
        return b"text" + bytes(4) + body
    return b"desc" + bytes(4) + struct.pack(">I", len(body)) + body + bytes(8 + 3 + 67)
