# SPDX-License-Identifier: AGPL-3.0-or-later
"""One posting in 63 bits, and lists of them as text.

    3 - weight (2) · number of the request (35) · unit (16) · digests of the words before and after (10)

so that a sorted list has the weightiest first and, among equals, is in the order of dates. Integers are written as text in
groups of four bits, lowest first, a fifth bit telling that more follow.

The alphabet is the 32 punctuation marks of ASCII. A word, a name, a section or a number can therefore not come about in
it by chance, and a search of the finished site for what must not be there hits nothing in the lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import sub

MARKS = "!#$%()*+,-./:;<=>?@[]^_{|}~&'`\"\\"
DIGEST_BITS, UNIT_BITS, NUMBER_BITS = 10, 16, 35
NUMBER_AT = UNIT_BITS + DIGEST_BITS
WEIGHT_AT = NUMBER_BITS + NUMBER_AT
UNITS = (1 << UNIT_BITS) - 1
_TAIL = (1 << NUMBER_AT) - 1
_NUMBER = (1 << NUMBER_BITS) - 1
CODES = tuple((3 - (code >> 10)) << WEIGHT_AT | code & 1023 for code in range(4096))
"""From the code of `terms` to weight and digests of a posting."""


class _Integers(dict[int, str]):
    """Integers as text; small ones come again and again."""

    def __missing__(self, value: int) -> str:
        text, rest = "", value
        while rest > 15:
            text += MARKS[16 + (rest & 15)]
            rest >>= 4
        text += MARKS[rest]
        if value < 1 << 16:
            self[value] = text
        return text


class _Tails(dict[int, str]):
    """Unit and digests as text."""

    def __missing__(self, tail: int) -> str:
        text = INTEGERS[tail >> DIGEST_BITS] + MARKS[tail >> 5 & 31] + MARKS[tail & 31]
        if tail < 1 << 15:
            self[tail] = text
        return text


INTEGERS = _Integers()
_TAILS = _Tails()


def runs(postings: Sequence[int]) -> str:
    """Sorted postings as text: for each weight, 3 first, the steps from number to number and then units with digests.

    Eight words in all, any of them empty, with spaces between: what is alike stands together and packs better.
    """
    if postings[0] >> WEIGHT_AT == 3:  # all of the lightest, as with most rare terms
        return "      " + _run(postings)
    edges = [0, *(bisect_left(postings, weight << WEIGHT_AT) for weight in (1, 2, 3)), len(postings)]
    return " ".join([_run(postings[start:end]) if start < end else " " for start, end in zip(edges, edges[1:])])


def _run(postings: Sequence[int]) -> str:
    at = [posting >> NUMBER_AT & _NUMBER for posting in postings]
    steps = "".join(map(INTEGERS.__getitem__, map(sub, at, [0, *at])))
    return f"{steps} {''.join([_TAILS[posting & _TAIL] for posting in postings])}"


def integers(values: Sequence[int]) -> str:
    """Integers from 0 as text."""
    return "".join(map(INTEGERS.__getitem__, values))
