# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters of a text that a reader does not see, where they have no business being.

Some invisible characters do honest work: joiners shape Persian, Indic and emoji; a soft hyphen in a long word; marks of
direction beside right-to-left letters. They are left alone there, and found wherever they only hide something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_CANDIDATE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
CODES = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
"""Codes for terminals and printers; tabs, line ends and page breaks are none."""
_TAG_FLAG = re.compile("\U000e0067\U000e0062[\U000e0061-\U000e007a]{3}\U000e007f")
"""Flags of parts of Great Britain are written as a black flag and five tag characters (Unicode TS 51, annex C)."""
_JOINERS = "\u200c\u200d"
_EMBEDDING = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Set words of the other direction apart; they turn no letter round, as the overrides U+202D and U+202E do."""
_NEAR = 60
_ASCII = bytes(range(128))


@dataclass(frozen=True)
class Unseen:
    """One run of characters that do not show."""

    offset: int
    length: int
    what: str
    """In plain words: `invisible characters (U+200B)`."""


def find(text: str) -> Iterator[Unseen]:
    """Runs of characters that hide in `text`, from front to back."""
    if not any(_CANDIDATE.search(line) for line in text.split("\n") if not line.isascii()):
        return  # most texts: a quick look, line by line
    for found in _CANDIDATE.finditer(text):
        run = found[0]
        before, after = text[: found.start()][-1:], text[found.end() : found.end() + 1]
        near = text[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
        if not _honest(run, before, after, found.start()) and not (len(run) < 3 and not run.strip(_EMBEDDING) and _runs_left(near)):
            yield Unseen(found.start(), len(run), f"{_kind(run)} ({_codes(run)})")


def none_in(data: bytes) -> bool:
    """Whether UTF-8 `data` surely hides nothing: a quick look at what is left of it without its ASCII characters."""
    return data.isascii() or not _CANDIDATE.search(data.translate(None, _ASCII).decode("utf-8", "replace"))


def without(text: str) -> str:
    """The text without what hides in it: for words that programs wrote, such as those of a PDF."""
    kept, at = [], 0
    for found in find(text):
        kept.append(text[at : found.offset])
        at = found.offset + found.length
    return "".join([*kept, text[at:]])


def plain(text: str) -> str:
    """The text without what hides in it, and without codes for terminals and printers."""
    return without(CODES.sub("", text))


def _honest(run: str, before: str, after: str, offset: int) -> bool:
    if run == "\ufeff":
        return offset == 0  # a byte order mark
    if run == "\u00ad":
        return before.isalpha() and after.isalpha()
    if run in ("\u200e", "\u200f", "\u061c"):
        return True  # a mark of direction moves no letter of its own
    if len(run) == 1 and "\ufe00" <= run <= "\ufe0f":
        return unicodedata.category(before or " ") in ("So", "Sm", "Po", "Nd", "Lo")
    if before == "\U0001f3f4" and _TAG_FLAG.fullmatch(run):
        return True
    if run.strip("\ufe0f") in tuple(_JOINERS):
        return bool(before and after) and not _plain(before) and (run == "\u200c" or not _plain(after))
    return False


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _plain(letter: str) -> bool:
    """Letters of scripts that need no joiner, digits and signs."""
    return letter.isspace() or unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC", "DIGIT")) or (
        unicodedata.category(letter)[0] in "PN"
    )


def _kind(run: str) -> str:
    if any("\U000e0000" <= one <= "\U000e007f" for one in run):
        return "tag characters, which spell a text that nobody sees"
    if any(unicodedata.bidirectional(one) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for one in run):
        return "a control that changes the order of the letters"
    if set(run) == {"\u00ad"}:
        return "soft hyphens that break no word"
    return "invisible characters"


def _codes(run: str) -> str:
    codes = [f"U+{ord(one):04X}" for one in dict.fromkeys(run)]
    return ", ".join(codes[:3]) + (", …" if len(codes) > 3 else "")
