# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words: of bytes, and whether a text can be read on the pages anyway. A title or bookmark in words that pages show gives nothing away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

_REDACTED = re.compile(
    r"\[Redacted(?:: (?:section|regulation|exemption) [0-9A-Z()a-z]{1,16}"
    r"(?: or (?:section|regulation|exemption) [0-9A-Z()a-z]{1,16})*)?\]"
)


def normal(text: str) -> str:
    """Lower-case letters and digits only, ligatures and widths resolved, single spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def printable(data: bytes) -> str:
    """The letters of the first 200 bytes, for whoever is told what could be recovered."""
    return "".join(chr(byte) for byte in data[:200] if 32 <= byte < 127)


class Vocabulary:
    """Texts that a reader sees."""

    def __init__(self, texts: Iterable[str]):
        words = normal(" ".join(texts)).split()
        self._pairs = set(pairwise(words))
        self._run = "".join(words)

    def shows(self, text: str) -> bool:
        """True when the words of `text` stand in the visible text in a row, or each beside one of its neighbours.

        First names and surnames are all over a record, so words one by one would say too little: “Ann Brown” is shown
        where these two stand side by side.
        """
        if _REDACTED.fullmatch(text.strip()):  # said instead of a box, whose label is shorter
            return True
        words = normal(text).split()
        if "".join(words) in self._run:
            return True
        pairs = [pair in self._pairs for pair in pairwise(words)]
        return bool(pairs) and all(left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True))
