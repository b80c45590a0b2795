# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a box says to the eye and to the ear: `s40(2)` and `[Redacted: section 40(2)]`."""

from __future__ import annotations

import re

from ...documents.redaction_boxes import codes_in

NOT_STATED = "not-stated"
"""Written instead of an exemption where the answer does not say under which one words go."""
_WORDS = {"s": "section", "r": "regulation", "(": "exemption"}


def label(codes: tuple[str, ...]) -> str:
    """What is printed in the box. Exemptions in the alternative stand side by side, in the order of their numbers."""
    return " or ".join(f"reg {code[1:]}" if code[0] == "r" else code for code in in_order(codes))


def law_words(codes: tuple[str, ...]) -> str:
    """`section 23(1) or section 24(1)`; empty when nothing is cited."""
    return " or ".join(_spelled(code) for code in in_order(codes))


def spoken(codes: tuple[str, ...]) -> str:
    """What a screen reader says in place of the box."""
    said = law_words(codes)
    return f"[Redacted: {said}]" if said else "[Redacted]"


def is_code(text: str) -> bool:
    """Whether a text is one exemption and nothing else: `s40(2)`, `reg 12(5)(e)`, `(b)(6)`."""
    rest = re.sub(r"\s", "", text)
    codes = codes_in(text)
    return len(codes) == 1 and bool(re.fullmatch(r"(?:[a-z]+\.?)?\d*[A-Z]{0,2}(?:\(\w+\))*", rest, re.IGNORECASE))


def in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    """One order whatever the officer's, so that the order says nothing."""
    return tuple(sorted(codes, key=lambda code: [int(part) if part.isdigit() else 0 for part in re.findall(r"\d+|\D+", code)]))


def _spelled(code: str) -> str:
    plain = (codes_in(code) or (code,))[0]
    word = _WORDS.get(plain[0], "")
    return f"{word} {plain if plain[0] == '(' else plain[1:]}".strip()
