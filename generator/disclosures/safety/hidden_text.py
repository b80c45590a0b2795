# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that a page holds and a reader does not see, found by looking: the secret need not be known.

Each glyph has ink of its own (drawn black and bare). Where taking the page's text away changes few of the pixels that
its ink covers, the glyph is hidden. Why it is hidden is told from what is drawn later on the same spot.

A label printed on top of a cover would hide the hiding: taking all text away changes pixels there too. So a glyph that
has both a cover and later text above it is judged again, with only the glyphs of its own depth taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ..documents import pdf_render
from ..documents.pdf import Page
from ..documents.pdf_render import Picture
from ..documents.shapes import Box, Glyph

_SEEN = 0.35
"""The part of a glyph's ink that must show for the glyph to count as seen."""
_FAINT = 24
"""A difference to the background (of 255) below which letters are not seen."""
_PLAIN = 40
"""How much a scan's paper varies (of 255); more is ink."""
_DEPTHS = 4


class Cause(Enum):
    """Why text is hidden."""

    COVER = "under something drawn later"
    ANNOTATION = "under an annotation"
    OFF_PAGE = "outside the visible page"
    INVISIBLE = "drawn so that it cannot be seen"
    SCAN = "a text layer over a scan that shows no ink there"


@dataclass(frozen=True)
class Hidden:
    """Hidden text in one run."""

    page: int
    box: Box
    text: str
    cause: Cause

    @property
    def where(self) -> str:
        return f"page {self.page}, box {self.box}"


def find(pages: Iterable[Page]) -> tuple[Hidden, ...]:
    """Every run of hidden letters or digits in a document. White space and punctuation alone give nothing away."""
    found: list[Hidden] = []
    for page in pages:
        if any(glyph.char.isalnum() for glyph in page.glyphs):
            found += _runs(page, _hidden(page))
    return tuple(found)


def _runs(page: Page, hidden: dict[int, Cause]) -> Iterator[Hidden]:
    """Neighbouring hidden glyphs with one cause as one run; single faint specks of ink are left out."""
    indexes = sorted(hidden)
    run: list[int] = indexes[:1]
    for before, index in pairwise([*indexes, -1]):
        gap = page.glyphs[before + 1 : index] if index > before else ()
        joined = index > before and hidden[index] is hidden[before] and not any(g.char.strip() for g in gap)
        if joined:
            run.append(index)
            continue
        glyphs = page.glyphs[run[0] : run[-1] + 1]
        text = " ".join("".join(glyph.char for glyph in glyphs).split())
        if sum(char.isalnum() for char in text) >= (1 if hidden[before] is not Cause.INVISIBLE else 2):
            box = glyphs[0].box
            for glyph in glyphs:
                box = box.around(glyph.box)
            yield Hidden(page.number, box, text, hidden[before])
        run = [index]


def _hidden(page: Page) -> dict[int, Cause]:
    """The hidden glyphs by their place in `page.glyphs`."""
    seen, bare, ink = pdf_render.as_seen(page), pdf_render.without_text(page), pdf_render.ink(page)
    changed = seen.changes(bare)
    own_content = pdf_render.content_count(page)
    hidden: dict[int, Cause] = {}
    doubtful: list[int] = []
    for index, glyph in enumerate(page.glyphs):
        if not glyph.char.strip():
            continue
        if not page.size.grown(1).meets(glyph.box) or not page.size.grown(2).holds(glyph.box.centre):
            hidden[index] = Cause.OFF_PAGE
        elif glyph.mode == 3:
            if _blank(seen, glyph.box):
                hidden[index] = Cause.SCAN if _on_picture(page, glyph) else Cause.INVISIBLE
            elif not _on_picture(page, glyph):
                hidden[index] = Cause.INVISIBLE
        elif not _shows(glyph, changed, ink) or _faint(glyph, seen, bare):
            hidden[index] = _cause(page, glyph, own_content)
        elif _covers(page, glyph):
            doubtful.append(index)
    for index in _under_labels(page, doubtful, seen, ink):
        hidden[index] = _cause(page, page.glyphs[index], own_content)
    return hidden


def _shows(glyph: Glyph, changed: Picture, ink: Picture) -> bool:
    """Whether enough of the glyph's ink is among the changed pixels. A blank has no ink to show."""
    inked = altered = 0
    for row in ink.rows(glyph.box):
        dark, change = ink.pixels[row], changed.pixels[row]
        inked += len(dark) - dark.count(255)
        altered += len(change) - change.count(0)
    if not inked:
        return not glyph.char.isalnum()
    return altered > _SEEN * inked


def _faint(glyph: Glyph, seen: Picture, bare: Picture) -> bool:
    """Whether the glyph differs from its background too little to be seen."""
    if glyph.alpha > 0.2 and max(glyph.colour) < 0.6:
        if all(bare.pixels[row].count(255) == row.stop - row.start for row in bare.rows(glyph.box)):
            return False  # dark on white, the common case
    most = 0
    for row in seen.rows(glyph.box):
        most = max(most, max(abs(a - b) for a, b in zip(seen.pixels[row], bare.pixels[row], strict=True)))
        if most >= _FAINT:
            return False
    return True


def _blank(seen: Picture, box: Box) -> bool:
    """Whether the page shows nothing there but one plain colour."""
    low, high = 255, 0
    for row in seen.rows(box):
        pixels = seen.pixels[row]
        low, high = min(low, min(pixels)), max(high, max(pixels))
    return high - low < _PLAIN


def _on_picture(page: Page, glyph: Glyph) -> bool:
    """Whether the glyph lies on a picture as large as a scan."""
    return any(box.holds(glyph.box.centre) and box.area > 0.2 * page.size.area for box in page.pictures)


def _covers(page: Page, glyph: Glyph) -> list[int]:
    """The numbers of what is drawn later over the glyph's centre."""
    return [
        p.seq for p in page.paints if p.seq > glyph.seq and p.kind != "stroke-path" and p.box.holds(glyph.box.centre)
    ]


def _cause(page: Page, glyph: Glyph, own_content: int) -> Cause:
    covers = _covers(page, glyph) or [
        p.seq for p in page.paints if p.seq > glyph.seq and p.box.grown(0.5).holds(glyph.box.centre)
    ]
    if not covers or glyph.alpha < 0.1:
        return Cause.INVISIBLE
    return Cause.COVER if any(seq < own_content for seq in covers) else Cause.ANNOTATION


def _under_labels(page: Page, doubtful: list[int], seen: Picture, ink: Picture) -> list[int]:
    """Those glyphs that do not show although the text at their place changes: other text stands there."""
    glyphs = page.glyphs
    contested = [
        index
        for index in doubtful
        if any(other.seq > cover and other.box.meets(glyphs[index].box) and other.char.strip()
               for cover in _covers(page, glyphs[index])[:1] for other in glyphs)
    ]  # fmt: skip
    found: list[int] = []
    for _ in range(_DEPTHS):
        if not contested:
            break
        group: list[int] = []
        rest: list[int] = []
        taken: dict[int, Box] = {}
        for index in contested:  # one picture for all glyphs that do not stand on one another
            glyph = glyphs[index]
            clash = any(seq != glyph.seq and box.meets(glyph.box) for seq, box in taken.items())
            (rest if clash else group).append(index)
            if not clash:
                taken[glyph.seq] = taken.get(glyph.seq, glyph.box).around(glyph.box)
        changed = seen.changes(pdf_render.without_text(page, taken.__contains__))
        found += [index for index in group if not _shows(glyphs[index], changed, ink)]
        contested = rest
    return found
