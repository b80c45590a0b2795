# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages in columns: the left one is read to its end before the next one, whatever their number and widths.

    ┌──────────────────────┐
    │  a heading across    │   what crosses the gutter parts the page into bands
    │ left 1      right 1  │   in a band with text on both sides: left 1, left 2, right 1, right 2
    │ left 2      right 2  │   each side may have columns of its own
    └──────────────────────┘

Cells of a table stand side by side too. They share their lines, and are short, or begin anew at the same heights; the
lines of columns are long, or stand at heights of their own. A line down the gutter makes a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..documents.shapes import Box
from .pieces import Segment

_LINES = 4
"""Lines that make a column."""
_WORDS = 2.6
"""Words of an average line in a column of running text."""


def ordered(segments: Sequence[Segment], rules: Sequence[Box], depth: int = 0) -> list[list[Segment]]:
    """The segments in groups that are read one after the other; a single group where there is one column."""
    if len(segments) >= 2 * _LINES and depth < 4:
        for edge in _gutters(segments):
            if any(rule.x0 > edge - 25 and rule.x0 < edge + 6 for rule in rules):
                continue
            groups = _split(segments, edge, rules, depth)
            if groups:
                return groups
    return [list(segments)]


def _gutters(segments: Sequence[Segment]) -> list[float]:
    """Where a right column could begin: where many lines start, from left to right."""
    left = min(one.x0 for one in segments)
    width = max(one.x1 for one in segments) - left
    starts = Counter(round(one.x0 / 3) for one in segments if 0.12 * width < one.x0 - left < 0.88 * width)
    found = []
    for start, count in starts.most_common(8):
        if count + starts.get(start + 1, 0) + starts.get(start - 1, 0) >= _LINES:
            found.append(min(start, start - 1 if starts.get(start - 1, 0) else start) * 3 - 2.0)
    return sorted(set(found))


def _split(segments: Sequence[Segment], edge: float, rules: Sequence[Box], depth: int) -> list[list[Segment]]:
    """The groups when the page is parted at `edge`; none when no band has columns on both sides of it."""
    crossing, rest = [], []
    for one in segments:
        (crossing if one.x0 < edge - 1 and one.x1 > edge + 3 else rest).append(one)
    if len(crossing) > 0.6 * len(segments):
        return []
    out: list[list[Segment]] = []
    across: list[Segment] = []
    parted = False
    for band, closer in _bands(rest, crossing):
        left = [one for one in band if one.x0 < edge]
        right = [one for one in band if one.x0 >= edge]
        if left and right and _columns(left, right):
            out += [across] if across else []
            across, parted = [], True
            out += ordered(left, rules, depth + 1)
            out += ordered(right, rules, depth + 1)
        else:
            across += band
        if closer is not None:
            across.append(closer)
    out += [across] if across else []
    return out if parted else []


def _bands(rest: list[Segment], crossing: list[Segment]) -> list[tuple[list[Segment], Segment | None]]:
    """What stands between one crossing segment and the next, from top to bottom."""
    out: list[tuple[list[Segment], Segment | None]] = []
    crossing = sorted(crossing, key=lambda one: one.base)
    at = 0
    rest = sorted(rest, key=lambda one: one.base)
    for closer in crossing:
        start = at
        while at < len(rest) and rest[at].base <= closer.base + 1:
            at += 1
        out.append((rest[start:at], closer))
    out.append((rest[at:], None))
    return out


def _columns(left: list[Segment], right: list[Segment]) -> bool:
    """Whether two sides are columns of text rather than cells of rows."""
    if len(left) < 3 or len(right) < 3 or not _overlap(left, right):
        return False
    heights = {round(one.base) for one in left}
    others = {round(one.base) for one in right}
    shared = sum(any(height + by in heights for by in (-1, 0, 1)) for height in others)
    if shared < 0.5 * min(len(heights), len(others)):
        return True
    start = min(one.x0 for one in right)
    first = [one for one in right if one.x0 < start + 25]
    return _runs(left) and _runs(first) and not _same_breaks(left, first)


def _overlap(left: list[Segment], right: list[Segment]) -> bool:
    top, bottom = max(left[0].y0, right[0].y0), min(left[-1].y1, right[-1].y1)
    return bottom - top > 20


def _runs(side: list[Segment]) -> bool:
    """Whether most lines are sentences that fill the side's width."""
    lines = [one for one in side if one.letters]
    if len(lines) < _LINES:
        return False
    start, end = min(one.x0 for one in lines), max(one.x1 for one in lines)
    full = [one for one in lines if one.x1 - one.x0 > 0.7 * (end - start)]
    if len(full) < 0.45 * len(lines):
        return False
    words = sum(_words(one) for one in full)
    return words >= _WORDS * len(full) and sum(one.letters for one in full) >= 14 * len(full)


def _words(segment: Segment) -> int:
    return sum(len(piece.inline.text.split()) for piece in segment.pieces if hasattr(piece.inline, "text"))


def _same_breaks(left: list[Segment], right: list[Segment]) -> bool:
    """Whether both sides pause at the same heights, as the cells of long rows do."""
    first, second = _breaks(left), _breaks(right)
    if len(first) < 2 or len(second) < 2 or len(left) > 5 * (len(first) + 1):
        return False
    common = sum(any(abs(a - b) < 3 for b in second) for a in first)
    return common >= 0.8 * min(len(first), len(second)) and common >= 2


def _breaks(side: list[Segment]) -> list[float]:
    """Baselines of lines that begin after a pause."""
    steps = [(b.base - a.base, b.base) for a, b in pairwise(side)]
    usual = sorted(steps)[len(steps) // 2][0] if steps else 0
    return [base for step, base in steps if step > 1.3 * usual]
