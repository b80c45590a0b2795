# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names and numbers that are hidden in one place and stand in clear in another.

It can only be known of words that were hidden and can still be read. What was removed well has left nothing to compare
with: then only a list of withheld terms helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..documents import redaction_boxes
from . import folding

HIDING = frozenset({"OVERLAY-TEXT", "OVERLAY-ANNOT", "OVERLAY-SHAPE", "OCR-LAYER", "INVISIBLE-TEXT", "OFFICE-INVISIBLE"})
"""Rules whose findings hold words that somebody meant to remove."""
_SHORTEST, _LONGEST = 4, 60
_FEW = 6
"""Words; of a longer text only the names and numbers in it are looked for."""
_NAME = re.compile(r"(?:[A-Z\u00c0-\u00de][\w'\u2019-]*\.?(?:\s+(?:(?:de|der|van|von|da|di|al|bin|la|le)\s+)*)?)+")
_NUMBER = re.compile(r"[\w.+-]+@[\w.-]+\.\w+|\+?\d[\d ()/.-]{4,}\d")
_TITLE = re.compile(r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Cllr|Councillor|PC|DC|Sgt|DS|DI|Rev)\b\.?\s*")
_DATES = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip


class Recurring:
    """What to look for: names and numbers of hidden texts."""

    def __init__(self, hidden: Iterable[str], among: Sequence[str], known: Iterable[str] = ()):
        """`among` are the texts to be searched: a word that they write small somewhere is no name. `known` is public."""
        public = "".join(folding.letters(text) + "\0" for text in known)
        small = {folding.letters(word) for text in among for word in re.findall(r"\b[a-z\u00df-\u00ff]\w*", text)} | _DATES
        texts = [text for text in hidden if not redaction_boxes.told_in(text)]
        names = {name for text in texts for name in _names(text) if not {folding.letters(word) for word in name.split()} <= small}
        numbers = {number for text in texts for number in _NUMBER.findall(" ".join(text.split()))}
        self._numbers = {folding.letters(number) for number in numbers}
        self._sought = {
            letters
            for letters in {folding.letters(name) for name in names} | self._numbers
            if _SHORTEST <= len(letters) <= _LONGEST and letters not in public
        }
        self._most = max((len(folding.pieces(words)) for words in names | numbers), default=0) + 2

    def find(self, text: str) -> list[tuple[int, str]]:
        """(offset, the words as they stand there), in order; the longest of those that begin at one place."""
        if not self._sought:
            return []
        found: dict[int, int] = {}
        for letters, offset in folding.windows(text, self._most, _SHORTEST, _LONGEST):
            if letters in self._sought and (letters in self._numbers or not text[offset].islower()):
                found[offset] = max(found.get(offset, 0), len(letters))
        return [(offset, _words(text, offset, length)) for offset, length in _apart(sorted(found.items()))]


def _names(text: str) -> Iterator[str]:
    plain = " ".join(text.split())
    if len(plain.split()) <= _FEW and re.search(r"[A-Z\u00c0-\u00de]|\d{3}", plain):
        yield plain
    for match in _NAME.finditer(plain):
        name = _TITLE.sub("", match[0]).strip(" .'\u2019")
        words = name.split()
        if len(words) > 1:
            yield name
            yield words[-1]
        elif _TITLE.match(match[0]):
            yield name


def _apart(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without what begins inside of the one before, such as the surname of a whole name."""
    end = -1
    for offset, length in found:
        if offset >= end:
            yield offset, length
            end = offset + length


def _words(text: str, offset: int, length: int) -> str:
    """The words that `length` folded letters make up."""
    end = offset
    while end < len(text) and len(folding.letters(text[offset:end])) < length:
        end += 1
    return " ".join(text[offset:end].split())
