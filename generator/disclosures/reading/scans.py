# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scanned pages: redactions seen in the picture, and words read from it, never from under a redaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from ..documents import pdf_render, scan_boxes
from ..documents.pdf import Page
from ..documents.pdf_flow import Drawing
from ..documents.redaction_boxes import codes_in, is_label
from ..documents.scan_boxes import ScanBox
from ..documents.shapes import Box
from . import ocr, scan_labels
from .blocks import Gap, Words
from .ocr import Word
from .pieces import Piece

_DPI = 100


@dataclass(frozen=True)
class Scanned:
    """The pieces of a scanned page, and how sure the machine is of its words; None where it read none."""

    pieces: list[Piece]
    confidence: float | None
    lines: tuple[Drawing, ...] = ()
    """Lines across and down the page, as in tables."""


def is_scan(page: Page) -> bool:
    """A page that is a picture: nothing on it, or nothing but an invisible text layer, can be read as text."""
    pictures = page.flow.pictures
    if not pictures or sum(box.shared(page.size).area for box in pictures) < 0.5 * page.size.area:
        return False
    return all(glyph.mode == 3 or not glyph.char.strip() for glyph in page.glyphs)


def read(page: Page, layer: list[Piece], language: str, tick: Callable[[], None]) -> Scanned:
    """A scanned page, from the text layer that it brings, or else by OCR where that is installed."""
    coarse = pdf_render.grey(page, _DPI)
    boxes = scan_boxes.find(coarse)
    if sum(len(piece.inline.text.strip()) for piece in layer if isinstance(piece.inline, Words)) > 20:
        words = [Word(piece.inline.text, piece.box, 1.0, (0, 0, n)) for n, piece in enumerate(layer)]
        real = _real(boxes, words, {box: _inside(box, words) for box in boxes})
        return Scanned([*(piece for piece in layer if not _under(piece.box, real)), *map(_gap, real)], None)
    if not ocr.installed():
        return Scanned([_gap(box) for box in boxes if box.look == "black"], None)
    tick()
    picture = pdf_render.scan(page, ocr.DPI)
    labels = scan_labels.read(picture, boxes, language, tick)
    covered = [box for box in boxes if _says_nothing(box, labels[box])]
    words = ocr.words(scan_labels.without(picture, covered), language, tick)
    if words is None:
        return Scanned([_gap(box) for box in boxes if box.look == "black"], None)
    real = _real(boxes, words, labels)
    kept = [word for word in words if not _under(word.box, real)]
    slope = _slope(kept)
    kept = [word._replace(box=_level(word.box, slope)) for word in kept]
    lines = tuple(
        Drawing(_level(box, slope), True, True, (0.0, 0.0, 0.0), 1.0, 0) for part in scan_boxes.lines(coarse) for box in part
    )
    total = sum(len(word.text) for word in kept)
    sure = sum(word.sure * len(word.text) for word in kept) / total if total else None
    gaps = [_gap(box._replace(box=_level(box.box, slope)), _codes(labels[box])) for box in real]
    return Scanned([*_pieces(kept), *gaps], None if sure is None else round(sure, 3), lines)


def _real(boxes: Iterable[ScanBox], words: list[Word], labels: dict[ScanBox, str]) -> list[ScanBox]:
    """Dark boxes, and pale ones that hold a label, or hold nothing and stand in a line of words."""
    found: list[ScanBox] = []
    for box in boxes:
        sure = box.look == "black" or is_label(labels[box]) or _in_line(box.box, words)
        if sure and _says_nothing(box, labels[box]) and not any(one.box.grown(3).holds(box.box.centre) for one in found):
            found.append(box)
    return found


def _codes(label: str) -> tuple[str, ...]:
    return codes_in(label) if is_label(label) else ()


def _says_nothing(box: ScanBox, said: str) -> bool:
    """Whether a box holds no words but a label. Dark and shaded headings do; a label may be misread."""
    if is_label(said) or not re.search(r"\w", said):
        return True
    if box.look == "white":
        return False
    return len(said) < 12 and not re.search(r"[^\W\d_]{4}", said)


def _inside(box: ScanBox, words: list[Word]) -> str:
    return " ".join(word.text for word in words if box.box.grown(2).holds(word.box.centre))


def _in_line(box: Box, words: list[Word]) -> bool:
    near = [word.box for word in words if box.y0 < word.box.centre[1] < box.y1 and not box.holds(word.box.centre)]
    beside = any(-2 < box.x0 - other.x1 < 14 or -2 < other.x0 - box.x1 < 14 for other in near)
    return beside and 6 < box.height < 32 and box.width > 1.3 * box.height


def _under(word: Box, boxes: Iterable[ScanBox]) -> bool:
    return any(word.shared(one.box).area > 0.2 * word.area and word.meets(one.box) for one in boxes)


def _gap(box: ScanBox, codes: tuple[str, ...] = ()) -> Piece:
    place = box.box
    base = place.y1 - 0.2 * place.height if place.height < 40 else place.y1
    return Piece(place, base, min(0.8 * place.height, 12), Gap(codes, "" if codes else box.look))


def _slope(words: list[Word]) -> float:
    """How far lines fall for each point that they go on, because the paper lay askew; 0 where it lay straight."""
    slopes = []
    for line in _lines(words):
        if len(line) >= 5 and (wide := line[-1].box.x0 - line[0].box.x0) > 100:
            slopes.append((line[-1].box.centre[1] - line[0].box.centre[1]) / wide)
    return 0.0 if len(slopes) < 3 or abs(slope := median(slopes)) < 0.001 else slope


def _level(box: Box, slope: float) -> Box:
    """Where a box would stand if the paper had lain straight."""
    x, y = box.centre
    return Box(box.x0 + slope * y, box.y0 - slope * x, box.x1 + slope * y, box.y1 - slope * x)


def _lines(words: list[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _pieces(words: list[Word]) -> list[Piece]:
    """Words as pieces; all of a line have one baseline, and lines of about the usual height one size."""
    lines = _lines(words)
    heights = {id(line): _height(line) for line in lines}
    long = [heights[id(line)] for line in lines if sum(len(word.text) for word in line) > 20]
    usual = median(long or heights.values()) if lines else 10.0
    out = []
    for line in lines:
        height = heights[id(line)]
        size = usual if 0.72 * usual < height < 1.35 * usual else height
        base = median(word.box.y1 for word in line)
        for number, word in enumerate(line):
            space = " " if number + 1 < len(line) else ""
            out.append(Piece(word.box, base, size * 0.95, Words(word.text + space)))
    return out


def _height(line: list[Word]) -> float:
    tall = sorted(word.box.height for word in line)
    return tall[int(0.75 * len(tall))] * 1.15
