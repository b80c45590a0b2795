# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words: of bytes, and whether a text can be read on the pages anyway. A title or bookmark in words that pages show gives nothing away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def normal(text: str) -> str:
    """Lower-case letters and digits only, ligatures and widths resolved, single spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def printable(data: bytes) -> str:
    """The letters of the first 200 bytes, for whoever is told what could be recovered."""
    return "".join(chr(byte) for byte in data[:200] if 32 <= byte < 127)


class Vocabulary:
    """Texts that a reader sees."""

    def __init__(self, texts: Iterable[str]):
        joined = normal(" ".join(texts))
        self._words = set(joined.split())
        self._run = joined.replace(" ", "")

    def shows(self, text: str) -> bool:
        """True when the words of `text` stand in the visible text, in a row or (up to 12 words) one by one."""
        wanted = normal(text)
        if not wanted:
            return True
        words = wanted.split()
        return wanted.replace(" ", "") in self._run or (len(words) <= 12 and all(word in self._words for word in words))
