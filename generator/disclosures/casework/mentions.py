# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a text names a provision of the statute, however it is written: s23(1), Section 23, sections 23(1) and 24(1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..law.regime import Regime

_NUMBER = r"\d+(?:\.\d+)?[A-Za-z]{0,2}(?![A-Za-z0-9])(?:\s?\(\w{1,5}\))*"
_PINPOINT = r"(?:\([a-z]\))?(?:\(\d+\)(?:\(\w{1,5}\))*|\d+(?:\(\w{1,5}\))*)"
_BRACKETS = r"\(?(?:\)[a-z]\()?"
"""The brackets of a pinpoint before its first digit, from back to front."""
_DIGITS = re.compile(r"\d\d*")  # what begins with one character is found sooner than what begins with a run
_STEP = re.compile(r"[0-9.]+[A-Za-z]*|[A-Za-z]+")
_JOIN = r"\s*(?:,|/|&|\band\b|\bor\b|\bto\b|\bwith\b|\ba\b|\bneu\b)+\s*"
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[“\"'(*_]*[A-Z])")
_HEADING = re.compile(r"\s*#{1,6}\s[^\n]*\n?")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|#{1,6}|\|)\s?)")


@dataclass(frozen=True)
class Mention:
    """One provision as a text names it: its steps, (`23`, `1`), and where it stands in the text."""

    steps: tuple[str, ...]
    offset: int

    def within(self, code: str, regime: Regime) -> bool:
        """Whether it names `code`, something inside it, or the section around it."""
        mine = steps(code, regime)
        shared = min(len(mine), len(self.steps))
        return self.steps[:shared] == mine[:shared]


def steps(code: str, regime: Regime) -> tuple[str, ...]:
    """The steps of a code: `s40(2)` -> (`40`, `2`); `(b)(7)(C)` -> (`7`, `c`)."""
    return _steps(code, regime.prefix)


@lru_cache(maxsize=4096)
def _steps(code: str, prefix: str) -> tuple[str, ...]:
    found = tuple(_STEP.findall(code.lower().removeprefix(prefix)))
    return found[1:] if not prefix and len(found) > 1 and found[0].isalpha() else found


def mentions(text: str, regime: Regime) -> Iterator[Mention]:
    """Every provision that `text` names: those after a word such as `section`, then those that stand without one.

    No provision is without a digit, and digits are rare in prose: the patterns are only tried beside one.
    """
    digits = _digits(text)
    if not digits:
        return
    patterns = _patterns(regime.prefix, regime.article)
    seen = set()
    for group in (*_listed(text, digits, patterns), *_bare(text, digits, patterns)):
        for one in patterns.number.finditer(text, group.start(1), group.end(1)):
            if one.start() not in seen and (found := steps(one[0], regime)):
                seen.add(one.start())
                yield Mention(found, one.start())


def _digits(text: str) -> list[tuple[int, int]]:
    """Beginning and end of each run of digits."""
    if not text.isascii():
        return [run.span() for run in _DIGITS.finditer(text)]
    spots = []
    for digit in "0123456789":  # ten plain searches take a tenth of the time of one for a pattern
        at = text.find(digit)
        while at >= 0:
            spots.append(at)
            at = text.find(digit, at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(spots):
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


@dataclass(frozen=True)
class _Patterns:
    number: re.Pattern
    listed: re.Pattern
    """One or more provisions after a word for them."""
    bare: re.Pattern
    """A provision without such a word."""
    before: re.Pattern
    """What stands between the beginning of a listed provision and its first digit, from back to front."""
    bracketed: bool
    """Whether a bare provision begins with a bracket rather than with its first digit."""


@lru_cache
def _patterns(prefix: str, article: str) -> _Patterns:
    one = _NUMBER if prefix else _PINPOINT
    names = "|".join(
        filter(
            None,
            (
                f"{re.escape(article)}s?",
                prefix and f"{prefix}{{1,2}}s?" if len(prefix) == 1 else prefix and f"{prefix}s?",
                "adran(?:nau)?",
                "sec",
                "§+",
            ),
        )
    )
    lead = rf"(?:{names})[\s./_-]*"
    listed = rf"(?<![A-Za-z])(?:{lead})({one}(?:{_JOIN}(?:{lead})?{one})*)"
    bare = r"(?<![\w.)])(\d+[A-Za-z]{0,2}(?:\(\w{1,5}\))+)" if prefix else r"(\([a-z]\)\(\d+\)(?:\(\w{1,5}\))*)"
    back = (
        f"s?{re.escape(article[::-1])}",
        prefix and f"s?{prefix}{{1,2}}" if len(prefix) == 1 else prefix and f"s?{re.escape(prefix[::-1])}",
        "(?:uan)?narda",
        "ces",
        "§+",
    )
    before = rf"{'' if prefix else _BRACKETS}[\s./_-]*(?:{'|'.join(filter(None, back))})(?![A-Za-z])"
    return _Patterns(*(re.compile(each, re.I) for each in (one, listed, bare, before)), bracketed=not prefix)


def _listed(text: str, digits: list[tuple[int, int]], patterns: _Patterns) -> Iterator[re.Match]:
    """All matches of `patterns.listed`, each found from its first digit."""
    taken = last = 0
    for start, end in digits:
        if start >= taken and (before := patterns.before.match(text[max(taken, last) : start][::-1])):
            at = start - before.end()
            # In x§§12, the letter before the first § leaves the second.
            if found := patterns.listed.match(text, at) or patterns.listed.match(text, at + 1):
                yield found
                taken = found.end()
        last = end


def _bare(text: str, digits: list[tuple[int, int]], patterns: _Patterns) -> Iterator[re.Match]:
    """All matches of `patterns.bare`."""
    if patterns.bracketed:
        yield from patterns.bare.finditer(text)  # looks from one bracket to the next by itself
        return
    taken = 0
    for start, end in digits:
        if start >= taken and (found := patterns.bare.match(text, start)):
            yield found
            taken = found.end()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a Markdown text with its offset; a heading, list item and table row stand alone."""
    for start, block in _cut(text, _BLOCK):
        heading = _HEADING.match(block)
        pieces = [(0, heading[0])] if heading else []
        rest = heading.end() if heading else 0
        pieces += [(rest + offset, piece) for offset, piece in _cut(block[rest:], _SENTENCE)]
        yield from ((start + offset, piece) for offset, piece in pieces if piece.strip())


def _cut(text: str, where: re.Pattern) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in where.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]
