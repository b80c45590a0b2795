# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's lines in reading order, with each redaction box standing in its line as a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ..documents import redaction_boxes
from ..documents.pdf import Page
from ..documents.redaction_boxes import RedactionBox, codes_in
from ..documents.shapes import Box, Line, Span
from . import columns
from .blocks import Gap, Inline, Words


@dataclass(frozen=True)
class Cell:
    """A part of a row that stands apart from the next one, as the cells of a table do."""

    box: Box
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Row:
    """A line as it is read: its place, letter size, and what it says."""

    box: Box
    size: float
    inlines: tuple[Inline, ...]
    bold: bool
    block: int
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        return "".join(inline.text if isinstance(inline, Words) else "\0" for inline in self.inlines)


@dataclass(frozen=True)
class _Piece:
    box: Box
    size: float
    inline: Inline
    block: int

    @property
    def letters(self) -> int:
        return len(self.inline.text) if isinstance(self.inline, Words) else 0


def rows(page: Page) -> tuple[Row, ...]:
    """The rows of a page, from top to bottom; what stands side by side on one line is one row."""
    boxes = redaction_boxes.find(page)
    pieces = [piece for line in page.lines for piece in _pieces(line, boxes)]
    pieces += [_Piece(box.box, min(box.box.height * 0.8, 12), Gap(box.codes), -1) for box in boxes]
    return tuple(_row(group) for part in columns.parts(pieces, page) for group in _grouped(part))


def _pieces(line: Line, boxes: tuple[RedactionBox, ...]) -> list[_Piece]:
    """The line's spans, without the words that are a box's label."""
    found = []
    for span in line.spans:
        if any(box.label and box.box.grown(1.5).holds(span.box.centre) for box in boxes) and _in_label(span, boxes):
            continue
        if span.text.strip():
            found.append(_Piece(span.box, span.size, Words(span.text, span.bold, span.italic), line.block))
    return found


def _in_label(span: Span, boxes: tuple[RedactionBox, ...]) -> bool:
    plain = "".join(span.text.split())
    return any(plain in "".join(box.label.split()) for box in boxes if box.label)


def _grouped(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces on one line, in order of lines. A piece joins a line when their middles are close."""
    groups: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.box.centre[1], one.box.x0)):
        tall = isinstance(piece.inline, Gap) and piece.box.height > 40
        home = None if tall else next((g for g in reversed(groups[-3:]) if _level(g, piece)), None)
        if home is None:
            groups.append([piece])
        else:
            home.append(piece)
    return groups


def _level(group: list[_Piece], piece: _Piece) -> bool:
    first = max(group, key=lambda one: isinstance(one.inline, Words))
    if first.box.height > 40 and isinstance(first.inline, Gap):
        return False
    height = min(first.box.height, piece.box.height)
    return abs(first.box.centre[1] - piece.box.centre[1]) < 0.5 * height


def _row(group: list[_Piece]) -> Row:
    group.sort(key=lambda one: one.box.x0)
    cells: list[list[_Piece]] = [[group[0]]]
    for last, piece in pairwise(group):
        if piece.box.x0 - last.box.x1 > max(1.2 * piece.size, 10):
            cells.append([])
        cells[-1].append(piece)
    parts = tuple(_cell(cell) for cell in cells)
    box, inlines = parts[0].box, list(parts[0].inlines)
    for part in parts[1:]:
        box = box.around(part.box)
        inlines += [Words(" "), *part.inlines]
    words = [piece for piece in group if isinstance(piece.inline, Words)]
    size = max((piece.size for piece in words), default=group[0].size)
    bold = bool(words) and all(piece.inline.bold for piece in words)
    block = next((piece.block for piece in words), -1)
    return Row(box, size, joined(tuple(inlines)), bold, block, parts)


def _cell(pieces: list[_Piece]) -> Cell:
    box, inlines = pieces[0].box, [pieces[0].inline]
    for last, piece in pairwise(pieces):
        box = box.around(piece.box)
        inlines += [Words(" "), piece.inline] if _apart(last, piece) else [piece.inline]
    return Cell(box, joined(tuple(inlines)))


def _apart(last: _Piece, piece: _Piece) -> bool:
    """Whether a space is seen between two pieces. Spaces that the text brings itself are joined later."""
    if isinstance(last.inline, Gap) or isinstance(piece.inline, Gap):
        return not (isinstance(piece.inline, Words) and piece.inline.text[:1] in ".,;:)’”!?")
    return piece.box.x0 - last.box.x1 > 0.15 * piece.size


def joined(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbours of one look joined, spaces single, redactions told in words turned into gaps."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Words) and isinstance(last, Words) and _alike(last, inline):
            merged[-1] = replace(last, text=last.text + inline.text)
        elif isinstance(inline, Gap) and inline == last:
            continue
        else:
            merged.append(inline)
    out: list[Inline] = []
    for inline in merged:
        out += _told(inline) if isinstance(inline, Words) else [inline]
    return tuple(out)


def _alike(a: Words, b: Words) -> bool:
    return not b.text.strip() or not a.text.strip() or (a.bold, a.italic) == (b.bold, b.italic)


def _told(words: Words) -> list[Inline]:
    out: list[Inline] = []
    text, at = re.sub(r"\s+", " ", words.text), 0
    for start, end in redaction_boxes.told_in(text):
        out += [replace(words, text=text[at:start])] if start > at else []
        out.append(Gap(codes_in(text[start:end])))
        at = end
    return out + ([replace(words, text=text[at:])] if text[at:] else [])
