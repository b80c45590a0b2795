# SPDX-License-Identifier: AGPL-3.0-or-later
"""Footnotes: a raised mark in the text, and small text at the foot of the page that begins with the same mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..documents.shapes import Box
from .blocks import Note, NoteMark, Notes, Words
from .lines import Row, rows
from .pieces import Piece, Segment
from .texts import cut, run

_LABEL = re.compile(r"(\d{1,3}|[*†‡§]{1,3}|[a-z])")
_BEGINS = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3}|[*†‡§]{1,3}|[a-z]))(?:[.):]?\s+|(?=[A-Z“‘(]))")


def parted(segments: list[Segment], size: Box, rules: Sequence[Box]) -> tuple[list[Segment], Notes | None]:
    """The text of a page, its marks told as such, and the notes at its foot."""
    marks = [(segment, piece) for segment in segments for piece in segment.pieces if _is_mark(segment, piece)]
    labels = {_label(piece) for _, piece in marks}
    if not labels:
        return segments, None
    below = _foot(segments, labels, size, rules)
    if not below:
        return segments, None
    notes, numbers = _notes(rows([below]), labels)
    if not notes:
        return segments, None
    inside = set(map(id, below))
    for segment, piece in marks:
        if id(segment) not in inside and _label(piece) in numbers:
            piece.inline = NoteMark(_label(piece), numbers[_label(piece)])
    return [segment for segment in segments if id(segment) not in inside], Notes(tuple(notes))


def _label(piece: Piece) -> str:
    return piece.inline.text.strip().strip("[]()") if isinstance(piece.inline, Words) else ""


def _is_mark(segment: Segment, piece: Piece) -> bool:
    if not isinstance(piece.inline, Words) or len(segment.pieces) < 2 or piece is segment.pieces[0]:
        return False
    raised = piece.size < 0.85 * segment.size and segment.base - piece.base > 0.08 * segment.size
    return raised and bool(_LABEL.fullmatch(_label(piece)))


def _foot(segments: list[Segment], labels: set[str], size: Box, rules: Sequence[Box]) -> list[Segment]:
    """The small text at the foot, from the first line on that begins with a mark's label."""
    body = max((one.size for one in segments if one.letters > 30), default=10)
    usual = _usual_size(segments) or body
    first: Segment | None = None
    for one in sorted(segments, key=lambda one: -one.base):
        small = one.size < 0.95 * usual
        ruled = any(0 <= one.y0 - rule.y0 < 20 and rule.width < 0.6 * size.width for rule in rules)
        if not small and not ruled and not (first is None and one.base > 0.93 * size.height):
            break
        if (match := _BEGINS.match(one.text)) and (match[1] or match[2]) in labels and (small or ruled):
            first = one
            if ruled and not small:
                break
    if first is None or first.base < 0.35 * size.height:
        return []
    return [one for one in segments if one.base >= first.base - 0.5 * first.size and one.table is None]


def _usual_size(segments: list[Segment]) -> float:
    counts: dict[float, int] = {}
    for one in segments:
        counts[round(one.size, 1)] = counts.get(round(one.size, 1), 0) + one.letters
    return max(counts, key=lambda size: counts[size], default=0.0)


def _notes(lines: list[Row], labels: set[str]) -> tuple[list[Note], dict[str, int]]:
    """The notes, and the number of each by its label."""
    groups: list[tuple[str, int, list[Row]]] = []
    for line in lines:
        match = _BEGINS.match(line.text)
        label = (match[1] or match[2]) if match else ""
        if label in labels and all(label != other for other, _, _ in groups):
            groups.append((label, match.end(), [line]))
        elif groups:
            groups[-1][2].append(line)
    numbers = {label: number for number, (label, _, _) in enumerate(groups, 1)}
    notes = [Note(numbers[label], label, cut(run(group), length)) for label, length, group in groups]
    return notes, numbers
