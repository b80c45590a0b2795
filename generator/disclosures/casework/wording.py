# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a text holds certain words, asked so that the usual answer, no, costs next to nothing.

A pattern that ignores capitals, or that may begin anywhere, is tried at every letter of a text; a plain search for a word
is many times as fast. So checks first ask for what their pattern cannot do without.
"""

from __future__ import annotations

_ALSO = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))
"""Letters that a pattern with re.I takes for an ASCII letter, and that lower() alone does not turn into it."""


def folded(text: str) -> str:
    """The text in small letters, so that an ASCII word stands in it wherever a pattern with re.I would find that word.

    Every letter keeps its place.
    """
    for letter, plain in () if text.isascii() else _ALSO:
        text = text.replace(letter, plain)
    return text.lower()


def says(text: str, *words: str, whole: bool = True) -> bool:
    """Whether one of `words` stands in the folded `text`: as a whole word, or at least at the beginning of one."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not (_in_word(text[at - 1 : at]) or (whole and _in_word(text[end : end + 1]))):
                return True
            at = text.find(word, at + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
