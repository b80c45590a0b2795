# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's letters in reading order with their places, joined to a text that can be searched across line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .pdf import Page, engine
from .shapes import Box

_HYPHENS = "-\u00ad\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter: its character, the band of the line that it fills (no higher than small letters are), and its line."""

    char: str
    band: Box
    whole: Box
    line: int


class PageText:
    """What a page says, for searching."""

    def __init__(self, page: Page):
        self.number = page.number
        self.signs = tuple(_signs(page))

    @cached_property
    def _texts(self) -> tuple[tuple[str, list[int]], ...]:
        """The text with each character's letter, twice: words parted by a hyphen joined, and as they stand."""
        return tuple(self._joined(drop) for drop in (True, False))

    @property
    def text(self) -> str:
        return self._texts[0][0]

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, list[Box]]]:
        """(words found, their bands, one for each line)."""
        seen = set()
        for text, places in self._texts:
            for match in pattern.finditer(text):
                letters = tuple(dict.fromkeys(place for place in places[match.start() : match.end()] if place >= 0))
                if letters and letters not in seen:
                    seen.add(letters)
                    yield match[0], self._bands(letters)

    def under(self, box: Box) -> str:
        """The words under a box, in reading order."""
        text, places = self._texts[0]
        inside = [at for at, place in enumerate(places) if place >= 0 and _covered(self.signs[place].whole, box)]
        out = ""
        for last, at in zip([None, *inside], inside, strict=False):
            out += " " if last is not None and (at - last > 1) else ""
            out += text[at]
        return " ".join(out.split())

    def _bands(self, letters: tuple[int, ...]) -> list[Box]:
        bands: dict[int, Box] = {}
        for place in letters:
            sign = self.signs[place]
            bands[sign.line] = bands[sign.line].around(sign.band) if sign.line in bands else sign.band
        return list(bands.values())

    def _joined(self, drop: bool) -> tuple[str, list[int]]:
        text: list[str] = []
        places: list[int] = []

        def put(chars: str, place: int) -> None:
            for char in chars:
                if char.isspace() and (not text or text[-1] == " "):
                    continue
                text.append(" " if char.isspace() else char)
                places.append(place)

        for at, sign in enumerate(self.signs):
            if at and sign.line != self.signs[at - 1].line:
                hyphen = bool(text) and text[-1] in _HYPHENS and sign.char.isalpha()
                if hyphen and drop:
                    text.pop()
                    places.pop()
                elif not hyphen:
                    put(" ", -1)
            put(unicodedata.normalize("NFKC", sign.char).replace("\u00ad", ""), at)
        return "".join(text), places


def _covered(letter: Box, box: Box) -> bool:
    shared = letter.shared(box)
    return shared.width >= 0.2 * max(letter.width, 0.01) and shared.height >= 0.15 * letter.height and shared.area > 0


def _signs(page: Page) -> Iterator[Sign]:
    lib = engine()
    flags = lib.TEXT_PRESERVE_WHITESPACE | lib.TEXT_CLIP | lib.TEXT_IGNORE_ACTUALTEXT
    number = 0
    for block in page._page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            number += 1
            for span in line["spans"]:
                for char in span["chars"]:
                    band = _band(char, span["size"], line["dir"])
                    yield Sign(char["c"], page._box(band), page._box(char["bbox"]), number)


def _band(char: dict[str, Any], size: float, along: tuple[float, float]) -> tuple[float, float, float, float]:
    """From a little below the line's foot to half a letter above it; the whole box for slanted lines."""
    (x0, y0, x1, y1), (x, y) = char["bbox"], char["origin"]
    if abs(along[0]) > 0.99:
        up = 1 if along[0] > 0 else -1
        low, high = y + 0.1 * size * up, y - 0.5 * size * up
        return x0, min(low, high), x1, max(low, high)
    if abs(along[1]) > 0.99:
        right = 1 if along[1] > 0 else -1
        low, high = x - 0.1 * size * right, x + 0.5 * size * right
        return min(low, high), y0, max(low, high), y1
    return x0, y0, x1, y1
