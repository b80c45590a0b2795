# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction boxes that say their exemption to programs alone: `/Span <</ActualText ([Redacted: s40(2)])>> BDC … EMC`.

Only the codes in such a text are ever used, and only where its box is seen: a replacement text can say anything.
"""

from __future__ import annotations

import re

from .pdf import Page
from .pdf_structure import Object, text
from .shapes import Box

_SPAN = re.compile(rb"/ActualText\s*(\((?:\\.|[^()\\]|\([^()]*\))*\)|<[0-9A-Fa-f\s]*>)[^>]*>>\s*BDC(.*?)\bEMC", re.DOTALL)
_RECTANGLE = re.compile(rb"(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+re\b")


def told(page: Page) -> list[tuple[Box, str]]:
    """Where rectangles with a replacement text stand, and the text. Those within a moved drawing are not found."""
    content = page.content
    if b"/ActualText" not in content:
        return []
    found = []
    for raw, drawing in _SPAN.findall(content):
        for sides in _RECTANGLE.findall(drawing):
            left, bottom, wide, high = map(float, sides)
            found.append((page.place((left, bottom, left + wide, bottom + high)), text(Object.parse(raw))))
    return found
