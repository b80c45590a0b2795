# SPDX-License-Identifier: AGPL-3.0-or-later
"""As much of Markdown as checks need: which parts are code, and where the headings stand.

Everything here reads a text once from front to back, so that no text, however odd, can hold a build up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_TICKS = re.compile(r"`+")
_BREAK = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"#(?:(?<=^#)|(?<=^ #)|(?<=^  #)|(?<=^   #))(#{0,5})(?:[ \t]+([^\n]*))?$", re.M)
"""A line of one to six `#` and its words; written so that the search jumps from one `#` to the next."""


def without_code(text: str) -> str:
    """The text with code blocks and spans blanked out, so that every other character keeps its place."""
    return _without_spans(_without_blocks(text)) if "`" in text or "~~~" in text else text


def _without_blocks(text: str) -> str:
    """Fenced blocks: from three backticks or tildes to a line of as many, or to the end."""
    if "```" not in text and "~~~" not in text:
        return text
    lines, fence = [], ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            lines.append(" " * len(line))
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            lines.append(" " * len(line))
            fence = found[1]
        else:
            lines.append(line)
    return "\n".join(lines)


def _without_spans(text: str) -> str:
    """Code between two runs of as many backticks within one paragraph."""
    pieces, start = [], 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.end() if gap else len(text)
        pieces.append(_blanked(text[start:end]))
        start = end
    return "".join(pieces)


def _blanked(paragraph: str) -> str:
    runs = list(_TICKS.finditer(paragraph))
    closing: list[int | None] = [None] * len(runs)
    seen: dict[int, int] = {}
    for place in range(len(runs) - 1, -1, -1):
        length = len(runs[place][0])
        closing[place] = seen.get(length)
        seen[length] = place
    pieces, at, place = [], 0, 0
    while place < len(runs):
        other = closing[place]
        if other is None:
            place += 1
            continue
        start, end = runs[place].start(), runs[other].end()
        pieces += [paragraph[at:start], re.sub(r"[^\n]", " ", paragraph[start:end])]
        at, place = end, other + 1
    return "".join([*pieces, paragraph[at:]])


def headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Offset, level and words of each heading that is written with `#`."""
    for found in _HEADING.finditer(_without_blocks(text)):
        yield found.start(), len(found[1]) + 1, (found[2] or "").strip().rstrip("#").strip()
