# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction boxes in a scan, found in its pixels: solid dark or grey rectangles, and empty outlined ones.

Rows of the picture are searched for runs of one shade, and runs that lie on one another make a patch. A patch that
fills the rectangle about it is a box. Photographs, rules and letters do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .pdf_render import Grey
from .shapes import Box

_DARK = re.compile(rb"[\x00-\x50]{14,}")
_MIDDLE = re.compile(rb"[\x60-\xd0]{18,}")
_LINE = re.compile(rb"[\x00-\x90]{24,}")
_MANY = 4000
"""Runs in a picture beyond which it is a photograph."""


class ScanBox(NamedTuple):
    """A rectangle in points, and what it looks like: `black`, `grey` or `white`."""

    box: Box
    look: str


@dataclass(slots=True)
class _Patch:
    top: int
    bottom: int
    runs: list[tuple[int, int]]
    last: list[tuple[int, int]]


def find(picture: Grey) -> list[ScanBox]:
    """The rectangles of a page that could be redactions. Grey and white ones are so only where they stand in a line."""
    found = [ScanBox(_points(box, picture), "black") for box in _solid(picture, _DARK, 7, 0.72)]
    found += [ScanBox(_points(box, picture), "grey") for box in _solid(picture, _MIDDLE, 9, 0.9)]
    found += [ScanBox(_points(box, picture), "white") for box in _outlined(picture)]
    return sorted(found, key=lambda one: (round(one.box.y0), one.box.x0))


def _points(box: tuple[int, int, int, int], picture: Grey) -> Box:
    return Box(*(side / picture.scale for side in box))


def _solid(picture: Grey, shade: re.Pattern[bytes], height: int, full: float) -> list[tuple[int, int, int, int]]:
    """(left, top, right, bottom) in pixels of the patches that fill their rectangles."""
    out = []
    for patch in _patches(picture, shade):
        runs = sorted(b - a for a, b in patch.runs)
        wide = runs[int(0.8 * len(runs))]
        ends = [(a, b) for a, b in patch.runs if b - a >= 0.8 * wide]
        left, right = sorted(a for a, _ in ends)[len(ends) // 2], sorted(b for _, b in ends)[len(ends) // 2]
        high = patch.bottom - patch.top + 1
        area = sum(min(b, right + 3) - max(a, left - 3) for a, b in patch.runs if b > left and a < right)
        if right - left >= 12 and high >= height and area >= full * (right - left) * high and right - left < 40 * high:
            out.append((left, patch.top, right, patch.bottom + 1))
    return out


def _patches(picture: Grey, shade: re.Pattern[bytes]) -> list[_Patch]:
    """Runs of one shade that lie on one another, over at most one row in which they fail."""
    wide, open_, done, count = picture.width, [], [], 0
    for row in range(picture.height):
        line = picture.pixels[row * wide : (row + 1) * wide]
        runs = [match.span() for match in shade.finditer(line)]
        count += len(runs)
        if count > _MANY * 4:
            return []
        fresh = []
        for run in runs:
            home = next((one for one in open_ if any(min(run[1], b) - max(run[0], a) > 0.5 * min(run[1] - run[0], b - a) for a, b in one.last)), None)
            if home is None:
                home = _Patch(row, row, [], [])
                fresh.append(home)
            if home.bottom != row or not home.runs:
                home.bottom, home.last = row, []
            home.runs.append(run)
            home.last.append(run)
        still = [one for one in open_ if row - one.bottom <= 1]
        done += [one for one in open_ if row - one.bottom > 1]
        open_ = still + fresh
    return [one for one in done + open_ if one.bottom - one.top >= 5]


def _outlined(picture: Grey) -> list[tuple[int, int, int, int]]:
    """Rectangles of thin lines, as high as a line of text or a few, with nothing in them."""
    wide, lines = picture.width, []
    for row in range(picture.height):
        for match in _LINE.finditer(picture.pixels[row * wide : (row + 1) * wide]):
            lines.append((row, *match.span()))
        if len(lines) > _MANY:
            return []
    out = []
    for top, left, right in lines:
        for bottom, start, end in lines:
            if 10 <= bottom - top <= 60 and abs(left - start) <= 3 and abs(right - end) <= 3:
                if _is_frame(picture, left, top, right, bottom):
                    out.append((left, top, right, bottom))
                    break
    return _apart(out)


def _is_frame(picture: Grey, left: int, top: int, right: int, bottom: int) -> bool:
    """Dark at both sides, and light within."""
    wide, pixels = picture.width, picture.pixels
    sides = dark = 0
    for row in range(top + 2, bottom - 1):
        at = row * wide
        inner = pixels[at + left + 5 : at + right - 5]
        if inner and min(inner) < 170:
            return False
        sides += 2
        dark += min(pixels[at + left : at + left + 4]) < 150
        dark += min(pixels[at + right - 4 : at + right]) < 150
    return sides > 0 and dark > 0.9 * sides


def _apart(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Without boxes that are another one seen twice."""
    out: list[tuple[int, int, int, int]] = []
    for box in boxes:
        if not any(all(abs(a - b) <= 4 for a, b in zip(box, other, strict=True)) for other in out):
            out.append(box)
    return out
