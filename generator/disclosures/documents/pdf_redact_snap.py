# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gaps that give nothing away: how wide a box is, and where the rest of its line goes.

    From Ann Harbottle to the board        From Jo Lee to the board
    From ████ to the board                 From ████ to the board

A gap as wide as the name under it tells the name to whoever tries a list of names. So a box has one of a few widths:
36 points for anything up to 144 points wide, and steps of 144 points beyond that, rounded down. The rest of the line
follows at once. The spaces of the line get the width that their font gives them, because a program that fills lines to
the margin writes the missing word's width into every space.

The line ends early, and never late: a box is wider than what it replaces only for short words, or for a label that
needs the room, and gives way where the line would run into what stands to its right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .pdf_redact_walk import Letter
from .shapes import Box

GRID = 36.0
COARSE = 4 * GRID
_APART = 1.2
"""Letters further apart than this many times their size belong to different cells."""
_SPACE = 0.27
_KERN = 0.15


@dataclass(eq=False)
class Gap:
    """Where letters were taken from a line: its box runs from `s0` to `s1` along the line."""

    region: int
    letter: Letter
    """The first letter that was there."""
    s0: float
    s1: float
    size: float
    followed: bool = False
    """Whether anything of its line stands after it."""
    removed: float = 0.0
    """How wide the words were."""

    def box(self, whole: bool = False) -> Box:
        """Its place on the page, in the PDF's own coordinates; with `whole`, as wide as the words and a little more."""
        (ux, uy), t = self.letter.show.along, self.letter.t
        end = self.s0 + COARSE * math.ceil(self.removed / COARSE) if whole else self.s1
        corners = [
            (s * ux - h * uy, s * uy + h * ux)
            for s in (self.s0, end)
            for h in (t - 0.25 * self.size, t + 0.85 * self.size)
        ]
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(eq=False)
class _Token:
    letters: list[Letter] = field(default_factory=list)
    region: int | None = None
    before: float = 0.0
    """The space before it."""

    @property
    def start(self) -> float:
        return self.letters[0].s

    @property
    def end(self) -> float:
        return max(one.s + one.wide for one in self.letters)


def box_width(removed: float, size: float, label: float) -> float:
    """The width of a box for `removed` points of text in letters of `size`, with room for a label. All in points."""
    scale = max(math.ceil(size / 12 - 0.01), 1)
    wide = GRID if removed <= COARSE * scale else COARSE * scale * math.floor(removed / (COARSE * scale))
    return max(wide, GRID * math.ceil((label + 4) / GRID) if label else 0)


def lay_out(letters: Iterable[Letter], label: Callable[[int], float], page: Box) -> list[Gap]:
    """Move what follows each gap, and tell the gaps. `label` is a region's label's width."""
    gaps: list[Gap] = []
    lines = list(_lines([one for one in letters if not one.show.hidden]))
    stops = _Stops([part for line in lines for part in line], page)
    for line in lines:
        for place, part in enumerate(line):
            if any(one.region is not None for one in part):
                least = _end(line[place - 1]) + 4 if place else -math.inf
                limit = line[place + 1][0].s - 4 if place + 1 < len(line) else stops.edge(part[0])
                gaps += _lay(part, label, least, limit, stops)
    return gaps


def _end(part: list[Letter]) -> float:
    return max(one.s + one.wide for one in part)


class _Stops:
    """Where the page's lines begin and end, to tell what a line is ranged by.

    A line that begins where others do stays there, one that ends where others do ends there again, and one in the
    middle of the page stays in the middle. Any other line that begins in the right half of the page may be ranged
    right, and then its beginning tells how long it was: it goes to a coarse grid.
    """

    def __init__(self, parts: list[list[Letter]], page: Box):
        self.page = page
        self.starts = sorted(part[0].s for part in parts)
        self.ends = sorted(map(_end, parts))

    def _across(self, letter: Letter) -> tuple[float, float]:
        """The page's edges along a line's direction."""
        ux, uy = letter.show.along
        corners = [x * ux + y * uy for x in (self.page.x0, self.page.x1) for y in (self.page.y0, self.page.y1)]
        return min(corners), max(corners)

    def edge(self, letter: Letter) -> float:
        return self._across(letter)[1] - 10

    def start(self, part: list[Letter], total: float, least: float) -> float:
        """Where a line of `total` points begins."""
        start, end = part[0].s, _end(part)
        left, right = self._across(part[0])
        if _others(self.starts, start):
            return start
        if others := _others(self.ends, end):
            return max(others[0] - total, least)
        if abs(start + end - left - right) < 4:
            return max((left + right - total) / 2, least)
        if start < (left + right) / 2:
            return start
        return max(left + math.floor((start - left) / COARSE) * COARSE, least)


def _others(stops: list[float], stop: float) -> list[float]:
    """The other lines' stops within a point and a half of this one, which is among them."""
    near = [other for other in stops if abs(other - stop) < 1.5]
    if stop in near:
        near.remove(stop)
    return near


def _lines(letters: list[Letter]) -> Iterable[list[list[Letter]]]:
    """The page's lines, each as its cells from left to right."""
    groups: dict[tuple[float, float], list[Letter]] = {}
    for one in letters:
        groups.setdefault((round(one.show.along[0], 1), round(one.show.along[1], 1)), []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: one.t)
        line: list[Letter] = []
        for one in group:
            if line and one.t - line[0].t > 0.5 * min(one.size, line[0].size):
                yield _cells(line)
                line = []
            line.append(one)
        if line:
            yield _cells(line)


def _cells(line: list[Letter]) -> list[list[Letter]]:
    line.sort(key=lambda one: one.s)
    cells: list[list[Letter]] = []
    end = -math.inf
    for one in line:
        if one.s - end > _APART * max(one.size, 6):
            cells.append([])
        cells[-1].append(one)
        reach = one.s + one.wide + max(one.spacing, 0)  # a space that was stretched parts no cells
        end = reach if len(cells[-1]) == 1 else max(end, reach)
    return cells


def _tokens(part: list[Letter]) -> list[_Token]:
    """Words and gaps in order, with the natural space before each."""
    tokens: list[_Token] = []
    spaces: list[Letter] = []
    for one in part:
        if one.space:
            spaces.append(one)
            continue
        last = tokens[-1] if tokens else None
        bare = one.s - last.end if last else 0.0
        same = last is not None and last.region == one.region
        if same and (one.region is not None or (not spaces and bare < _KERN * one.size)):
            last.letters.append(one)
        else:
            token = _Token([one], one.region)
            if last:
                token.before = _space(spaces, bare, one.size)
                if not spaces and last.region != one.region and bare < _KERN * one.size:
                    token.before = 0.08 * one.size
            tokens.append(token)
        for space in spaces:  # a space on its own hides nothing, and one inside a gap goes with it
            space.region = one.region if same and one.region is not None else None
        spaces = []
    for space in spaces:
        space.region = None
    return tokens


def _space(spaces: list[Letter], bare: float, size: float) -> float:
    if not spaces:
        return _SPACE * size if bare >= _KERN * size else bare
    total, end = 0.0, -math.inf
    for one in spaces:
        if one.s >= end - 0.5 * one.wide:  # a letter drawn twice for boldness counts once
            total += one.wide
            end = one.s + one.wide
    return total


def _lay(part: list[Letter], label: Callable[[int], float], least: float, limit: float, stops: _Stops) -> list[Gap]:
    tokens = _tokens(part)
    if not any(token.region is not None for token in tokens):
        return []
    widths = {
        id(token): box_width(token.end - token.start, token.letters[0].size, label(token.region))
        if token.region is not None
        else token.end - token.start - sum(one.spacing for one in token.letters[:-1])
        for token in tokens
    }
    total = sum(widths.values()) + sum(token.before for token in tokens[1:])
    start = stops.start(part, total, least)
    total += start
    for token in tokens:
        if token.region is not None and total > limit:
            narrow = max(widths[id(token)] - 6 * math.ceil((total - limit) / 6), 12)
            total -= widths[id(token)] - narrow
            widths[id(token)] = narrow
    gaps: list[Gap] = []
    cursor, end = start, -math.inf
    for token in tokens:
        for space in (one for one in part if one.space and one.region is None and end <= one.s < token.start):
            space.moved = cursor
        cursor += token.before
        if token.region is None:
            spacing = 0.0
            for one in token.letters:
                one.moved = cursor + one.s - token.start - spacing
                spacing += one.spacing
            cursor += widths[id(token)]
        else:
            first = token.letters[0]
            size = max(one.size for one in token.letters)
            end_of_box, removed = cursor + widths[id(token)], token.end - token.start
            gaps.append(Gap(token.region, first, cursor, end_of_box, size, token is not tokens[-1], removed))
            cursor += widths[id(token)]
        end = token.start
    for space in (one for one in part if one.space and one.region is None and one.moved is None):
        space.moved = cursor
    return gaps
