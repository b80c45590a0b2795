# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a picture that were made coarse: blocks of one shade each on an even grid, while the rest is sharp.

    every third row is read as steps: 1 where a pixel differs from the one before it, 0 where it does not

    sharp     0110010001101000010110100     mosaic     1000010000100001000010000     steps at even distances

Steps at even distances in several rows are a suspicion. It holds when rows and columns there change on an even grid
only, the blocks have many shades (a bar code has two), and the picture has finer detail elsewhere (a small picture that
was enlarged has none).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

from ..documents.pdf_render import Grey
from ..documents.shapes import Box

EVERY = 3
"""Rows from one that is read to the next."""
_EVEN = re.compile(
    rb"\x01(\x00{2,4}+)(?=\x01)(?:\x01{1,2}\1\x00?(?=\x01)){5,}|"
    rb"\x01(\x00{5,39}+)(?=\x01)(?:\x01{1,2}\2\x00?(?:\x00?\2\x00?)?(?=\x01)){3,}"
)
"""Steps at even distances, give or take a pixel; two blocks may have the same shade."""
_ANY = bytes([0]) + bytes([1]) * 255
_MOST = 4_000
"""Suspicions that are followed up; a picture with more of them is noise."""
_WINDOW = 240
"""Pixels; of a larger suspicion only so much is looked at."""
_FLAT = 20
"""Grey values; most pixels of a block differ by no more."""
_SHADES = 5
_CONTRAST = 32
"""Grey values; blocks of 8 pixels on the grid of JPEG differ by less when only JPEG made them."""
_FINE = 60
"""Details finer than the grid that a picture has at least."""


@dataclass
class _Suspicion:
    size: int
    left: int
    right: int
    top: int
    bottom: int
    rows: int = 1

    def takes(self, size: int, left: int, right: int, y: int) -> bool:
        near = y - self.bottom <= 3 * size and left < self.right and self.left < right
        return near and abs(size - self.size) <= 2

    @property
    def area(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)


def find(picture: Grey) -> Iterator[Box]:
    """The coarse parts of a picture, in its own pixels."""
    told: list[Box] = []
    for least in (1, 16):  # as it was made, and after JPEG has had its way with it
        steps = steps_of(picture, least)
        for one in _suspicions(steps):
            if (
                not any(one.area.meets(box) for box in told)
                and _is_mosaic(picture, one, least)
                and is_finer(steps, one.size)
            ):
                told.append(one.area)
                yield one.area


def steps_of(picture: Grey, least: int) -> list[bytes]:
    """Every third row as steps of at least `least` grey values, or nearly so: see `Picture.clear_changes`."""
    width = picture.width
    rows = b"".join(picture.pixels[y * width : (y + 1) * width] for y in range(0, picture.height, EVERY))
    found = -1
    for aside in (0, least // 2) if least > 1 else (0,):
        shades = rows.translate(bytes((value + aside) // least for value in range(256)))
        here, before = int.from_bytes(shades, "little"), int.from_bytes(shades[:1] + shades[:-1], "little")
        found &= int.from_bytes((here ^ before).to_bytes(len(rows), "little").translate(_ANY), "little")
    steps = found.to_bytes(len(rows), "little")
    return [steps[at : at + width] for at in range(0, len(steps), width)]


def _suspicions(steps: list[bytes]) -> Iterator[_Suspicion]:
    """Wherever several rows have steps at the same even distances."""
    groups: list[_Suspicion] = []
    count = 0
    for number, row in enumerate(steps):
        y = number * EVERY
        for match in _EVEN.finditer(row):
            size, left, right = len(match[1] or match[2]) + 1, match.start(), match.end()
            count += 1
            if count > _MOST:
                return
            for group in reversed(groups):
                if group.takes(size, left, right, y):
                    group.left, group.right = min(group.left, left), max(group.right, right)
                    group.rows += y + EVERY > group.bottom
                    group.bottom = y + EVERY
                    break
            else:
                groups.append(_Suspicion(size, left, right, y, y + EVERY))
    yield from (group for group in groups if group.rows >= max(2, 1.2 * group.size / EVERY))


def _is_mosaic(picture: Grey, one: _Suspicion, least: int) -> bool:
    left, right = one.left, min(one.right + 1, one.left + _WINDOW, picture.width)
    top, bottom = max(one.top - one.size, 0), min(one.bottom + one.size, one.top + _WINDOW, picture.height)
    rows = [picture.pixels[y * picture.width + left : y * picture.width + right] for y in range(top, bottom)]
    inner = rows[one.top - top : min(one.bottom, bottom) - top]
    across = _cuts([bytes(column) for column in zip(*inner, strict=True)], one.size, least)
    down = _cuts(rows, one.size, least)
    edge = 1 if one.size > 4 else 0  # JPEG blurs it
    flat = _FLAT + least // 2
    blocks: list[list[int | None]] = []
    for upper, lower in pairwise(down):
        blocks.append([])
        for start, end in pairwise(across):
            values = sorted(b"".join(row[start + edge : end - edge] for row in rows[upper + edge : lower - edge]))
            even = values and values[len(values) * 9 // 10] - values[len(values) // 10] <= flat
            blocks[-1].append(values[len(values) // 2] if even else None)
    shades = [shade for row in blocks for shade in row if shade is not None]
    if len(shades) < max(6, 0.75 * sum(map(len, blocks))) or len({shade // 16 for shade in shades}) < _SHADES:
        return False
    packed = all(cut % 8 == 0 for cut in [*(left + x for x in across), *(top + y for y in down)])
    return not packed or _contrast(blocks) >= _CONTRAST


def _contrast(blocks: list[list[int | None]]) -> float:
    """How much neighbouring blocks differ, in the mean."""
    pairs = [pair for row in blocks for pair in pairwise(row)]
    differences = [abs(a - b) for a, b in pairs if a is not None and b is not None]
    return sum(differences) / max(len(differences), 1)


def _cuts(lines: list[bytes], size: int, least: int) -> list[int]:
    """Where lines of pixels change all at once, when they do so at even distances and hardly anywhere else."""
    clear = max(least, 8)
    changes = [0.0]
    for before, line in pairwise(lines):
        changes.append(sum(abs(a - b) > clear for a, b in zip(before, line, strict=True)) / len(line))
    found: list[int] = []
    for at, change in enumerate(changes):
        if change < 0.15:
            continue
        if found and at - found[-1] <= 1:
            found[-1] = at if change > changes[found[-1]] else found[-1]
        else:
            found.append(at)
    between = [change for at, change in enumerate(changes) if all(abs(at - cut) > 1 for cut in found)]
    if not between or sum(between) / len(between) > 0.06:
        return []
    gaps = [after - before for before, after in pairwise(found)]
    single = [gap for gap in gaps if abs(gap - size) <= max(1.5, 0.2 * size)]
    step = sum(single) / len(single) if single else size
    odd = sum(
        abs(gap - round(gap / step) * step) > 1.2 * max(round(gap / step), 1)
        for at, gap in enumerate(gaps)
        if 0 < at < len(gaps) - 1 or gap > step  # the first and last block may be cut off
    )
    return found if single and odd <= 0.25 * len(gaps) else []


def strip(picture: Grey) -> Grey | None:
    """A picture that is all words made coarse, to be laid over where they stood: with one pixel for each block of it."""
    blocks = _shrunk(picture)
    if blocks and _may_be_words(blocks, 40, 6):
        return blocks
    return picture if _may_be_words(picture, 12, 16) else None


def _shrunk(picture: Grey) -> Grey | None:
    """A picture made of nothing but even blocks of at least 3 pixels a side, with one pixel for each block."""
    width = picture.width
    rows = [picture.pixels[at : at + width] for at in range(0, len(picture.pixels), width)]
    high = gcd(picture.height, *(y for y in range(1, picture.height) if rows[y] != rows[y - 1]))
    if high < 3:
        return None
    rows = rows[::high]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    wide = gcd(width, *(x for x in range(1, width) if columns[x] != columns[x - 1]))
    return Grey(width // wide, len(rows), 1.0, b"".join(row[::wide] for row in rows)) if wide >= 3 else None


def _may_be_words(picture: Grey, highest: int, contrast: int) -> bool:
    """Whether a picture is a strip of few pixels of many shades that differ from their neighbours."""
    if not 2 <= picture.height <= highest or picture.width < 2 * picture.height:
        return False
    rows = [list(picture.pixels[at : at + picture.width]) for at in range(0, len(picture.pixels), picture.width)]
    return len({shade // 16 for shade in picture.pixels}) >= _SHADES and _contrast(rows) >= contrast


def is_strip(picture: Grey, place: Box) -> bool:
    """Whether such a picture is drawn with large pixels, as high as some lines of text."""
    return place.width >= 2 * picture.width and place.height <= 72


def is_finer(steps: list[bytes], size: int) -> bool:
    """Whether the picture has details finer than blocks of this size."""
    fine = re.compile(rb"\x01\x00{0,%d}(?=\x01)" % max(size - 4, 0))
    count = 0
    for row in steps:
        count += len(fine.findall(row))
        if count >= _FINE:
            return True
    return False
