# SPDX-License-Identifier: AGPL-3.0-or-later
"""How wide each letter of a PDF font is, told from the codes that page content shows (PDF 1.7, 9.6 to 9.7).

Only what is needed to know where letters stand: no outlines, no names. A font whose codes cannot be told apart raises
`Unknown`, and the page is then redacted in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .pdf import engine
from .pdf_structure import Array, Dictionary, Name, Stream

_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_TO_UNICODE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>(?:\s*<([0-9A-Fa-f]+)>)?")
_SPACES = {" ", "\u00a0"}


class Unknown(Exception):
    """A font whose letters cannot be placed: upright writing, or a table of codes that is not in the file."""


class Face:
    """A font as page content uses it: bytes in, codes and widths out. Widths are in units of the letter size."""

    def __init__(self, font: Any):
        self.font = font
        kind = font.get("/Subtype")
        self.wide = kind == Name.Type0
        self._widths: dict[int, float] = {}
        self._standard = ""
        if self.wide:
            if font.get("/Encoding") != Name("/Identity-H"):
                raise Unknown("its codes follow a table that is not in the file")
            self._read_wide(font)
        else:
            self._read_simple(font, kind)
        self.spaces = {code for code, text in to_unicode(font) if text in _SPACES} or ({32} if not self.wide else set())

    def codes(self, shown: bytes) -> Iterator[bytes]:
        """The codes in a shown string, each as its bytes."""
        step = 2 if self.wide else 1
        yield from (shown[at : at + step] for at in range(0, len(shown) - step + 1, step))

    def width(self, code: bytes) -> float:
        """How far a letter moves on, for letters of size 1."""
        number = int.from_bytes(code, "big")
        if number in self._widths:
            return self._widths[number]
        return _standard_width(self._standard, self._letter(number)) if self._standard else self._missing

    def is_space(self, code: bytes) -> bool:
        return int.from_bytes(code, "big") in self.spaces

    def _read_wide(self, font: Any) -> None:
        inner = font["/DescendantFonts"][0]
        self._missing = float(inner.get("/DW", 1000)) / 1000
        entries = list(inner.get("/W", Array()))
        while len(entries) > 1:
            first, second = int(entries.pop(0)), entries.pop(0)
            if isinstance(second, Array):
                self._widths.update((first + at, float(width) / 1000) for at, width in enumerate(second))
            elif entries:
                width = float(entries.pop(0)) / 1000
                self._widths.update(dict.fromkeys(range(first, min(int(second), first + 65535) + 1), width))

    def _read_simple(self, font: Any, kind: Any) -> None:
        per = 1000.0
        if kind == Name.Type3:
            per = 1 / (float(font["/FontMatrix"][0]) or 0.001)
        descriptor = font.get("/FontDescriptor")
        self._missing = float(descriptor.get("/MissingWidth", 0)) / per if isinstance(descriptor, Dictionary) else 0.0
        if isinstance(font.get("/Widths"), Array):
            first = int(font.get("/FirstChar", 0))
            self._widths.update((first + at, float(width) / per) for at, width in enumerate(font["/Widths"]))
        elif kind == Name.Type3:
            raise Unknown("it has no widths")
        else:
            self._standard = _standard_name(str(font.get("/BaseFont", "")))
            encoding = font.get("/Encoding")
            if isinstance(encoding, Dictionary):
                if "/Differences" in encoding:
                    raise Unknown("it has no widths")
                encoding = encoding.get("/BaseEncoding")
            self._codec = _CODECS.get(str(encoding), "latin-1")

    def _letter(self, number: int) -> str:
        return bytes([number]).decode(self._codec, "replace")


def to_unicode(font: Any) -> Iterator[tuple[int, str]]:
    """(code, text) of each entry of a font's /ToUnicode table; nothing when it has none."""
    table = font.get("/ToUnicode")
    if not isinstance(table, Stream):
        return
    raw = bytes(table.read_bytes())
    for part in re.finditer(rb"beginbf(char|range)(.*?)endbf", raw, re.DOTALL):
        if part[1] == b"char":
            for code, text, _ in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>()", part[2]):
                yield int(code, 16), utf16(text)
            continue
        for low, high, start in _TO_UNICODE.findall(part[2]):
            if start:
                first = utf16(start)
                for at in range(min(int(high, 16) - int(low, 16), 65535) + 1):
                    yield int(low, 16) + at, first[:-1] + chr(min(ord(first[-1]) + at, 0x10FFFF)) if first else ""
        for low, texts in re.findall(rb"<([0-9A-Fa-f]+)>\s*<[0-9A-Fa-f]+>\s*\[(.*?)\]", part[2], re.DOTALL):
            for at, text in enumerate(re.findall(rb"<([0-9A-Fa-f\s]*)>", texts)):
                yield int(low, 16) + at, utf16(text)


def utf16(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode()).decode("utf-16-be", "replace")


_FAMILIES = (("cour", "co"), ("mono", "co"), ("times", "ti"), ("serif", "ti"), ("roman", "ti"), ("symbol", "sy"), ("dingbats", "zd"))


def _standard_name(base: str) -> str:
    """The stand-in for one of the 14 standard fonts (PDF 1.7, 9.6.2.2), which may come without widths."""
    low = base.lower()
    family = next((short for word, short in _FAMILIES if word in low), "he")
    if family in ("sy", "zd"):
        return {"sy": "symb", "zd": "zadb"}[family]
    bold, slanted = "bold" in low, "italic" in low or "oblique" in low
    ends = {"he": ("lv", "bo", "it", "bi"), "ti": ("ro", "bo", "it", "bi"), "co": ("ur", "bo", "it", "bi")}
    return family + ends[family][bold + 2 * slanted]


@lru_cache(4096)
def _standard_width(name: str, letter: str) -> float:
    return _standard_font(name).glyph_advance(ord(letter))


@lru_cache
def _standard_font(name: str) -> Any:
    return engine().Font(name)


def text_width(text: str, size: float, name: str = "helv") -> float:
    """How wide a text is in a standard font, in points."""
    return sum(_standard_width(name, letter) for letter in text) * size
