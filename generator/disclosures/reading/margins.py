# SPDX-License-Identifier: AGPL-3.0-or-later
"""The head and foot of pages: page numbers, and lines that come again on page after page, are not part of what is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .blocks import Words
from .lines import Row
from .pieces import Piece, Segment

_COUNTED = re.compile(r"(?:page|p\.?|tudalen)?\s*[-–—|]?\s*(?P<n>\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?(?:\s*(?:of|o|/)\s*\d{1,4})?", re.IGNORECASE)
_SAID = re.compile(r"(?:page|tudalen)\s*\d|\d\s*(?:of|/)\s*\d|[-–—]\s*\d+\s*[-–—]", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MARGIN = 0.1
"""The part of a page's height, above and below, in which head and foot stand."""


@dataclass
class Sheet:
    """A page's segments without head and foot, and the page number printed in these; empty where none is."""

    segments: list[Segment]
    label: str = ""


def without_furniture(pages: Sequence[Sequence[Segment]], heights: Sequence[float]) -> list[Sheet]:
    """The pages without page numbers, and with running heads and feet where they first stood only."""
    pages = [without_line_numbers(list(page)) for page in pages]
    margins = [
        [(one, _key(one, height)) for one in page if _outside(one, height)]
        for page, height in zip(pages, heights, strict=True)
    ]
    times = Counter(key for found in margins for key in {key for _, key in found if key})
    numbers = _numbers(margins)
    seen: set[tuple[str, int]] = set()
    sheets = []
    for index, (page, found) in enumerate(zip(pages, margins, strict=True)):
        dropped: set[int] = set()
        label = ""
        for one, key in found:
            if id(one) in numbers:
                label = label or numbers[id(one)]
                dropped.add(id(one))
            elif key in seen:
                dropped.add(id(one))
            elif key and times[key] > 1:
                seen.add(key)
        counted = label == str(index + 1)
        sheets.append(Sheet([one for one in page if id(one) not in dropped], "" if counted else label))
    return sheets


def without_line_numbers(segments: list[Segment]) -> list[Segment]:
    """Without the numbers that courts print beside each line: at least 15, one by one and evenly down the left of prose."""
    found = [(one, piece) for one in segments for piece in one.pieces[:2] if _is_number(piece)]
    edge = median(piece.box.x1 for _, piece in found) if found else 0
    found = sorted((each for each in found if abs(each[1].box.x1 - edge) < 12), key=lambda each: each[1].base)
    if len(found) < 15:
        return segments
    counted = [int(piece.inline.text) for _, piece in found if isinstance(piece.inline, Words)]
    steps = sorted(b.base - a.base for (_, a), (_, b) in pairwise(found))
    beside = {id(piece) for _, piece in found}
    left = [one for one in segments if any(id(piece) not in beside for piece in one.pieces) or one.table]
    clear = sum(one.x0 > edge - 2 for one in left) > 0.9 * len(left) and sum(one.letters > 40 for one in left) > 0.5 * len(left)
    if not clear or steps[-2] - steps[1] > 3 or any(b - a != 1 for a, b in pairwise(counted)):
        return segments
    for one in left:
        one.pieces = [piece for piece in one.pieces if id(piece) not in beside]
    return left


def _is_number(piece: Piece) -> bool:
    return isinstance(piece.inline, Words) and len(piece.inline.text) < 4 and piece.inline.text.strip().isdigit()


def is_whole_gap(rows: Sequence[Row], height: float) -> bool:
    """Whether everything between head and foot is redacted: nothing else is said, and the boxes are large."""
    body = [row for row in rows if row.box.y1 >= _MARGIN * height and row.box.y0 <= (1 - _MARGIN) * height]
    redacted = sum(row.box.height for row in body if row.only_gaps)
    return bool(body) and all(row.only_gaps for row in body) and redacted > 0.4 * height


def _outside(segment: Segment, height: float) -> bool:
    return segment.table is None and (segment.y1 < _MARGIN * height or segment.y0 > (1 - _MARGIN) * height)


def _key(segment: Segment, height: float) -> tuple[str, int] | None:
    """What a running line is known by: its words without numbers, and its height on the page."""
    text = segment.text.strip()
    if "\0" in text or not text:
        return None
    from_foot = segment.base > height / 2
    return re.sub(r"\d+", "#", text), round((height - segment.base if from_foot else segment.base) / 4) * (-1) ** from_foot


def _numbers(margins: Sequence[list[tuple[Segment, tuple[str, int] | None]]]) -> dict[int, str]:
    """Segments that are page numbers, by identity, with the number: they say so, or count along with the pages."""
    found: list[tuple[int, Segment, str, int]] = []
    for index, page in enumerate(margins):
        found += [(index, one, label, number) for one, _ in page for label, number in _counted(one)]
    steps = Counter({(number - index, label.isdigit()) for index, _, label, number in found})
    for index, _, label, number in found:
        steps[number - index, label.isdigit()] += 1
    out = {}
    for index, one, label, number in found:
        along = steps[number - index, label.isdigit()] > 2
        lone = len(margins) == 1 and number == 1
        if along or lone or _SAID.search(one.text):
            out[id(one)] = label
    return out


def _counted(segment: Segment) -> Iterator[tuple[str, int]]:
    text = segment.text.strip()
    if len(text) < 24 and (match := _COUNTED.fullmatch(text)):
        label = match["n"]
        yield label, int(label) if label.isdigit() else _roman(label.lower())


def _roman(label: str) -> int:
    values = [_ROMAN[letter] for letter in label]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
