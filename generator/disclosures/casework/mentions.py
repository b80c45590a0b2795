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
    found = tuple(re.findall(r"[0-9.]+[A-Za-z]*|[A-Za-z]+", code.lower().removeprefix(regime.prefix)))
    return found[1:] if not regime.prefix and len(found) > 1 and found[0].isalpha() else found


def mentions(text: str, regime: Regime) -> Iterator[Mention]:
    """Every provision that `text` names, in the order in which they stand."""
    number, listed, bare = _patterns(regime.prefix, regime.article)
    seen = set()
    for pattern in (listed, bare):
        for group in pattern.finditer(text):
            for one in number.finditer(text, group.start(1), group.end(1)):
                if one.start() not in seen and (found := steps(one[0], regime)):
                    seen.add(one.start())
                    yield Mention(found, one.start())


@lru_cache
def _patterns(prefix: str, article: str) -> tuple[re.Pattern, re.Pattern, re.Pattern]:
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
    return re.compile(one, re.I), re.compile(listed, re.I), re.compile(bare, re.I)


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
