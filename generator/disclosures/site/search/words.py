# SPDX-License-Identifier: AGPL-3.0-or-later
"""From text to terms. theme/assets/search-words.js does the same, step for step; a test holds the two together.

1. Fold: compatibility forms and accents away (NFKD, so that Welsh ŵ and ŷ are w and y), apostrophes away, lower case.
2. Split: runs of letters and digits, at most `LONGEST` characters of each.
3. Stem: Snowball's English algorithm (https://snowballstem.org/algorithms/english/stemmer.html), for words of letters alone.
"""

from __future__ import annotations

import re
import unicodedata

import Stemmer

LONGEST = 40
REFERENCE = "="
"""Before a term that is a reference, or the end of one."""
LEAST_DIGITS = 3
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc\u2018`\u00b4")
_STEMMER = Stemmer.Stemmer("english")


def fold(text: str) -> str:
    """`text` without accents, apostrophes and capitals."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).lower()
        return "".join(c for c in text if not unicodedata.combining(c)) if not text.isascii() else text
    return text.replace("'", "").replace("`", "").lower()


_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`" else " " for code in range(128)}
"""Fold and split at once, for the text that is most common."""


def words(text: str) -> list[str]:
    """The words of a text in order, folded, as they are written."""
    return text.translate(_ASCII).split() if text.isascii() else _WORD.findall(fold(text))


class _Stems(dict[str, str]):
    """Each word's stem, worked out once."""

    def __missing__(self, word: str) -> str:
        short = word[:LONGEST]
        stem = self[word] = _STEMMER.stemWord(short) if short.isalpha() else short
        return stem


STEMS = _Stems()


def terms(text: str) -> list[str]:
    """The terms of a text in order."""
    return list(map(STEMS.__getitem__, words(text)))


def reference_terms(reference: str) -> tuple[str, ...]:
    """What a reader may type of `01.FOI.22.023334`: all of it or an end that starts at a part and has a few digits.

    `=01foi22023334`, `=foi22023334`, `=22023334`, `=023334` and, without leading noughts, `=23334`.
    """
    parts = words(reference)
    ends = {"".join(parts[start:]) for start in range(len(parts))}
    ends |= {end.lstrip("0") for end in ends}
    return tuple(sorted(REFERENCE + end for end in ends if sum(c.isdigit() for c in end) >= LEAST_DIGITS))


def hash32(text: str, seed: int = 0x811C9DC5) -> int:
    """FNV-1a of the UTF-8 bytes, mixed as MurmurHash3 ends: short words then fill the high bits evenly too."""
    value = seed
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16


SECOND = 0x9747B28C


COMMONEST = frozenset(terms(
    "the of and to in a an that this these those is was were are be been has have had for on as with by at from which or not "
    "they their them there when if more no so what into some could would only other than then also after any such before "
    "through where between because under each all"
))
"""English words that say nothing by themselves. They are found in titles and within phrases, and have no lists else."""


class _Hashes(dict[str, tuple[int, int]]):
    """Each term's two hashes: the first finds its shard, both name its own list."""

    def __missing__(self, term: str) -> tuple[int, int]:
        made = self[term] = (hash32(term), hash32(term, SECOND))
        return made


HASHES = _Hashes()
