# SPDX-License-Identifier: AGPL-3.0-or-later
"""From what an officer writes, `s40(2)`, to what a reader sees, `Section 40(2)`.

    s31(1)(a)   ->  exemption s31, paragraph (1)(a): preventing or detecting crime
    reg12(5)(b) ->  Regulation 12(5)(b)
    (b)(7)(C)   ->  Exemption (b)(7)(C)

Exemptions cited one or the other are joined in the order of the statute, never of the officer, so that the order
cannot hint at which of them applies.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from . import explain
from .regime import Exemption, Paragraph, Regime

_PINPOINTS = re.compile(r"(?:\((?:[0-9]{1,3}[A-Z]{0,2}|[A-Z]{1,2}[0-9]?|[a-z]{1,5})(?:\.[0-9])?\))*")
_TOKEN = re.compile(r"\d+(?:\.\d+)?[A-Za-z]*|[A-Za-z]+")
_FINE_TOKEN = re.compile(r"\d+|[A-Za-z]+")
_SECOND_CODE = re.compile(r"[&,;+]|\band\b|\bwith\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


class NotACode(ValueError):
    """What was written is not a code of the statute; `cure` is one sentence in the imperative."""

    def __init__(self, found: str, regime: Regime, reason: str, cure: str):
        self.cure = cure
        super().__init__(f"“{found}” {reason} the {regime.act}: {cure}")


@dataclass(frozen=True)
class Citation:
    """One exemption as cited: the exemption, and the pinpoint within it."""

    regime_id: str
    exemption: Exemption
    code: str
    """In the one form used everywhere: `s40(2)`."""
    words: str
    """For readers: `Section 40(2)`."""
    short: str
    """For tight places: `s40(2)`."""
    slug: str
    """For addresses: `s40-2`."""
    listed: Paragraph | None
    """The entry of the statute file that is nearest to the pinpoint."""

    def __hash__(self) -> int:
        return hash((self.regime_id, self.code))

    @property
    def paragraph(self) -> str:
        """What the cited paragraph is about, when it is listed: `preventing or detecting crime`."""
        return self.listed.words if self.listed else ""

    @property
    def plain(self) -> str:
        """What it protects, in plain words, as finely as is known."""
        return (self.listed and self.listed.plain) or self.exemption.plain

    @property
    def kind(self) -> str:
        """absolute, qualified, …: of the paragraph where it differs from the exemption."""
        return (self.listed and self.listed.kind) or self.exemption.kind

    @property
    def test(self) -> str:
        """class, prejudice, …: of the paragraph where it differs from the exemption."""
        return (self.listed and self.listed.test) or self.exemption.test

    @property
    def effect(self) -> str:
        """procedural, elsewhere or nothing: of the paragraph where it differs from the exemption."""
        return (self.listed and self.listed.effect) or self.exemption.effect

    @property
    def how_decided(self) -> tuple[str, ...]:
        """The questions a decision maker asks."""
        return (self.listed and self.listed.how_decided) or self.exemption.how_decided

    @property
    def not_mean(self) -> str:
        """What its use does not mean."""
        return (self.listed and self.listed.not_mean) or self.exemption.not_mean

    @property
    def kind_words(self) -> str:
        """What its kind means, in a sentence."""
        return explain.kind_words(self.kind)

    @property
    def test_words(self) -> str:
        """What has to be shown, in a sentence; empty for reasons that are not exemptions."""
        return explain.test_words(self.test)

    @property
    def is_ncnd(self) -> bool:
        """True when the code is one that neither confirms nor denies, such as `s23(5)`."""
        return any(_within(self.code, provision) for provision in self.exemption.ncnd)

    @property
    def sort_key(self) -> tuple:
        """Sorts citations as the statute does."""
        return statute_order(self.code)


@lru_cache(maxsize=4096)
def parse(code: str, regime: Regime) -> Citation:
    """Read one code of `regime`. Raises NotACode (a ValueError) that says what to write instead."""
    plain = " ".join(code.split())
    special = next((p.code for e in regime.exemptions for p in e.paragraphs if p.code == plain), None)
    tidy = special or re.sub(r"\s", "", plain)
    exemption = _exemption(tidy, regime)
    if exemption is None:
        raise _wrong(plain, regime)
    _check_pinpoint(plain, tidy, exemption, regime)
    listed = [p for p in exemption.paragraphs if _within(tidy, p.code)]
    return Citation(
        regime_id=regime.id,
        exemption=exemption,
        code=tidy,
        words=words(tidy, regime),
        short=tidy,
        slug=slug(tidy),
        listed=max(listed, key=lambda p: len(p.code), default=None),
    )


def words(code: str, regime: Regime) -> str:
    """A code for readers: `s40(2)` -> `Section 40(2)`."""
    inner = code.replace(f" {regime.prefix}", f" {regime.article.lower()} ") if regime.prefix else code
    return f"{regime.article} {inner.removeprefix(regime.prefix)}"


def heading(exemption: Exemption, regime: Regime) -> str:
    """All that an entry covers, for the top of its page: `Section 40`, `Section 16(1)(c), 16(1)(d) or 16(2)`."""
    first, *rest = [words(code, regime) for code in exemption.codes]
    rest = [text.removeprefix(f"{regime.article} ") for text in rest]
    return " or ".join([", ".join([first, *rest[:-1]]), *rest[-1:]])


def slug(code: str) -> str:
    """A code for addresses: `s40(2)` -> `s40-2`, `(b)(6)` -> `b-6`. The dot stays: s16.2 is not s16(2)."""
    return "-".join(re.findall(r"[0-9a-z.]+", code.lower()))


def join(citations: Iterable[Citation]) -> Joined:
    """Exemptions cited one or the other, as one inseparable thing, in the order of the statute."""
    return Joined(tuple(sorted(citations, key=lambda c: c.sort_key)))


@dataclass(frozen=True)
class Joined:
    """Citations in the alternative. str() gives the words for readers."""

    citations: tuple[Citation, ...]

    @property
    def words(self) -> str:
        """`Section 23(1) or section 24(1)`"""
        texts = [c.words for c in self.citations]
        return " or ".join(texts[:1] + [text[0].lower() + text[1:] for text in texts[1:]])

    @property
    def short(self) -> str:
        """`s23(1) or s24(1)`"""
        return " or ".join(c.short for c in self.citations)

    @property
    def slug(self) -> str:
        """`s23-1-or-s24-1`"""
        return "-or-".join(c.slug for c in self.citations)

    def __str__(self) -> str:
        return self.words


def statute_order(code: str) -> tuple:
    """A key that sorts codes as their statute does: s22, s22A, s23; (9) before (10); (i), (ii) before (iv)."""
    key = []
    for depth, token in enumerate(re.findall(r"[0-9A-Za-z.]+", code.replace(" with ", "()"))):
        roman = _ROMAN.get(token, 0) if depth > 2 else 0
        pieces = re.findall(r"\d+|[A-Za-z]+", token)
        key.append((roman, tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)))
    return tuple(key)


def _within(code: str, outer: str) -> bool:
    """Whether `code` is `outer` or a pinpoint inside it: s40(2)(a) is within s40(2), s401 is not within s40."""
    return code == outer or (code.startswith(outer) and code[len(outer)] in "( ")


def _exemption(code: str, regime: Regime) -> Exemption | None:
    """The exemption that the code belongs to: the closest one around it, else the one that owns its NCND provision."""
    around = [(len(c), e) for e in regime.exemptions for c in e.codes if _within(code, c)]
    if not around:
        owners = Counter(provision for e in regime.exemptions for provision in e.ncnd)
        around = [(len(p), e) for e in regime.exemptions for p in e.ncnd if owners[p] == 1 and _within(code, p)]
    if not around:
        return None
    size, exemption = max(around, key=lambda pair: pair[0])
    return exemption if " with " in code or _PINPOINTS.fullmatch(code[size:]) else None


def _check_pinpoint(found: str, code: str, exemption: Exemption, regime: Regime) -> None:
    """Refuse s31(1)(z) where the statute file lists s31(1)(a) to (i). Subsections themselves are not all listed."""
    known = {p.code for e in regime.exemptions for p in e.paragraphs} | {c for e in regime.exemptions for c in e.codes}
    steps = re.findall(r"\([^)]*\)", code)
    for depth in range(1, len(steps) + 1):
        cut = code[: code.index("(")] + "".join(steps[:depth])
        parent = cut[: cut.rindex("(")]
        siblings = {parent + re.match(r"\([^)]*\)", k[len(parent) :])[0] for k in known if k.startswith(parent + "(")}
        lettered = all(s[-2].isalpha() for s in siblings)
        if len(siblings) < 2 or (depth == 1 and not lettered) or cut in siblings:
            continue
        if not any(_within(cut, provision) for provision in exemption.ncnd):
            listed = ", ".join(sorted(siblings, key=statute_order))
            raise NotACode(found, regime, "names a paragraph that is not in", f"choose one of {listed}")


def _wrong(found: str, regime: Regime) -> NotACode:
    """Say what to write: the same provision in the right form, its finer paragraphs, or the nearest code there is."""
    if re.search(r"\bor\b", found):
        return NotACode(found, regime, "is more than one code of", "write each code under `alternatives`")
    meant = _SECOND_CODE.split(found, maxsplit=1)[0]
    codes = [code for e in regime.exemptions for code in e.codes]
    finer = [code for code in codes if code.startswith(found.replace(" ", "") + "(")]
    if finer:
        return NotACode(found, regime, "does not say which paragraph of", f"choose one of {', '.join(finer)}")
    for tokens in (_TOKEN.findall(meant), _FINE_TOKEN.findall(meant)):
        if tokens and tokens[0].lower() in (regime.prefix, regime.article.lower(), f"{regime.article.lower()}s"):
            tokens = tokens[1:]
        code = _rebuilt(tokens, regime) if tokens else ""
        if code:
            _check_pinpoint(found, code, _exemption(code, regime), regime)
            return NotACode(found, regime, "is not written as a code of", f"write {code}")
    near = difflib.get_close_matches(found.replace(" ", ""), codes, n=1, cutoff=0.6)
    cure = f"check it; the nearest is {near[0]}" if near else f"choose one of {', '.join(codes)}"
    return NotACode(found, regime, f"is not an {regime.term} of", cure)


def _rebuilt(tokens: list[str], regime: Regime) -> str:
    """The code that these tokens spell, or nothing: 40, 2 -> s40(2); 6 -> (b)(6)."""
    first, *rest = tokens
    if regime.prefix:
        heads = [regime.prefix + first, regime.prefix + first.upper()]
    else:  # every code of such a statute is within one subsection, which officers leave out: 6 for (b)(6)
        shared = os.path.commonprefix([e.code for e in regime.exemptions]).rstrip("(")
        heads = [f"({first})", f"{shared}({first})"]
    for head in heads:
        for pinpoints in (rest, []):
            code = head + "".join(f"({token})" for token in pinpoints)
            if _exemption(code, regime):
                return code
    return ""
