# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's texts and redactions as placed pieces, joined to the segments that stand on one line without a wide gap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..documents import redaction_boxes
from ..documents.pdf import Page
from ..documents.pdf_flow import Run
from ..documents.redaction_boxes import RedactionBox, codes_in
from ..documents.shapes import Box
from .blocks import Gap, Inline, NoteMark, Table, Words

_WIDE = 1.3
"""Letter heights between two words that stand apart, as cells do; words of one sentence stand closer."""
SPACE = Words(" ")
"""What is put between words where a space is seen and none is told."""


@dataclass(slots=True, eq=False)
class Piece:
    """A run of text or a redaction, with its place, baseline and letter size."""

    box: Box
    base: float
    size: float
    inline: Inline
    raised: bool = False
    """Whether it stands above the line in small letters, as the mark of a note does."""


@dataclass(slots=True, eq=False)
class Segment:
    """What stands on one line without a wide gap."""

    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    letters: int = 0
    table: Table | None = None
    """A ruled table that stands here; it has no pieces of its own."""

    @property
    def box(self) -> Box:
        return Box(self.x0, self.y0, self.x1, self.y1)

    @property
    def only_gaps(self) -> bool:
        return not self.letters and self.table is None

    @property
    def inlines(self) -> tuple[Inline, ...]:
        return said(self.pieces)

    @property
    def text(self) -> str:
        return plain(self.inlines)

    @property
    def start(self) -> str:
        """The words of the first piece."""
        first = self.pieces[0].inline if self.pieces else None
        return first.text if isinstance(first, Words) else ""


def of_page(page: Page, boxes: Sequence[RedactionBox]) -> list[Piece]:
    """The pieces of a page in the order of the file; the label of a redaction box is part of the box."""
    return [*(piece for _, pieces in by_run(page, boxes) for piece in pieces), *map(gap, boxes)]


def by_run(page: Page, boxes: Sequence[RedactionBox]) -> Iterator[tuple[Run, list[Piece]]]:
    """The pieces of each run that says something."""
    labelled, links = [box for box in boxes if box.label], page.links
    edges = [*(box.box for box in boxes), *(box for box, _ in links)]
    for run in page.flow.runs:
        if run.turned or not run.text.strip():
            continue
        if not edges:
            yield run, [Piece(run.box, run.base, run.size, Words(run.text, run.bold, run.italic))]
            continue
        found = []
        x0, y0, x1, y1 = run.box
        middle = (y0 + y1) / 2
        near = [b for b in edges if b.y0 - 1 < middle < b.y1 + 1 and b.x0 < x1 + 2 and b.x1 > x0 - 2]
        for part in _parted(page, run, near) if near else (run,):
            if near and labelled and _is_label(part, labelled):
                continue
            href = _link(part, links) if links else ""
            found.append(Piece(part.box, part.base, part.size, Words(part.text, part.bold, part.italic, href)))
        yield run, found


def gap(box: RedactionBox) -> Piece:
    """A redaction where it stands."""
    size = min(box.box.height * 0.8, 12)
    base = box.box.y1 - 0.2 * box.box.height if box.box.height < 40 else box.box.y1
    return Piece(box.box, base, size, Gap(box.codes, "" if box.codes else box.look))


def _parted(page: Page, run: Run, edges: Sequence[Box]) -> Iterable[Run]:
    """A run parted where a redaction or a link begins or ends within it."""
    reached = [box for box in edges if box.meets(run.box) and (run.box.x0 < box.x0 - 2 or run.box.x1 > box.x1 + 2)]
    return page.parted(run, reached) if reached else (run,)


def _is_label(run: Run, boxes: Iterable[RedactionBox]) -> bool:
    plain = "".join(run.text.split())
    return any(box.box.grown(1.5).holds(run.box.centre) and plain in "".join(box.label.split()) for box in boxes)


def _link(run: Run, links: Sequence[tuple[Box, str]]) -> str:
    return next((href for box, href in links if box.grown(1).holds(run.box.centre)), "")


def segments(pieces: Iterable[Piece]) -> list[Segment]:
    """The pieces joined on their lines, from top to bottom.

    Most files write a line from left to right, so a piece is first tried on the segment before it.
    """
    pieces = list(pieces)
    if len(pieces) == 1:
        return [_segment(pieces[0])]
    gutters = _gutters(pieces)
    found: list[Segment] = []
    late: list[Piece] = []
    last: Segment | None = None
    for piece in pieces:
        if isinstance(piece.inline, Gap):
            late.append(piece)
        elif last is not None and _joins(last, piece) and not (gutters and _parted_by(gutters, last.x1, piece.box.x0)):
            _add(last, piece)
        else:
            last = _segment(piece)
            found.append(last)
    for piece in late:
        found.append(_segment(piece))
    return sorted(_met(found, gutters), key=lambda one: (one.base, one.x0))


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Narrow gutters between columns: many lines in a row have a gap there, and next to none has words."""
    gaps: Counter[int] = Counter()
    lines = sorted(pieces, key=lambda one: (round(one.base), one.box.x0))
    for last, piece in pairwise(lines):
        if abs(piece.base - last.base) >= 1:
            continue
        gap = piece.box.x0 - last.box.x1
        if 0.55 * piece.size < gap < 2.5 * piece.size:
            gaps.update(range(int(last.box.x1) + 1, int(piece.box.x0)))
    likely = [x for x, count in gaps.items() if count >= 8]
    if not likely:
        return []
    found: list[float] = []
    for x in sorted(likely, key=lambda one: -gaps[one]):
        crossing = sum(piece.box.x0 < x < piece.box.x1 for piece in pieces)
        if crossing <= 0.25 * gaps[x] and all(abs(x - other) > 20 for other in found):
            found.append(float(x))
    return found


def _parted_by(gutters: Sequence[float], start: float, end: float) -> bool:
    return any(start <= x <= end for x in gutters)


def _segment(piece: Piece) -> Segment:
    letters = len(piece.inline.text) if isinstance(piece.inline, Words) else 0
    return Segment(*piece.box, piece.base, piece.size, [piece], letters)


def _add(segment: Segment, piece: Piece) -> None:
    box = piece.box
    segment.x0, segment.y0 = min(segment.x0, box.x0), min(segment.y0, box.y0)
    segment.x1, segment.y1 = max(segment.x1, box.x1), max(segment.y1, box.y1)
    if isinstance(piece.inline, Words):
        count = len(piece.inline.text)
        if piece.size > segment.size or not segment.letters:
            segment.size, segment.base = piece.size, piece.base
        segment.letters += count
    segment.pieces.append(piece)


def _joins(segment: Segment, piece: Piece) -> bool:
    """Whether a piece goes on where a segment ends: on its line, or as a small mark above it."""
    size = max(segment.size, piece.size)
    gap = piece.box.x0 - segment.x1
    if not -0.6 * size < gap < max(_WIDE * size, 6.0):
        return False
    away = abs(segment.base - piece.base)
    return away < 0.2 * size or (away < 0.55 * size and abs(segment.size - piece.size) > 0.1 * size and gap < 0.4 * size)


def _met(found: list[Segment], gutters: Sequence[float]) -> list[Segment]:
    """Segments of one line that touch, though the file writes them apart, made one."""
    out: list[Segment] = []
    for segment in sorted(found, key=lambda one: (round(one.base), one.x0)):
        low, home = segment.base - 20, None
        for one in out[: -7 : -1]:
            if one.base > low and _may_meet(one, segment) and _meet(one, segment, gutters):
                home = one
                break
        if home is None:
            out.append(segment)
        else:
            first, second = sorted((home, segment), key=lambda one: one.x0)
            size = max(home.size, segment.size) if home.letters and segment.letters else home.letters and home.size
            home.size = size or segment.size
            home.base = segment.base if not home.letters else home.base
            home.pieces = [*first.pieces, *second.pieces]
            home.x0, home.y0 = min(home.x0, segment.x0), min(home.y0, segment.y0)
            home.x1, home.y1 = max(home.x1, segment.x1), max(home.y1, segment.y1)
            home.letters += segment.letters
    return out


def _may_meet(a: Segment, b: Segment) -> bool:
    """What most lines are not: near enough in height to be one."""
    return not (a.letters and b.letters) or b.base - a.base < a.size


def _meet(a: Segment, b: Segment, gutters: Sequence[float]) -> bool:
    if gutters and _parted_by(gutters, min(a.x1, b.x1), max(a.x0, b.x0)):
        return False
    if (a.only_gaps and a.y1 - a.y0 > 40) or (b.only_gaps and b.y1 - b.y0 > 40):
        return False
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    size = max(a.size, b.size)
    if a.only_gaps or b.only_gaps:
        middle, height = abs((a.y0 + a.y1) - (b.y0 + b.y1)) / 2, min(a.y1 - a.y0, b.y1 - b.y0)
        return middle < 0.5 * height and gap < max(_WIDE * size, 10)
    away = abs(a.base - b.base)
    if gap < -0.6 * size:
        return False
    return (away < 0.2 * size and gap < max(_WIDE * size, 6)) or (
        away < 0.55 * size and abs(a.size - b.size) > 0.1 * size and gap < 0.25 * size
    )


def said(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """Pieces of one line as text; a space is put where one is seen."""
    out: list[Inline] = []
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _apart(last, piece):
            out.append(SPACE)
        out.append(piece.inline)
        last = piece
    return joined(out)


def _apart(last: Piece, piece: Piece) -> bool:
    """Whether a space is seen between two pieces. Spaces that the text brings itself are joined later."""
    if isinstance(last.inline, Gap) or isinstance(piece.inline, Gap):
        return not (isinstance(piece.inline, Words) and piece.inline.text[:1] in ".,;:)’”!?")
    if isinstance(piece.inline, NoteMark):
        return False
    return piece.box.x0 - last.box.x1 > 0.15 * piece.size


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbours of one look joined, spaces single, redactions told in words turned into gaps."""
    inlines = tuple(inlines)
    if len(inlines) == 1:
        return tuple(_told(inlines[0])) if isinstance(inlines[0], Words) else inlines
    out: list[Inline] = []
    texts: list[str] = []
    look, blank = SPACE, True
    for inline in inlines:
        if isinstance(inline, Words):
            if texts and not _alike(look, inline, blank):
                out += _told(_together(texts, look))
                texts = []
            if not texts or blank:
                look, blank = inline, not inline.text.strip()
            texts.append(inline.text)
            continue
        if texts:
            out += _told(_together(texts, look))
            texts = []
            out.append(inline)
        elif not (out and isinstance(inline, Gap) and inline == out[-1]):
            out.append(inline)
    if texts:
        out += _told(_together(texts, look))
    return tuple(out)


def _alike(look: Words, words: Words, blank: bool) -> bool:
    """Whether words go on in the look of those before them, which may be `blank`: spaces take any look."""
    if look.href != words.href:
        return False
    same = look.bold == words.bold and look.italic == words.italic and look.lang == words.lang
    return same or blank or not words.text.strip()


def _together(texts: list[str], look: Words) -> Words:
    return look if len(texts) == 1 else Words("".join(texts), look.bold, look.italic, look.href, look.lang)


_SPACES = re.compile(r"[^\S\n]+")


def _told(words: Words) -> list[Inline]:
    text = words.text
    if "  " in text or not text.isascii() or "\t" in text:
        text = _SPACES.sub(" ", text)
    if "[" not in text:
        return [words if text == words.text else replace(words, text=text)]
    out: list[Inline] = []
    at = 0
    for start, end in redaction_boxes.told_in(text):
        out += [replace(words, text=text[at:start])] if start > at else []
        out.append(Gap(codes_in(text[start:end])))
        at = end
    return out + ([replace(words, text=text[at:])] if text[at:] else [])


def plain(inlines: Iterable[Inline]) -> str:
    """The text alone; a redaction is one NUL, the mark of a note nothing."""
    return "".join("\0" if isinstance(one, Gap) else one.text if isinstance(one, Words) else "" for one in inlines)
