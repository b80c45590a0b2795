# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that a page holds and a reader does not see, found by looking: the secret need not be known.

Each glyph has ink of its own (drawn black and bare). Where taking the page's text away changes few of the pixels that
its ink covers, the glyph is hidden. Why it is hidden is told from what is drawn later on the same spot.

A label printed on top of a cover would hide the hiding: taking all text away changes pixels there too. So a glyph that
has both a cover and later text above it is judged again, with only the glyphs of its own depth taken away.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise

from ..documents import pdf_render
from ..documents.pdf import Page
from ..documents.pdf_render import Content, Picture
from ..documents.shapes import Box, Glyph
from .grid import Grid

_SEEN = 0.35
"""The part of a glyph's ink that must show for the glyph to count as seen."""
_PLAIN = 40
"""How much a scan's paper varies (of 255); more is ink."""
_DARK = 80
_EVEN = 24
"""Grey values; the means of an even tone differ by no more."""
_LAYER = 20
"""Letters; fewer are no text layer of a page."""
_THIN = 0.2
"""Points; letters no wider have no width of their own."""
_TINY = 1.6
"""Points; letters that small are specks."""
_DEPTHS = 4
"""How many labels on top of one another are looked through, and how many moments of drawing looked back at."""


class Cause(Enum):
    """Why text is hidden."""

    COVER = "under something drawn later"
    ANNOTATION = "under an annotation"
    OFF_PAGE = "outside the visible page"
    INVISIBLE = "drawn so that it cannot be seen"
    SCAN = "a text layer over a scan that shows no ink there"


@dataclass(frozen=True)
class HiddenText:
    """HiddenText text in one run."""

    page: int
    box: Box
    text: str
    cause: Cause

    @property
    def where(self) -> str:
        return f"page {self.page}, box {self.box}"


def find(page: Page, content: Content) -> Iterator[HiddenText]:
    """Every run of hidden letters or digits on a page. White space and punctuation alone give nothing away."""
    if any(_tells(glyph.char) for glyph in page.glyphs):
        yield from _runs(page, page.glyphs, _hidden(page, content))
    letters = page.cutting_letters() if content.cut_out else ()
    if letters:
        seen = pdf_render.as_seen(page)
        blank = {at: Cause.INVISIBLE for at, glyph in enumerate(letters) if _blank(seen, glyph.box)}
        yield from _runs(page, letters, blank)


def _tells(char: str) -> bool:
    """Whether a character gives something away: all but spaces, punctuation and signs. A code without a letter does."""
    return char == "\ufffd" or unicodedata.category(char)[0] not in "ZPS"


def _runs(page: Page, letters: Sequence[Glyph], hidden: dict[int, Cause]) -> Iterator[HiddenText]:
    """Neighbouring hidden glyphs with one cause as one run; single faint specks of ink are left out."""
    indexes = sorted(hidden)
    run: list[int] = indexes[:1]
    for before, index in pairwise([*indexes, -1]):
        gap = letters[before + 1 : index] if index > before else ()
        joined = index > before and hidden[index] is hidden[before] and not any(g.char.strip() for g in gap)
        if joined:
            run.append(index)
            continue
        glyphs = letters[run[0] : run[-1] + 1]
        text = " ".join("".join(glyph.char for glyph in glyphs).split())
        if sum(map(_tells, text)) >= (1 if hidden[before] is not Cause.INVISIBLE else 2):
            box = glyphs[0].box
            for glyph in glyphs:
                box = box.around(glyph.box)
            yield HiddenText(page.number, box, text, hidden[before])
        run = [index]


@dataclass(frozen=True)
class _Run:
    """The core of some letters that are drawn at once."""

    box: Box
    seq: int


@dataclass
class _Views:
    """One page with its pictures, and what is drawn where."""

    page: Page
    content: Content

    def __post_init__(self) -> None:
        page = self.page
        self.seen, self.bare, self.ink = pdf_render.as_seen(page), pdf_render.without_text(page), pdf_render.ink(page)
        self.changed, self.clear = self.seen.changes(self.bare), self.seen.clear_changes(self.bare)
        self.changes_then: dict[int, Picture] = {}
        self.paints = Grid(page.paints)
        self.letters = Grid(glyph for glyph in page.glyphs if glyph.char.strip())

    def covers(self, glyph: Glyph) -> list[int]:
        """The numbers of what is drawn later over the glyph's centre."""
        centre = glyph.box.centre
        return [p.seq for p in self.paints.near(centre) if p.seq > glyph.seq and p.box.holds(centre)]

    def drawn_as_shape(self, glyph: Glyph) -> bool:
        """Whether the letter's font is a set of drawings (Type 3): MuPDF tells the letter first, then draws its lines."""
        around = glyph.box.grown(glyph.size / 2)
        return self.page.has_drawn_letters and any(
            paint.seq == glyph.seq + 1 and paint.kind.endswith("path") and paint.box.meets(around)
            for paint in self.paints.near_box(around)
        )

    def was_seen(self, glyph: Glyph) -> bool:
        """Whether the glyph could be seen right after it was drawn."""
        if glyph.seq not in self.changes_then and len(self.changes_then) < _DEPTHS:
            then = pdf_render.as_seen(self.page, glyph.seq)
            without = pdf_render.without_text(self.page, lambda seq: seq == glyph.seq, glyph.seq)
            self.changes_then[glyph.seq] = then.clear_changes(without)
        changed = self.changes_then.get(glyph.seq)
        return changed is not None and _shows(glyph, changed, self.ink)

    def overprinted(self, glyph: Glyph) -> bool:
        """Whether later letters leave nothing of it but one plain colour: a run of full blocks, as in ████."""
        if glyph.seq not in self.overrun or not glyph.char.isalnum() or not _blank(self.seen, glyph.box):
            return False
        return any(other.seq > glyph.seq and other.box.meets(glyph.box) for other in self.letters.near(glyph.box.centre))

    @cached_property
    def overrun(self) -> set[int]:
        """The numbers of runs of letters that later ones run over; lines set close together do not."""
        boxes: dict[int, Box] = {}
        for glyph in self.page.glyphs:
            boxes[glyph.seq] = boxes.get(glyph.seq, glyph.box).around(glyph.box)
        runs = [_Run(Box(b.x0, b.y0 + b.height / 4, b.x1, b.y1 - b.height / 4), seq) for seq, b in boxes.items()]
        grid = Grid(runs)
        return {run.seq for run in runs if any(o.seq > run.seq and o.box.meets(run.box) for o in grid.near_box(run.box))}

    def contested(self, glyph: Glyph) -> bool:
        """Whether other letters are drawn over something that is drawn over this glyph."""
        covers = self.covers(glyph)
        return bool(covers) and any(
            other.seq > covers[0] and other.box.meets(glyph.box) for other in self.letters.near(glyph.box.centre)
        )


def _hidden(page: Page, content: Content) -> dict[int, Cause]:
    """The hidden glyphs by their place in `page.glyphs`."""
    views = _Views(page, content)
    hidden: dict[int, Cause] = {}
    doubtful: list[int] = []
    for index, glyph in enumerate(page.glyphs):
        if not glyph.char.strip():
            continue
        if not page.size.grown(2).holds(glyph.box.centre):
            hidden[index] = Cause.OFF_PAGE
        elif glyph.box.width < _THIN and index and _carries(page.glyphs[index - 1], glyph):
            if index - 1 in hidden:
                hidden[index] = hidden[index - 1]
        elif glyph.mode == 3 and views.drawn_as_shape(glyph):
            if _blank(views.seen, glyph.box.grown(1)):
                hidden[index] = _cause(views, glyph)
        elif glyph.mode == 3:
            scanned = _on_picture(page, glyph)
            if not scanned or _unread(views.seen, glyph.box):
                hidden[index] = Cause.SCAN if scanned else Cause.INVISIBLE
        elif max(glyph.box.width, glyph.box.height) < _TINY:
            hidden[index] = Cause.INVISIBLE
        elif not _shows(glyph, views.changed, views.ink, views.clear):
            hidden[index] = _cause(views, glyph)
        elif views.overprinted(glyph):
            hidden[index] = Cause.COVER
        elif views.contested(glyph):
            doubtful.append(index)
    for index in _under_labels(views, doubtful):
        hidden[index] = _cause(views, page.glyphs[index])
    return _in_words(page.glyphs, _without_text_layer(views, hidden))


def _carries(before: Glyph, glyph: Glyph) -> bool:
    """Whether a letter without a width of its own stands on the one before: a vowel sign, or the rest of a ligature."""
    return before.seq == glyph.seq and before.box.width >= _THIN and before.box.grown(0.5).meets(glyph.box)


def _without_text_layer(views: _Views, hidden: dict[int, Cause]) -> dict[int, Cause]:
    """Text recognition may put its words under the scan instead of making them invisible: the words of most of a page,
    under a picture as large as the page. Like invisible ones they leak only where the scan shows no ink."""
    glyphs = views.page.glyphs
    layer = [
        index
        for index, cause in hidden.items()
        if cause is not Cause.OFF_PAGE and glyphs[index].mode != 3 and _on_picture(views.page, glyphs[index])
    ]
    if len(layer) < max(_LAYER, 0.5 * sum(not glyph.char.isspace() for glyph in glyphs)):
        return hidden
    kept = {index: cause for index, cause in hidden.items() if index not in set(layer)}
    for index in layer:
        if _unread(views.seen, glyphs[index].box):
            kept[index] = Cause.SCAN
    return kept


def _in_words(glyphs: Sequence[Glyph], hidden: dict[int, Cause]) -> dict[int, Cause]:
    """Without single letters of a scan's words: recognised letters seldom stand exactly on the printed ones, and some stand
    on the paper between two. Where a word was taken out of the scan, most of its letters stand on none."""
    words: list[list[int]] = [[]]
    for index, glyph in enumerate(glyphs):
        before = glyphs[index - 1]
        if glyph.char.isspace() or (index and (before.seq != glyph.seq or before.char.isspace())):
            words.append([])
        if not glyph.char.isspace():
            words[-1].append(index)
    dropped: set[int] = set()
    for word in words:
        lost = [index for index in word if hidden.get(index) is Cause.SCAN]
        if lost and (len(lost) < 2 or 2 * len(lost) < len(word)):
            dropped.update(lost)
    return {index: cause for index, cause in hidden.items() if index not in dropped}


def _shows(glyph: Glyph, changed: Picture, ink: Picture, clear: Picture | None = None) -> bool:
    """Whether enough of the glyph's ink is among the changed pixels, and (with `clear`) clearly enough to be seen.

    A blank has no ink to show.
    """
    inked = altered = 0
    rows = ink.rows(glyph.box)
    for row in rows:
        dark, change = ink.pixels[row], changed.pixels[row]
        inked += len(dark) - dark.count(255)
        altered += len(change) - change.count(0)
    if not inked:
        return not glyph.char.isalnum()
    if inked / 9 < altered <= _SEEN * inked:  # yellow on white, or black on green, changes one colour of three
        pixels = b"".join(changed.pixels[row] for row in rows)
        altered = 3 * max(len(pixels) // 3 - pixels[colour::3].count(0) for colour in range(3))
    return altered > _SEEN * inked and (clear is None or any(any(clear.pixels[row]) for row in rows))


def _blank(seen: Picture, box: Box) -> bool:
    """Whether the page shows nothing there but one plain colour."""
    low, high = 255, 0
    for row in seen.rows(box):
        pixels = seen.pixels[row]
        low, high = min(low, min(pixels)), max(high, max(pixels))
    return high - low < _PLAIN


def _unread(seen: Picture, box: Box) -> bool:
    """Whether a scan shows no ink there, or nothing but ink: a black box has rough edges once it is scanned."""
    if _blank(seen, box) or _dotted(seen, box):
        return True
    pixels = b"".join(seen.pixels[row] for row in seen.rows(box))
    return sum(map(pixels.count, range(_DARK))) > 0.85 * len(pixels)


def _dotted(seen: Picture, box: Box) -> bool:
    """Whether dots give one even tone there, as in a scan of two colours: means of 4 by 4 pixels differ far less than the
    dots do, and less than those of faint letters."""
    rows = [seen.pixels[row][1::3] for row in seen.rows(box)]
    most = 16 * min(_EVEN, (max(map(max, rows)) - min(map(min, rows))) / 4)
    tones: list[int] = []
    for y in range(0, len(rows) - 3, 2):
        for x in range(0, len(rows[0]) - 3, 2):
            tones.append(sum(sum(row[x : x + 4]) for row in rows[y : y + 4]))
        if tones and max(tones) - min(tones) > most:
            return False
    return bool(tones)


def _on_picture(page: Page, glyph: Glyph) -> bool:
    """Whether the glyph lies on a picture as large as a scan."""
    return any(box.holds(glyph.box.centre) and box.area > 0.2 * page.size.area for box in page.pictures)


def _cause(views: _Views, glyph: Glyph) -> Cause:
    covers = views.covers(glyph)
    if glyph.alpha < 0.1:
        return Cause.INVISIBLE
    if not covers:  # the tiles of a pattern are not where they seem to be drawn
        return Cause.COVER if views.was_seen(glyph) else Cause.INVISIBLE
    return Cause.COVER if any(seq < views.content.calls for seq in covers) else Cause.ANNOTATION


def _under_labels(views: _Views, contested: list[int]) -> list[int]:
    """Those glyphs that do not show although the page changes at their place: other text stands there."""
    glyphs = views.page.glyphs
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
        changed = views.seen.changes(pdf_render.without_text(views.page, taken.__contains__))
        found += [index for index in group if not _shows(glyphs[index], changed, views.ink)]
        contested = rest
    return found
