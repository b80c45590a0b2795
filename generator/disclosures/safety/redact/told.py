# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a text tells what was taken away: the words that were marked, or words that stood only there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from .. import folding

_SHORTEST = 4


class Removed:
    """Everything that was taken from a file, and what its pages still say.

    `terms` are the words that marks named. `passages` are whatever stood under boxes: of these a single word counts
    when it stands nowhere else on the pages, and two in a row when they stand so nowhere else.
    """

    def __init__(self, terms: Iterable[str], passages: Iterable[str], kept: Iterable[str]):
        self.terms = tuple(dict.fromkeys(term for term in map(_words, terms) if term))
        kept_words = [word for text in kept for word in (*_words(text), "")]
        known, pairs = set(kept_words), set(pairwise(kept_words))
        self._words: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for passage in map(_words, passages):
            self._words.update(word for word in passage if len(word) >= _SHORTEST and word not in known)
            self._pairs.update(pair for pair in pairwise(passage) if pair not in pairs and len("".join(pair)) >= _SHORTEST)

    def tells(self, text: str) -> bool:
        """Whether `text` says any of it."""
        words = _words(text)
        if not words:
            return False
        if any(holds(words, term) for term in self.terms):
            return True
        return not self._words.isdisjoint(words) or not self._pairs.isdisjoint(pairwise(words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(piece for piece, _ in folding.pieces(text))


def holds(words: tuple[str, ...], term: tuple[str, ...]) -> bool:
    """Whether the term's words stand in a row in `words`, or run together when they are long enough to mean it."""
    size = len(term)
    if any(words[at : at + size] == term for at in range(len(words) - size + 1)):
        return True
    joined = "".join(term)
    return len(joined) > 5 and joined in "".join(words)


def words(text: str) -> tuple[str, ...]:
    """A text as folded words, for `holds`."""
    return _words(text)
