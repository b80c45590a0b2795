# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Word's styles and numbering say of a paragraph: a heading and its level, a list and its kind (ISO/IEC 29500-1, 17.7, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.markup import Element

_OFF = ("0", "false", "off")
_STYLES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts (empty for bullets) and from where."""

    style: str
    start: int


def switched_on(element: Element | None) -> bool | None:
    """A property that is there counts as on, unless it says otherwise; None when it is not there."""
    return None if element is None else element.get("w:val", "1") not in _OFF


class Styles:
    """The styles part, which may be missing."""

    def __init__(self, root: Element | None):
        self._all = {one.get("w:styleId", ""): one for one in root.iterfind("w:style")} if root is not None else {}
        language = root.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang") if root is not None else None
        self.language = language.get("w:val", "") if language is not None else ""

    def _chain(self, id: str) -> Iterator[Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while id in self._all and id not in seen:
            seen.add(id)
            yield self._all[id]
            base = self._all[id].find("w:basedOn")
            id = base.get("w:val", "") if base is not None else ""

    def name(self, id: str) -> str:
        """What the style is called in Word, in lower case: `heading 1`, `intense quote`."""
        found = self._all[id].find("w:name") if id in self._all else None
        return found.get("w:val", "").lower() if found is not None else ""

    def heading(self, properties: Element | None) -> int:
        """A paragraph's level as a heading, 1 to 6; 0 for other text. Level 1 is the title's too."""
        if properties is None:
            return 0
        style = properties.find("w:pStyle")
        named = [self.name(one.get("w:styleId", "")) for one in self._chain(style.get("w:val", "") if style is not None else "")]
        if "title" in named:
            return 1
        for name in named:
            if match := re.fullmatch(r"heading (\d)", name):
                return min(int(match[1]), 6)
        places = (properties, *(one.find("w:pPr") for one in self._chain(style.get("w:val", "") if style is not None else "")))
        for place in places:
            outline = place.find("w:outlineLvl") if place is not None else None
            if outline is not None:
                level = int(outline.get("w:val", "9")) + 1
                return level if level <= 6 else 0
        return 0

    def look(self, id: str, tag: str) -> bool | None:
        """Whether a character style, or one it is based on, sets `w:b` or `w:i`."""
        for one in self._chain(id):
            if (said := switched_on(one.find(f"w:rPr/{tag}"))) is not None:
                return said
        return None

    def list_of(self, properties: Element | None) -> tuple[str, int] | None:
        """(numbering, level from 0) of a paragraph, from itself or its style; None outside of lists."""
        if properties is None:
            return None
        style = properties.find("w:pStyle")
        chain = self._chain(style.get("w:val", "") if style is not None else "")
        for place in (properties, *(one.find("w:pPr") for one in chain)):
            numbered = place.find("w:numPr") if place is not None else None
            if numbered is not None:
                id, level = numbered.find("w:numId"), numbered.find("w:ilvl")
                name = id.get("w:val", "0") if id is not None else "0"
                return None if name == "0" else (name, int(level.get("w:val", "0")) if level is not None else 0)
        return None

    def marks(self, table_style: str, part: str) -> bool:
        """Whether a table style sets off the `firstRow` or `firstCol`."""
        return any(
            one.get("w:type") == part for style in self._chain(table_style) for one in style.iterfind("w:tblStylePr")
        )


class Numbering:
    """The numbering part, which may be missing, and how far each list has counted."""

    def __init__(self, root: Element | None):
        abstract = {one.get("w:abstractNumId", ""): one for one in root.iterfind("w:abstractNum")} if root is not None else {}
        self._levels: dict[tuple[str, int], Level] = {}
        for number in root.iterfind("w:num") if root is not None else ():
            link = number.find("w:abstractNumId")
            base = abstract.get(link.get("w:val", "") if link is not None else "")
            overrides = {int(one.get("w:ilvl", "0")): one for one in number.iterfind("w:lvlOverride")}
            for level in base.iterfind("w:lvl") if base is not None else ():
                depth = int(level.get("w:ilvl", "0"))
                over = overrides[depth].find("w:startOverride") if depth in overrides else None
                self._levels[number.get("w:numId", ""), depth] = _level(level, over)
        self._counts: dict[tuple[str, int], int] = {}

    def level(self, id: str, depth: int) -> Level:
        return self._levels.get((id, depth), Level("", 1))

    def count(self, id: str, depth: int) -> int:
        """The number of the next item, as Word counts: deeper levels begin anew after it."""
        for key in [key for key in self._counts if key[0] == id and key[1] > depth]:
            del self._counts[key]
        here = self._counts.get((id, depth), self.level(id, depth).start - 1) + 1
        self._counts[id, depth] = here
        return here


def _level(level: Element, over: Element | None) -> Level:
    kind, start = level.find("w:numFmt"), over if over is not None else level.find("w:start")
    counted = kind.get("w:val", "decimal") if kind is not None else "decimal"
    style = "" if counted in ("bullet", "none") else _STYLES.get(counted, "1")
    return Level(style, int(start.get("w:val", "1")) if start is not None else 1)
