# SPDX-License-Identifier: AGPL-3.0-or-later
"""As much of Markdown as checks need: which parts are code, and where the headings stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)",
    re.S | re.M,
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\n]*?))?[ \t]*#*[ \t]*$", re.M)


def without_code(text: str) -> str:
    """The text with code blocks and spans blanked out, so that every other character keeps its place."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Offset, level and words of each heading that is written with `#`."""
    for found in _HEADING.finditer(without_code(text)):
        yield found.start(1), len(found[1]), (found[2] or "").strip()
