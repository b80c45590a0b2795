# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts folded so that a term is met however it is written: case, accents, ligatures, hyphens and spaces do not count.

    Har-           har            “harbottle” is the same letters as two pieces that follow each other, so a line
    bottle    ─►   bottle    ─►   end, an e-mail address or a tag in the middle of a name cannot hide it
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_INSIDE = "\u0300-\u036f\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
"""Marks and invisible characters that stand within a word."""
_WORD = re.compile(f"(?:[^\\W_]|[{_INSIDE}])+")
_DROPPED = re.compile(f"[{_INSIDE}]")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PIECE = re.compile("[^\\W\\d_]+|\\d+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
Piece = tuple[str, int]
"""Folded letters or digits, and where their word starts in the text."""


@lru_cache(100_000)
def _split(word: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", word))
    plain = re.sub(r"(?<=[a-z\u00df-\u00ff])(?=[A-Z\u00c0-\u00de])", " ", plain)
    plain = _WITHOUT_SPACES.sub(r" \g<0> ", plain)
    letters = "".join(one for one in unicodedata.normalize("NFKD", plain.casefold()) if not unicodedata.combining(one))
    return tuple(_PIECE.findall(letters.translate(_LETTERS)))


def pieces(text: str) -> list[Piece]:
    """The text as folded pieces, in order."""
    return [(piece, word.start()) for word in _WORD.finditer(text) for piece in _split(word[0])]


def letters(text: str) -> str:
    """All folded letters and digits of `text`, without spaces."""
    return "".join(piece for piece, _ in pieces(text))


def windows(text: str, most: int, shortest: int, longest: int) -> Iterator[Piece]:
    """Every run of up to `most` pieces whose letters number `shortest` to `longest`, and where it starts."""
    found = pieces(text)
    yield from _windows(found, most, shortest, longest)
    spaced = _spaced(found)
    if len(spaced) < len(found):
        yield from _windows(spaced, most, shortest, longest)


def _windows(found: list[Piece], most: int, shortest: int, longest: int) -> Iterator[Piece]:
    for place, (_, offset) in enumerate(found):
        run = ""
        for piece, _ in found[place : place + most]:
            run += piece
            if len(run) > longest:
                break
            if len(run) >= shortest:
                yield run, offset


def _spaced(found: list[Piece]) -> list[Piece]:
    """Three or more single letters in a row as one piece: a word set with a space after each letter."""
    joined: list[Piece] = []
    run: list[Piece] = []
    for one in [*found, ("", -1)]:
        if len(one[0]) == 1:
            run.append(one)
            continue
        joined += [("".join(letter for letter, _ in run), run[0][1])] if len(run) > 2 else run
        run = []
        if one[0]:
            joined.append(one)
    return joined
