# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a line begins with: a bullet, a number or letter of a list, or the name of a field such as `From:`."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = re.compile(r"\s*(?:[•●○▪■◦‣⁃∙·➢➤✓✔\uf0b7\uf0a7\uf0d8\uf076](?!\s*·)\s*|[o–—*-]\s+)(?=\S)")
_NUMBER = re.compile(r"\s*(?:\((?P<inner>\d{1,3}|[a-zA-Z]|[ivx]{2,5})\)|(?P<outer>\d{1,3}|[a-zA-Z]|[ivx]{2,5})(?P<mark>[.)]))\s+(?=\S)")
_FIELD = re.compile(
    r"\s*(From|To|Cc|Bcc|Sent|Received|Date|Subject|Attachments?|Importance|Sensitivity|Reply-To|Our ref(?:erence)?"
    r"|Your ref(?:erence)?|Ref(?:erence)?)\s*:\s*",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Label(NamedTuple):
    """How an item begins: `bullet`, `1`, `a`, `A`, `i` or `I`; the place it counts; and the letters the label takes."""

    kind: str
    value: int
    length: int
    also: int = 0
    """For `i`, `v` and `x`: the place among letters, for they are letters after `h`, `u` and `w`."""


def bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return bool(_BULLET.match(text))


def starts_item(text: str) -> bool:
    """Whether a line may begin an item of a list."""
    return item(text) is not None


def item(text: str) -> Label | None:
    """The label of a list's item at the start of a line."""
    if match := _BULLET.match(text):
        return Label("bullet", 1, match.end())
    match = _NUMBER.match(text) if ")" in text or "." in text else None
    if match is None:
        return None
    said = match["inner"] or match["outer"]
    if said.isdigit():
        return Label("1", int(said), match.end())
    small = said.lower()
    letter = ord(small) - 96 if len(said) == 1 else 0
    upper = said.isupper()
    if upper and match["mark"] == ".":
        return None  # an initial
    if small in _ROMAN:
        return Label("I" if upper else "i", _ROMAN.index(small) + 1, match.end(), letter)
    return Label("A" if upper else "a", letter, match.end()) if letter else None


def field(text: str) -> re.Match | None:
    """The name of a field at the start of a line, as group 1; the match ends where the field's words begin."""
    return _FIELD.match(text) if ":" in text else None
