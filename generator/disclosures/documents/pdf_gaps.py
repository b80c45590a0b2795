# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gaps that a PDF's drawing orders leave inside a line of text, where words were taken out and their widths stayed.

    [(Dear )-7837( of Avenue Tower)] TJ           one number: the words were 7.837 em wide
    [(Dear )-778-556-556-278-500( of)] TJ         one number for each letter: which letters, in which order

The orders are read as bytes: numbers between two strings of one array, and steps between two strings (PDF 1.7, 9.4.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .pdf import Page
from .pdf_structure import Array, Dictionary, Name, Stream, Structure
from .shapes import Box

_NUMBER = rb"-?(?:\d++(?:\.\d*+)?|\.\d++)"
_BLANK = re.compile(rb"(?:\(\s*+\)|<(?:00|20|\s)*+>)")
_SPACE = re.compile(rb"\(\s++\)|<[02\s]++>")
_LETTERS = re.compile(
    rb"[)>\[](?:\s*+" + _BLANK.pattern + rb")?"
    rb"((?:\s*+" + _NUMBER + rb"(?:\s*+" + _BLANK.pattern + rb")?){3,400})\s*+[(<\]]"
)  # fmt: skip
_STEP = re.compile(rb"(?<![\d.])(" + _NUMBER + rb")\s++0(?:\.0*+)?\s++Td")
_STEPS = re.compile(
    rb"((?:" + _STEP.pattern.replace(rb"(" + _NUMBER + rb")", _NUMBER) + rb"\s*+(?:\(\s*+\)\s*+Tj\s*+)?){3,400})"
)
_WHOLE = re.compile(rb"[)>]\s*+(-(?:\d++(?:\.\d*+)?|\.\d++))\s*+[(<]")
_RECTANGLE = rb"(?<![\d.])(" + rb"\s++".join([_NUMBER] * 4) + rb")\s++re\s++"
_COLOUR = rb"(?:" + _NUMBER + rb"\s++){3}"
_APPLIED = re.compile(
    _RECTANGLE + rb"h\s++" + _COLOUR + rb"RG\s++" + _COLOUR + rb"rg\s++B\b|"
    rb"\bq\s++(" + _COLOUR + rb")rg\s++\2RG\s++" + _RECTANGLE + rb"B\b"
)  # fmt: skip
"""A box as PyMuPDF draws it, also when it applies a redaction: the colour is set after the path, as no other program
does. When the file is tidied on saving the colour comes first, for filling before drawing lines."""
_FILTERED = re.compile(rb"BT/[^\[\]]{0,300}T[Dm]\[")
"""Text as MuPDF writes it once it has taken words out: without spaces where none are needed."""


@dataclass(frozen=True)
class Orders:
    """What draws one page, and the forms that it draws."""

    drawing: bytes

    @cached_property
    def letters(self) -> tuple[int, ...]:
        """For each gap that keeps the widths of single letters: how many."""
        found = []
        for match in _LETTERS.findall(self.drawing):
            numbers = re.findall(_NUMBER, _BLANK.sub(b" ", match))
            count = _letters([-float(number) / 1000 for number in numbers])
            found.append(count if count > 3 or not _SPACE.search(match) else 0)  # a table may have three spaces
        for match in _STEPS.findall(self.drawing):
            steps = [float(step) for step in _STEP.findall(match)]
            found.append(max(_letters(steps), _letters([step / 10 for step in steps])))  # in em, or in points
        return tuple(filter(None, found))

    @cached_property
    def wide(self) -> tuple[float, ...]:
        """Every single number of at least 0.8 em between two strings of one array, in em."""
        return tuple(width for number in _WHOLE.findall(self.drawing) if (width := -float(number) / 1000) >= 0.8)

    def applied(self, page: Page) -> tuple[Box, ...]:
        """The boxes that a tool drew when it took out what lay there."""
        found: list[Box] = []
        if not _FILTERED.search(self.drawing):
            return ()
        for drawn, _, tidied in _APPLIED.findall(self.drawing):
            x, y, width, height = map(float, (drawn or tidied).split())
            found.append(page.place((x, y, x + width, y + height)))
        return tuple(found)


def _letters(widths: list[float]) -> int:
    """The longest row of numbers, in em, that may be the widths of letters: all forward, none tiny or huge, not all the
    same. 0 when there are fewer than three."""
    best: list[float] = []
    row: list[float] = []
    for width in widths:
        row = [*row, width] if 0.15 <= width <= 1.15 else []
        best = max(best, row, key=len)
    return len(best) if len(best) > 2 and len(set(best)) > 1 else 0


def orders(structure: Structure) -> Iterator[Orders]:
    """What draws each page, in order of the pages."""
    for page in structure.pdf.pages:
        seen: set[tuple[int, int]] = set()
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents]
        drawings = [bytes(part.read_bytes()) for part in parts if isinstance(part, Stream)]
        waiting = [page.obj.get("/Resources")]
        while waiting:
            resources = waiting.pop()
            forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
            for _, form in forms.items() if isinstance(forms, Dictionary) else ():
                if isinstance(form, Stream) and form.get("/Subtype") == Name.Form and form.objgen not in seen:
                    seen.add(form.objgen)
                    drawings.append(bytes(form.read_bytes()))
                    waiting.append(form.get("/Resources"))
        yield Orders(b"\n".join(drawings))
