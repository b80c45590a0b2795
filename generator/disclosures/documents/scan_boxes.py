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

_DARK = re.compile(rb"[\x00-\x50]{9,}")
_MIDDLE = re.compile(rb"[\x60-\xd0]{9,}")
_Sides = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""
_LINE = re.compile(rb"[\x00-\xa8]{24,}")
_LIGHT = bytes(value > 170 for value in range(256))
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
    found = [ScanBox(_points(box, picture), "black") for box in _solid(picture, _DARK, range(0x60), 0.8)]
    found += [ScanBox(_points(box, picture), "grey") for box in _solid(picture, _MIDDLE, range(0x50, 0xD8), 0.92)]
    found += [ScanBox(_points(box, picture), "white") for box in _outlined(picture)]
    return sorted(found, key=lambda one: (round(one.box.y0), one.box.x0))


def _points(box: _Sides, picture: Grey) -> Box:
    return Box(*(side / picture.scale for side in box))


def _solid(picture: Grey, shade: re.Pattern[bytes], tones: range, full: float) -> list[_Sides]:
    """The patches that fill their rectangles; parts that the letters of a label keep apart are put together."""
    inked = picture.pixels.translate(bytes(value in tones for value in range(256)))
    patches = _patches(picture, shade)
    whole: list[_Sides] = []
    for patch in patches:
        box = (min(a for a, _ in patch.runs), patch.top, max(b for _, b in patch.runs), patch.bottom + 1)
        for other in [one for one in whole if _near(one, box)]:
            both = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            if _ringed(inked, picture.width, both):
                whole.remove(other)
                box = both
        whole.append(box)
    found = [box for box in whole if _sized(box) and _ringed(inked, picture.width, box) and _share(inked, picture.width, box) > 0.5]
    for patch in patches:
        box = _trimmed(patch)
        if _sized(box) and _share(inked, picture.width, box) > full and not any(_holds(one, box) for one in found):
            found.append(box)
    return found


def _trimmed(patch: _Patch) -> _Sides:
    """The rectangle that most runs of a patch agree on."""
    wide = sorted(b - a for a, b in patch.runs)[int(0.8 * len(patch.runs))]
    ends = [(a, b) for a, b in patch.runs if b - a >= 0.8 * wide]
    left, right = sorted(a for a, _ in ends)[len(ends) // 2], sorted(b for _, b in ends)[len(ends) // 2]
    return left, patch.top, right, patch.bottom + 1


def _sized(box: _Sides) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return wide >= 12 and high >= 8 and wide < 60 * high


def _near(a: _Sides, b: _Sides) -> bool:
    """Whether a label's letters could lie between two parts."""
    return min(a[2], b[2]) - max(a[0], b[0]) > -12 and min(a[3], b[3]) - max(a[1], b[1]) > -16 and max(a[3] - a[1], b[3] - b[1]) < 60


def _holds(outer: _Sides, inner: _Sides) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _share(inked: bytes, wide: int, box: _Sides) -> float:
    left, top, right, bottom = box
    area = max((right - left) * (bottom - top), 1)
    return sum(sum(inked[row * wide + left : row * wide + right]) for row in range(top, bottom)) / area


def _ringed(inked: bytes, wide: int, box: _Sides) -> bool:
    """Whether a rectangle has ink all along its edges, two pixels inside it."""
    left, top, right, bottom = box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2
    if right - left < 4 or bottom - top < 3:
        return False
    ring = [inked[row * wide + left : row * wide + right] for row in (top, bottom - 1)]
    ring += [inked[top * wide + at : bottom * wide + at : wide] for at in (left, right - 1)]
    return all(sum(edge) >= 0.9 * len(edge) for edge in ring)


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


def _outlined(picture: Grey) -> list[_Sides]:
    """Rectangles of thin lines, as high as a line of text or a few, with nothing in them."""
    out, lines = [], _thin_lines(picture)
    for top, left, right in lines:
        for bottom, start, end in lines:
            alike = 10 <= bottom - top <= 60 and abs(left - start) <= 3 and abs(right - end) <= 3
            if alike and _is_frame(picture, left, top, right, bottom):
                out.append((left, top, right, bottom))
                break
    return _apart(out)


def lines(picture: Grey) -> tuple[list[Box], list[Box]]:
    """The thin lines across a page and those down it, as in tables. One that lies askew is told in pieces."""
    wide, high = picture.width, picture.height
    turned = Grey(high, wide, picture.scale, b"".join(picture.pixels[column::wide] for column in range(wide)))
    across = [_points((left, row, right, row + 1), picture) for row, left, right in _thin_lines(picture)]
    down = [_points((row, left, row + 1, right), picture) for row, left, right in _thin_lines(turned)]
    return across, down


def _thin_lines(picture: Grey) -> list[tuple[int, int, int]]:
    """(row, left, right) of lines across, at most six rows thick; none where a picture has very many."""
    wide, above = picture.width, b"\xff" * picture.width
    open_: list[tuple[int, int, int, int]] = []
    out: list[tuple[int, int, int]] = []
    for row in range(picture.height):
        line = picture.pixels[row * wide : (row + 1) * wide]
        # a line that lies askew goes on in the row below
        runs = [match.span() for match in _LINE.finditer(bytes(map(min, above, line)))]
        above = line
        still = []
        for first, last, left, right in open_:
            run = next((one for one in runs if abs(one[0] - left) <= 4 and abs(one[1] - right) <= 4), None)
            if run is not None:
                runs.remove(run)
                still.append((first, row, min(left, run[0]), max(right, run[1])))
            elif last - first < 6:
                out.append((first, left, right))
        open_ = still + [(row, row, *run) for run in runs]
        if len(out) > _MANY // 10:
            return []
    return out


def _is_frame(picture: Grey, left: int, top: int, right: int, bottom: int) -> bool:
    """Dark at both sides, and light within but for a label."""
    wide, pixels = picture.width, picture.pixels
    sides = dark = inside = inner = 0
    for row in range(top + 2, bottom - 1):
        at = row * wide
        inside += max(right - left - 10, 0)
        inner += sum(map(_LIGHT.__getitem__, pixels[at + left + 5 : at + right - 5]))
        sides += 2
        dark += min(pixels[at + left : at + left + 4]) < 150
        dark += min(pixels[at + right - 4 : at + right]) < 150
    return sides > 0 and dark > 0.9 * sides and inner > 0.75 * inside


def _apart(boxes: list[_Sides]) -> list[_Sides]:
    """Without boxes that are another one seen twice."""
    out: list[_Sides] = []
    for box in boxes:
        if not any(all(abs(a - b) <= 4 for a, b in zip(box, other, strict=True)) for other in out):
            out.append(box)
    return out
