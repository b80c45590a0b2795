# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that are gone while their width is not.

A gap that keeps the width of each letter spells the word to anyone who has the font. One width for the whole gap lets
likely names be tried: most of a list of names can be ruled out (Bland, Iyer and Levchenko, “Story Beyond the Eye: Glyph
Positions Break PDF Text Redaction”, PETS 2023).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...documents.kind import Kind
from ...documents.pdf import Page
from ...documents.pdf_gaps import Orders, orders
from ...documents.shapes import Box, Glyph, Paint
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak

_EXACT = 0.02
"""Em; what a width in the file and the same width on the page may differ by."""
_GRID = 36.0
"""Points; text moved to such a grid after a redaction says next to nothing about what was there."""


@leak(
    "GLYPH-RESIDUE",
    title="A gap as wide as the words that stood there",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    costly=True,
    finds=(
        "Gaps that keep the width of every removed letter, and boxes drawn by hand over a gap that is kept as one number "
        "in the middle of a line of proportional type. Gaps under boxes that a redaction tool applied are not told."
    ),
    why="Whoever has the font can try names until one fits the gap: each letter has its own width.",
    cure="Redact the words with `disclosures redact`, which makes gaps of even widths, or print the page and scan it",
    before="The letters of a name were deleted, and the distance from each to the next stayed in the file.",
    after="The gap is one even step, as wide for Ann as for Siobhan, and the text behind it has moved.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for number, drawn in enumerate(orders(opened.structure), 1):
        for count in drawn.letters:
            yield Hit(f"page {number}", f"A gap keeps the widths of {count} letters that were removed.")
        if drawn.wide:
            page = opened.pdf.pages[number - 1]
            for box in _fitting(page, drawn):
                yield Hit(
                    f"page {number}, box {box}", "A box covers a gap that is exactly as wide as what was removed."
                )


def _fitting(page: Page, drawn: Orders) -> Iterator[Box]:
    """The gaps on a page that a box fits, and whose width stands in the drawing orders."""
    boxes = [paint for paint in page.paints if 5 <= paint.box.height <= 40 and paint.box.width >= 5]
    if not boxes:
        return
    applied = drawn.applied(page)
    boxes = [paint for paint in boxes if not any(_same(paint.box, box) for box in applied)]
    even = _even(page.glyphs) if boxes else frozenset()
    for before, after in pairwise(page.glyphs if boxes else ()):
        gap = after.box.x0 - before.box.x1
        if before.seq != after.seq or before.seq in even or gap < 0.8 * before.size or not _on_one_line(before, after):
            continue
        snapped = min(after.box.x0 % _GRID, -after.box.x0 % _GRID) < 0.1
        if not snapped and any(abs(gap / before.size - width) < _EXACT for width in drawn.wide):
            place = Box(before.box.x1, min(before.box.y0, after.box.y0), after.box.x0, max(before.box.y1, after.box.y1))
            if any(_fits(paint, place, before.size) for paint in boxes):
                yield place


def _on_one_line(before: Glyph, after: Glyph) -> bool:
    return abs(before.box.y1 - after.box.y1) < 0.5 and abs(before.size - after.size) < 0.1


def _fits(paint: Paint, gap: Box, size: float) -> bool:
    """Whether a box covers most of the gap and hardly more: at most the spaces around it, and the height of a line."""
    box, spill = paint.box, 0.6 * size
    return (
        box.shared(gap).width > 0.6 * gap.width
        and box.x0 > gap.x0 - spill
        and box.x1 < gap.x1 + spill
        and box.y0 < gap.centre[1] < box.y1
        and box.height < 2.5 * size
    )


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < 1.5 for a, b in zip(one, other, strict=True))


def _even(glyphs: tuple[Glyph, ...]) -> frozenset[int]:
    """The runs of text in which all letters are as wide as one another: a gap tells only how many there were."""
    widths: dict[int, set[float]] = {}
    for glyph in glyphs:
        widths.setdefault(glyph.seq, set()).add(round(glyph.box.width / glyph.size, 1))
    return frozenset(seq for seq, found in widths.items() if len(found) == 1)
