# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction boxes on a PDF page, found from what is drawn, and the exemption that their label names.

    ┌───────────┐
the │  s40(2)   │ of 6 February        a filled or outlined box that stands in or instead of text
    └───────────┘
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .pdf import Page
from .shapes import Box, Glyph, Shape

# s40(2), s.40(2), section 40 (2)(a), reg 12(5)(e), r13(1), (b)(6), (b)(7)(C), exemption 6
CODE = re.compile(
    r"(?:\b(?P<word>sections?|sect?\.?|ss?\.?|regulations?|regs?\.?|r\.?)\s*(?P<number>\d{1,3}[A-Z]{0,2})(?P<parts>(?:\s?\(\s?\w{1,4}\s?\))*)"
    r"|(?P<us>\(b\)\s?\(\d\)(?:\s?\([A-F]\))?))(?![\w.]\d)",
    re.IGNORECASE,
)
_REDACTED = re.compile(r"\b(?:redacted|redaction|withheld|removed|exempt(?:ion)?)\b", re.IGNORECASE)
_DARK = 0.35


@dataclass(frozen=True, slots=True)
class RedactionBox:
    """Where a redaction stands on its page, the label printed in it, and the codes that the label names."""

    box: Box
    label: str
    codes: tuple[str, ...]
    sure: bool
    """True for labelled and for solid dark boxes; False for a pale or outlined one that only looks like a redaction."""


def codes_in(label: str) -> tuple[str, ...]:
    """The exemption codes that a label names, as printed but in one spelling: `s40(2)`, `r12(5)(e)`, `(b)(6)`."""
    found = []
    for match in CODE.finditer(label):
        if match["us"]:
            found.append(re.sub(r"\s", "", match["us"]))
            continue
        letter = match["word"][0].lower()
        found.append(letter + match["number"] + re.sub(r"\s", "", match["parts"]))
    return tuple(dict.fromkeys(found))


def is_label(text: str) -> bool:
    """Whether the words in a box say that it is a redaction: a code, or the word itself, and little else."""
    rest = _REDACTED.sub("", CODE.sub("", text))
    rest = re.sub(
        r"\b(?:or|and|and/or|under|foia?|eir|foisa|dpa|act|personal|data|information|of|the|by)\b", "", rest, flags=re.I
    )
    said = bool(CODE.search(text) or _REDACTED.search(text))
    return said and len(re.sub(r"[\W_\d]", "", rest)) <= 12


def told_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells redactions in brackets: `[Redacted s40(2)]`, `[s23(1)]`, `[redacted]`."""
    found = re.finditer(r"\[\s*(redacted|withheld|removed)?[^\[\]]{0,80}\]", text, re.IGNORECASE)
    return [match.span() for match in found if is_label(match[0]) and (match[1] or CODE.search(match[0]))]


def find(page: Page) -> tuple[RedactionBox, ...]:
    """The redaction boxes of a page, from top to bottom."""
    glyphs = [glyph for glyph in page.glyphs if glyph.char.strip() and glyph.mode != 3]
    found: list[RedactionBox] = []
    for shape in _merged(page.rectangles):
        if shape.box.height < 5 or shape.box.width < 4 or shape.alpha < 0.9:
            continue
        inside = [glyph for glyph in glyphs if shape.box.grown(1).holds(glyph.box.centre)]
        on_top = [glyph for glyph in inside if glyph.seq > shape.seq] if shape.fill else inside
        label = _words(on_top)
        if is_label(label) and not _large(shape.box, page.size, label):
            _add(found, RedactionBox(shape.box, label, codes_in(label), True))
        elif shape.fill and max(shape.fill) <= _DARK and not on_top and not _is_rule(shape.box):
            _add(found, RedactionBox(shape.box, "", (), True))
        elif not inside and _stands_in_text(shape, glyphs):
            _add(found, RedactionBox(shape.box, "", (), False))
    return tuple(sorted(found, key=lambda item: (round(item.box.y0), item.box.x0)))


def _add(found: list[RedactionBox], new: RedactionBox) -> None:
    """Keep one box of those drawn on the same spot: the one with a label."""
    for index, old in enumerate(found):
        common = old.box.shared(new.box)
        if common.width > 0 and common.height > 0 and common.area > 0.7 * min(old.box.area, new.box.area):
            if new.label and not old.label:
                found[index] = new
            return
    found.append(new)


def _merged(shapes: tuple[Shape, ...]) -> list[Shape]:
    """Dark strips that touch one another become one shape: redactions are often drawn as a stack of thin lines."""
    merged: list[Shape] = []
    for shape in shapes:
        last = merged[-1] if merged else None
        if (
            last and shape.fill and shape.fill == last.fill and last.box.height < 5 and shape.box.height < 5
            and abs(last.box.x0 - shape.box.x0) < 1 and abs(last.box.x1 - shape.box.x1) < 1
            and -1 < shape.box.y0 - last.box.y1 < 0.3
        ):  # fmt: skip
            merged[-1] = Shape(last.box.around(shape.box), shape.fill, shape.edge, shape.alpha, last.seq)
        else:
            merged.append(shape)
    return merged


def _is_rule(box: Box) -> bool:
    """A line that divides a page or frames a table, rather than a box."""
    return min(box.width, box.height) < 5 or box.width / box.height > 120


def _large(box: Box, page: Box, label: str) -> bool:
    """A frame around running text; a box over a whole page is one only when its label is short."""
    return box.area > 0.3 * page.area and len(label) > 120


def _stands_in_text(shape: Shape, glyphs: list[Glyph]) -> bool:
    """A pale or outlined box, empty, as high as a line, with words right beside it on the same line."""
    box = shape.box
    if not 7 <= box.height <= 30 or box.width < 14:
        return False
    if shape.fill is None and shape.edge is None:
        return False
    if (
        shape.fill is not None
        and min(shape.fill) > 0.97
        and shape.edge is None
        and any(g.seq > shape.seq for g in glyphs)
    ):
        return False  # white drawn before text is a background
    near = [g for g in glyphs if box.y0 - 2 < g.box.centre[1] < box.y1 + 2]
    left = any(0 <= box.x0 - g.box.x1 < 12 for g in near)
    right = any(0 <= g.box.x0 - box.x1 < 12 for g in near)
    return left and right


def _words(glyphs: list[Glyph]) -> str:
    """The glyphs as text, line by line, with a space wherever one stands apart."""
    ordered = sorted(glyphs, key=lambda g: (round(g.box.centre[1] / 4), g.box.x0))
    out = ""
    for before, glyph in zip([None, *ordered], ordered, strict=False):
        if before and (glyph.box.x0 - before.box.x1 > 0.15 * glyph.size or glyph.box.x0 < before.box.x0):
            out += " "
        out += glyph.char
    return out
