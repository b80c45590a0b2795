# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a scan or screenshot that were blurred, while the rest is sharp.

    sharp     255 255  20  10 240 255  30  15 255     blurred    255 240 200 170 185 175 205 240 255

A blurred word is darker than the paper over a good length of several rows, rises and falls as letters do, and has no
sharp step anywhere; around it is paper. A photograph has no paper around it, a soft shade does not rise and fall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.pdf_render import Grey
from ..documents.shapes import Box
from .mosaic import EVERY, is_finer, steps_of

_PAPER, _DARK, _WAVE = 12, 40, 6
"""Grey values: paper varies by less, blurred words are darker by more, and letters in them rise and fall by as much."""
_RUN = re.compile(rb"\x01{30,900}")
_HIGH = (8, 110)
"""Pixels."""
_FINE = 6
"""Pixels; sharp writing has steps closer to each other."""


@dataclass
class _Patch:
    left: int
    right: int
    top: int
    bottom: int
    rows: int = 1
    waves: int = 0


def find(picture: Grey) -> Iterator[Box]:
    """The blurred words of a picture that is mostly paper, in its own pixels."""
    width = picture.width
    rows = [picture.pixels[y * width : (y + 1) * width] for y in range(0, picture.height, EVERY)]
    whole = b"".join(rows)
    sample = whole[::61]
    paper = max(range(256), key=sample.count)
    inked = bytes(abs(value - paper) > _PAPER for value in range(256))
    marks = whole.translate(inked)
    if marks.count(1) > 0.5 * len(marks):
        return
    steps = steps_of(picture, 32)
    patches = list(_patches(rows, marks, steps, paper, width))
    for patch in patches:
        high = patch.bottom - patch.top
        if (
            patch.rows >= 4 and patch.waves >= 0.5 * patch.rows and _HIGH[0] <= high <= _HIGH[1]
            and patch.right - patch.left > 1.5 * high and _is_on_paper(picture, patch, inked) and is_finer(steps, _FINE)
        ):  # fmt: skip
            yield Box(patch.left, patch.top, patch.right, patch.bottom)


def _patches(rows: list[bytes], marks: bytes, steps: list[bytes], paper: int, width: int) -> Iterator[_Patch]:
    """Soft runs of neighbouring rows, put together."""
    open_: list[_Patch] = []
    for number, row in enumerate(rows):
        y = number * EVERY
        for patch in [patch for patch in open_ if y - patch.bottom > 2 * EVERY]:
            open_.remove(patch)
            yield patch
        for run in _RUN.finditer(marks, number * width, (number + 1) * width):
            left, right = run.start() - number * width, run.end() - number * width
            if 1 in steps[number][max(left - 2, 0) : right + 2]:
                continue
            waves = _rises_and_falls(row[left:right], paper)
            for patch in open_:
                if left < patch.right and patch.left < right:
                    patch.left, patch.right = min(patch.left, left), max(patch.right, right)
                    patch.rows += y + EVERY > patch.bottom
                    patch.bottom, patch.waves = y + EVERY, patch.waves + waves
                    break
            else:
                open_.append(_Patch(left, right, y, y + EVERY, waves=waves))
    yield from open_


def _rises_and_falls(values: bytes, paper: int) -> bool:
    """Whether grey values are clearly darker than paper and change their direction at least twice."""
    if max(abs(value - paper) for value in values) < _DARK:
        return False
    turns, up, mark = 0, None, values[0]
    for value in values:
        if abs(value - mark) >= _WAVE:
            turns += up is not None and up != (value > mark)
            up, mark = value > mark, value
        elif up is not None and (value > mark) == up:
            mark = value
    return turns >= 2


def _is_on_paper(picture: Grey, patch: _Patch, inked: bytes) -> bool:
    """Whether almost all of a frame around the patch is paper."""
    left, right = max(patch.left - 8, 0), min(patch.right + 8, picture.width)
    frame = b""
    for y in (patch.top - 7, patch.top - 5, patch.bottom + 5, patch.bottom + 7):
        if 0 <= y < picture.height:
            frame += picture.pixels[y * picture.width + left : y * picture.width + right]
    return frame.translate(inked).count(1) < 0.3 * max(len(frame), 1)
