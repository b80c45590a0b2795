# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made prose with the shape of real prose: a few words very often, most words rarely (Zipf's law), sentences of all lengths."""

from __future__ import annotations

import itertools
import random

OFTEN = (
    "the of and to in a that it is was for on as with by at be this from which or an were we are not have had its they "
    "has been one would all their there when if who more no out so what up into some could them can only other time about "
    "then made over also after any such our these first may those must before through where between because under each"
).split()
FIELD = (
    "request information record letter minutes meeting officer council committee report decision budget contract harbour "
    "school road bridge survey inspector complaint review notice section exemption interest public harm personal data "
    "search office archive annex briefing inquiry licence permit tender supplier invoice lease planning housing tenant "
    "flood drainage lighting parking library museum election register payroll pension training safety vehicle camera "
    "custody patrol station district ward parish warden evidence witness statement finding lesson recommendation policy"
).split()
_STARTS = "b c d f g h k l m n p r s t v w bl br ch cl cr dr fl fr gl gr pl pr sc sh sl sp st th tr".split()
_MIDDLES = "a e i o u ai ea ee oa ou ie".split()
_ENDS = ("", "", "", "", "b", "ck", "d", "g", "l", "ll", "m", "n", "nd", "ng", "nt", "p", "r", "rd", "s", "st", "t", "x")
_TAILS = ("", "", "", "s", "ed", "ing", "er", "ly", "tion", "ment", "ness", "al", "able")


class Prose:
    """Sentences, paragraphs and phrases from one seed."""

    def __init__(self, seed: int, size: int = 8_000):
        self.dice = random.Random(seed)
        made: dict[str, None] = dict.fromkeys(OFTEN + FIELD)
        while len(made) < size:
            parts = (
                self.dice.choice(_STARTS) + self.dice.choice(_MIDDLES) + self.dice.choice(_ENDS)
                for _ in range(self.dice.choice((1, 2, 2, 3)))
            )
            made.setdefault("".join(parts) + self.dice.choice(_TAILS))
        self.words = list(made)
        self._all = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(size)))
        self._rare = self.words[len(OFTEN) :]
        self._of_rare = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(self._rare))))

    def phrase(self, least: int, most: int) -> str:
        """A title of `least` to `most` words, with a capital."""
        return " ".join(self.dice.choices(self._rare, cum_weights=self._of_rare, k=self.dice.randint(least, most))).capitalize()

    def sentence(self) -> str:
        """Nine to thirty words."""
        words = self.dice.choices(self.words, cum_weights=self._all, k=self.dice.randint(9, 30))
        return " ".join(words).capitalize() + "."

    def paragraph(self, words: int) -> str:
        """Sentences of at least `words` words in all."""
        told: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in told) < words:
            told.append(self.sentence())
        return " ".join(told)
