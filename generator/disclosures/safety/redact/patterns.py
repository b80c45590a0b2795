# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kinds of words that can be found by their form: e-mail addresses, British telephone numbers, postcodes and the like.

They find what looks like one. A number of another kind may look the same, and a name has no form at all: `--preview`
shows what each would take.
"""

from __future__ import annotations

import re

PATTERNS: dict[str, re.Pattern[str]] = {
    "e-mail": re.compile(r"(?<![\w.+%-])[\w.+%'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+(?![\w-])"),
    "uk-phone": re.compile(
        r"(?<![\d+])(?:\+44[\s().-]*(?:\(0\)[\s.-]*)?|0044[\s.-]*|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?!\d)"
        r"(?:\s*(?:ext|x)\.?\s*\d{2,6})?"
    ),
    # Appendix C of the ILR specification: area, district, space, sector, unit
    "uk-postcode": re.compile(
        r"(?<![A-Z0-9])(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
        r"\s{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])"
    ),
    # HMRC manual NIM39110: two letters, six figures, a suffix A to D
    "national-insurance": re.compile(
        r"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\s?\d{2}){3}\s?[A-D](?![A-Z0-9])",
        re.IGNORECASE,
    ),
    # shoulder numbers as forces write them: PC 1234, PS 56 AB, 123AB, P123456, warrant no. 123456
    "collar-number": re.compile(
        r"(?<!\w)(?:(?:PC|WPC|DC|WDC|PS|DS|PCSO|SC|TDC|APS|Insp|Sgt|[Cc]ollar (?:no|number)\.?|[Ww]arrant (?:no|number)\.?)\s*:?\s*"
        r"\d{2,6}\s?[A-Z]{0,3}|\d{2,5}\s?[A-Z]{2}|[PQ]\d{6})(?!\w)"
    ),
}
"""By name; each is searched in text with single spaces and no line ends."""


def of_words(words: str, case: bool, whole: bool) -> re.Pattern[str]:
    """The pattern of some words: spaces may be of any number, the case counts only with `case`."""
    body = r"\s+".join(map(re.escape, words.split()))
    if whole:
        body = (r"(?<!\w)" if words[:1].isalnum() else "") + body + (r"(?!\w)" if words[-1:].isalnum() else "")
    return re.compile(body, 0 if case else re.IGNORECASE)


def of_names(names: list[str]) -> list[re.Pattern[str]]:
    """Each name as written, and with its last word first: `Ann Example`, `Example, Ann`."""
    found = []
    for name in names:
        words = name.replace(",", " ").split()
        found.append(of_words(name, case=False, whole=True))
        if len(words) > 1 and "," not in name:
            found.append(of_words(f"{words[-1]}, {' '.join(words[:-1])}", case=False, whole=True))
    return found
