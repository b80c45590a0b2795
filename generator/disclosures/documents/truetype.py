# SPDX-License-Identifier: AGPL-3.0-or-later
"""TrueType fonts inside PDFs: which outlines they hold, and the same font with some of them emptied.

Nothing moves: an emptied outline is zeros, which draw nothing. Names of letters and the table from letters to outlines
go too, since a PDF that numbers its outlines itself does not read them (OpenType 1.9: glyf, loca, post, cmap).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

_NO_LETTERS = struct.pack(">HHHHI 7H HHHHH", 0, 1, 3, 1, 12, 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)
"""A table from letters to outlines, of the plainest kind (format 4), that knows none."""
_MORE, _WORDS, _SCALE, _TWO, _FOUR = 0x20, 0x01, 0x08, 0x40, 0x80


class TrueType:
    """One font. Raises ValueError and struct.error when it is damaged or of another kind."""

    def __init__(self, data: bytes):
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        entries = [struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count)]
        self.tables = {tag: (start, length) for tag, _, start, length in entries}
        if not {b"glyf", b"loca", b"head", b"maxp"} <= self.tables.keys():
            raise ValueError("not a font of TrueType outlines")
        glyphs = struct.unpack_from(">H", data, self.tables[b"maxp"][0] + 4)[0]
        long = struct.unpack_from(">h", data, self.tables[b"head"][0] + 50)[0]
        places = struct.unpack_from(f">{glyphs + 1}{'I' if long else 'H'}", data, self.tables[b"loca"][0])
        start, length = self.tables[b"glyf"]
        self.places = [start + place * (1 if long else 2) for place in places]
        if any(a > b for a, b in zip(self.places, self.places[1:], strict=False)) or self.places[-1] > start + length:
            raise ValueError("a font whose outlines overlap")

    def drawn(self) -> set[int]:
        """The numbers of the outlines that draw something, but for the first, which stands for a missing letter."""
        spans = enumerate(zip(self.places, self.places[1:], strict=False))
        return {number for number, (start, end) in spans if number and any(self.data[start:end])}

    def with_parts(self, numbers: Iterable[int]) -> set[int]:
        """These outlines and those that they are put together from: é is e and an accent."""
        found: set[int] = set()
        waiting = [number for number in numbers if number + 1 < len(self.places)]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting += [part for part in self._parts(number) if part + 1 < len(self.places)]
        return found

    def _parts(self, number: int) -> Iterator[int]:
        at, end = self.places[number], self.places[number + 1]
        if end - at < 10 or struct.unpack_from(">h", self.data, at)[0] >= 0:
            return
        at += 10
        flags = _MORE
        while flags & _MORE and at + 4 <= end:
            flags, part = struct.unpack_from(">HH", self.data, at)
            yield part
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _TWO else 8 if flags & _FOUR else 0

    def without(self, numbers: Iterable[int]) -> bytes:
        """The same font with these outlines empty, and without the names of any."""
        data = bytearray(self.data)
        for number in numbers:
            start, end = self.places[number], self.places[number + 1]
            data[start:end] = bytes(end - start)
        self._fill(data, b"post", b"\0\3\0\0" + self.data[self.tables.get(b"post", (0, 0))[0] :][4:32])
        self._fill(data, b"cmap", _NO_LETTERS)
        for at in range(12, 12 + 16 * len(self.tables), 16):
            tag, _, start, length = struct.unpack_from(">4sIII", data, at)
            if tag == b"head":  # its sum is that of the whole font, in another way
                continue
            padded = bytes(data[start : start + length]) + bytes(-length % 4)
            struct.pack_into(">I", data, at + 4, sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF)
        return bytes(data)

    def _fill(self, data: bytearray, tag: bytes, beginning: bytes) -> None:
        """Write a table anew where there is one, as long as before."""
        start, length = self.tables.get(tag, (0, 0))
        data[start : start + length] = beginning[:length].ljust(length, b"\0")
