# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks: what an officer asks to be taken away, each with its exemption.

    marks:
      - words: Ann Example
        exemption: s40(2)
      - box: 20mm 30mm 95mm 42mm
        page: 3
        alternatives: [s23(1), s24(1)]

The model takes texts only, as an officer typed them; errors end in what to write instead.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ...documents.redaction_boxes import codes_in
from .label import NOT_STATED, is_code
from .patterns import PATTERNS, of_words

POINTS_PER_MM = 72 / 25.4
KINDS = ("words", "pattern", "names", "regex", "box", "whole_pages", "cells", "rows", "columns")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_RANGE = re.compile(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?\Z")
_SIDE = re.compile(r"(\d+(?:\.\d+)?)(mm|pt)?\Z")


def _yes(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in _YES:
        raise ValueError(f"“{value}” is neither yes nor no: write yes or no")
    return _YES[str(value).lower()]


def _pages(value: Any) -> Any:
    """`1-3, 5` as (1, 2, 3, 5)."""
    if isinstance(value, tuple):
        return value
    found: list[int] = []
    for part in value if isinstance(value, list) else str(value).split(","):
        match = _RANGE.match(str(part))
        if not match or int(match[1]) < 1 or int(match[2] or match[1]) < int(match[1]):
            raise ValueError(f"“{str(part).strip()}” is no page: write page numbers such as 1-3, 5")
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return tuple(dict.fromkeys(found))


def _box(value: Any) -> Any:
    """`20mm 30mm 95mm 42mm`: left, top, right, bottom, from the page's top left corner, in points or millimetres."""
    if isinstance(value, tuple):
        return value
    parts = [str(part) for part in value] if isinstance(value, list) else str(value).replace(",", " ").split()
    sides = [_SIDE.match(part) for part in parts]
    cure = "write left, top, right and bottom from the page's top left corner, such as 20mm 30mm 95mm 42mm"
    if len(sides) != 4 or not all(sides):
        raise ValueError(f"“{' '.join(parts)}” is no box: {cure}")
    points = tuple(float(side[1]) * (POINTS_PER_MM if side[2] == "mm" else 1) for side in sides if side)
    if points[0] >= points[2] or points[1] >= points[3]:
        raise ValueError(f"“{' '.join(parts)}” ends before it begins: {cure}")
    return points


def _code(value: Any) -> Any:
    if str(value) == NOT_STATED or is_code(str(value)):
        return str(value) if str(value) == NOT_STATED else codes_in(str(value))[0]
    raise ValueError(f"“{value}” is no exemption: write one such as s40(2), reg 12(5)(e) or (b)(6), or {NOT_STATED}")


def _regex(value: Any) -> Any:
    try:
        if re.compile(str(value)).match(""):
            raise ValueError("it finds what is empty: write one that needs at least one letter")
    except re.error as error:
        raise ValueError(f"it cannot be read ({error}): write a regular expression of Python, between quotes") from None
    return str(value)


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, BeforeValidator(_code)]
Yes = Annotated[bool, BeforeValidator(_yes)]
Pages = Annotated[tuple[int, ...], BeforeValidator(_pages)]
Sides = Annotated[tuple[float, ...], BeforeValidator(_box)]


class Mark(BaseModel):
    """One thing to take away. Exactly one of its first nine keys says what."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Text | None = None
    """These words, wherever they stand, across line ends too."""
    pattern: Literal["e-mail", "uk-phone", "uk-postcode", "national-insurance", "collar-number"] | None = None
    """Whatever has the form of one of these."""
    names: Text | None = None
    """Each name in this text file, one to a line."""
    regex: Annotated[str, BeforeValidator(_regex)] | None = None
    """Whatever this regular expression finds."""
    box: Sides | None = None
    """A place: left, top, right, bottom from the page's top left corner, in points, or with mm in millimetres."""
    whole_pages: Pages | None = None
    """Whole pages: `4-6`."""
    cells: Text | None = None
    """Cells of a spreadsheet: `B2`, `B2:C10`, `Staff!B2`."""
    rows: Text | None = None
    """Rows of a spreadsheet, taken out of every column: `4-9`, `Staff!4`."""
    columns: Text | None = None
    """Columns of a spreadsheet: `C`, `Staff!C-E`."""
    exemption: Code | None = None
    """Under which exemption, `s40(2)`; or `not-stated`."""
    alternatives: tuple[Code, ...] = ()
    """Two or more exemptions of which one applies, and it is not said which."""
    page: Pages | None = None
    """The page of a box."""
    pages: Pages | None = None
    """Only on these pages: `1-3, 5`."""
    case: Yes = False
    """Whether capitals count."""
    part_of_word: Yes = False
    """Whether it is found inside longer words too."""
    everywhere: Yes = False
    """On all pages, and nothing is written while it can be read anywhere in the result."""

    @model_validator(mode="after")
    def _one_kind(self) -> Mark:
        said = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            found = f"this mark has {' and '.join(said)}" if said else "this mark does not say what is to go"
            raise ValueError(f"{found}: write one of {', '.join(KINDS)} in each mark")
        if self.box and not (self.page or self.pages):
            raise ValueError("this box is on no page: write `page:` with its number")
        if self.exemption and self.alternatives:
            raise ValueError("this mark has an exemption and alternatives: keep one of the two")
        if len(self.alternatives) == 1:
            raise ValueError("one alternative is none: write it as `exemption:`, or add the other")
        return self

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def codes(self) -> tuple[str, ...]:
        return self.alternatives or ((self.exemption,) if self.exemption and self.exemption != NOT_STATED else ())

    @property
    def on(self) -> tuple[int, ...]:
        """The pages it is for; empty for all."""
        return () if self.everywhere and not self.box else self.whole_pages or self.page or self.pages or ()

    def pattern_for(self) -> re.Pattern[str] | None:
        """What it searches for; None for places and for lists of names."""
        if self.words:
            return of_words(self.words, self.case, not self.part_of_word)
        if self.regex:
            return re.compile(self.regex, 0 if self.case else re.IGNORECASE)
        return PATTERNS[self.pattern] if self.pattern else None


class Marks(BaseModel):
    """The marks for one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    exemption: Code | None = None
    """The exemption of every mark that names none."""
    marks: tuple[Mark, ...]
    """What is to go, in turn. Where two meet, the first counts."""

    @model_validator(mode="after")
    def _all_have_one(self) -> Marks:
        if not self.exemption and (bare := [n for n, mark in enumerate(self.marks, 1) if not mark.exemption and not mark.alternatives]):
            told = ", ".join(map(str, bare))
            raise ValueError(f"no exemption is given for mark {told}: write `exemption:` there, or once at the top for all")
        return self

    def each(self) -> list[Mark]:
        """The marks, each with its exemption."""
        return [
            one if one.exemption or one.alternatives else one.model_copy(update={"exemption": self.exemption})
            for one in self.marks
        ]
