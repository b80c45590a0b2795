# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and drawings that a page holds and a reader does not see, found by looking.

    the picture alone   the page without text
    ┌───────────────┐   ┌───────────────┐
    │ Dear Ann Bow, │   │ Dear ███████, │     the picture has ink where the page shows a plain surface: it is covered
    └───────────────┘   └───────────────┘

The page is cut into cells of 6 points. A cell is hidden when the picture varies in it and what the page shows there
does not follow. A diagram drawn over a map, or a panel of text on a photograph, is layout: it hides pictures too, but
no writing, and carries words of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from operator import ne

from ..documents import pdf_render
from ..documents.pdf import Page
from ..documents.pdf_render import Content, Grey
from ..documents.redaction_boxes import is_label
from ..documents.shapes import Box, Outline, Paint
from .grid import Grid

_CELL = 4
"""Pixels; 6 points at the coarse scale."""
_DETAIL = 50
"""How much the pixels of a cell must vary (of 255) to be ink; less is paper, shade or noise."""
_FLAT = 24
_SHADE, _EVEN = 16, 3
"""Under a cover that is quite even, less than ink counts: the soft shades of a photograph."""
_LAYERS = 4
"""How many pictures on top of one another are looked through."""
_WORDS = 40
"""Letters on a cover that make it a panel of text."""


class What(Enum):
    """What is hidden."""

    PICTURE = "picture"
    DRAWING = "drawing"


@dataclass(frozen=True)
class HiddenPicture:
    """A place where a picture or drawing lies under something else."""

    page: int
    box: Box
    what: What

    @property
    def where(self) -> str:
        return f"page {self.page}, box {self.box}"


def find(page: Page, content: Content) -> Iterator[HiddenPicture]:
    """Every covered part of the pictures and drawings of a page."""
    shown: list[Grey] = []
    told: list[Box] = []
    for what, layers in ((What.PICTURE, _covered_pictures(page, content)), (What.DRAWING, _covered_drawings(page))):
        for kept, within in layers:
            if not shown:
                shown.append(pdf_render.coarse(page, lambda seq: True))
            for box in _lost(page, pdf_render.coarse(page, kept), shown[0], within):
                if not any(other.meets(box) for other in told):
                    told.append(box)
                    yield HiddenPicture(page.number, box, what)


Layer = tuple[Callable[[int], bool], list[Box]]
"""Which calls draw what may be covered, and where to look."""


def _covered_pictures(page: Page, content: Content) -> Iterator[Layer]:
    """Pictures that something is drawn over, in layers that do not overlap."""
    pictures = [paint for paint in page.paints if _is_picture(paint) and paint.box.area > 60]
    if not pictures:
        return
    above = [p for p in page.paints if p.seq > pictures[0].seq]
    if not content.tiles:  # a tile does not lie where it seems to
        grid = Grid(above)
        pictures = [picture for picture in pictures if _is_covered(picture, grid, above)]
    layers: list[list[Paint]] = []
    for picture in pictures:
        for layer in layers:
            if len(layer) > 200 or not any(_overlap(picture.box, other.box) for other in layer):
                layer.append(picture)
                break
        else:
            layers.append([picture])
    for layer in layers[:_LAYERS]:
        yield {picture.seq for picture in layer}.__contains__, [_inner(picture.box) for picture in layer]


def _inner(box: Box) -> Box:
    """A picture without its edge, which stands out from the paper; the strips of a cut-up scan have no such edge."""
    return box.grown(-4.5) if min(box.width, box.height) > 72 else box


def _is_picture(paint: Paint) -> bool:
    return paint.kind.startswith("fill-im")


def _overlap(one: Box, other: Box) -> bool:
    shared = one.shared(other)
    return shared.width > 4 and shared.height > 4


def _is_covered(picture: Paint, grid: Grid[Paint], above: list[Paint]) -> bool:
    later = above if picture.box.area > 40_000 else grid.near_box(picture.box)
    strokes = 0
    for paint in later:
        if paint.seq <= picture.seq:
            continue
        if _overlap(paint.box, picture.box):
            return True
        strokes += paint.box.meets(picture.box)  # many thin lines may make a cover
    return strokes > 7


def _covered_drawings(page: Page) -> Iterator[Layer]:
    """Small figures, such as letters turned into outlines, that lie whole under something simple drawn later."""
    simple = {line.seq for line in page.outlines if line.pieces <= 12 and (line.filled or line.width >= 5)}
    small = Grid(line for line in page.outlines if _is_figure(line))
    drawn = {line.seq for line in page.outlines}
    covers = [
        paint
        for paint in page.paints
        if min(paint.box.width, paint.box.height) >= 4
        and paint.box.area < 0.6 * page.size.area
        and (paint.seq in simple or paint.seq not in drawn)
        and _hides_figures(paint, small)
    ]
    if covers:
        taken = {cover.seq for cover in covers}
        yield (lambda seq: seq not in taken), [cover.box for cover in covers]


def _is_figure(line: Outline) -> bool:
    """Something that may be writing: not a rule, not a plain box."""
    return line.curves > 0 or line.pieces > 4


def _hides_figures(cover: Paint, small: Grid[Outline]) -> bool:
    room = cover.box.grown(1)
    pieces = curves = 0
    for line in small.near_box(cover.box):
        box = line.box
        if (
            line.seq < cover.seq
            and room.x0 <= box.x0 and box.x1 <= room.x1 and room.y0 <= box.y0 and box.y1 <= room.y1
        ):  # fmt: skip
            pieces, curves = pieces + 1, curves + line.pieces
    return pieces >= 3 or curves >= 20


def _lost(page: Page, held: Grey, shown: Grey, within: Iterable[Box]) -> Iterator[Box]:
    """Where `held` has writing or a picture that `shown` does not show, in points."""
    hidden, plain = _cells(held, shown)
    if not hidden:
        return
    inside = {cell for box in within for cell in _cells_of(box.shared(page.size), held)}
    hidden, plain = hidden & inside, plain & inside
    solid = {cell for cell in hidden if _square(cell, hidden)}
    for cells in _together(plain | solid):
        flat = len(cells & plain)
        box = _box(cells, held)
        if _is_ink(held, cells) and _alternates(held, cells):
            if flat >= 2 or len(cells) >= 6:
                yield box
        elif not _two_tone(held, box) and len(cells) >= 12 and flat > 0.5 * len(cells) and not _is_panel(page, box):
            yield box


Cell = tuple[int, int]


def _cells(held: Grey, shown: Grey) -> tuple[set[Cell], set[Cell]]:
    """The cells whose variation is lost, and those of them that are plain now; as (column, row)."""
    hidden: set[Cell] = set()
    plain: set[Cell] = set()
    width = held.width
    for row in range(held.height // _CELL):
        band = slice(row * _CELL * width, (row + 1) * _CELL * width)
        if held.pixels[band] == shown.pixels[band]:
            continue
        low, high = _extremes(held.pixels[band], width)
        low_now, high_now = _extremes(shown.pixels[band], width)
        for column in range(width // _CELL):
            varies, varies_now = high[column] - low[column], high_now[column] - low_now[column]
            if varies < (_DETAIL if varies_now > _EVEN else _SHADE):
                continue
            if varies_now < _FLAT:
                hidden.add((column, row))
                plain.add((column, row))
            elif not _follows(_pixels(held, column, row), _pixels(shown, column, row)):
                hidden.add((column, row))
    return hidden, plain


def _extremes(band: bytes, width: int) -> tuple[list[int], list[int]]:
    """The darkest and the brightest value of each cell of a band."""
    rows = [band[start : start + width] for start in range(0, len(band), width)]
    low, high = list(map(min, *rows)), list(map(max, *rows))
    return (
        list(map(min, *(low[start::_CELL] for start in range(_CELL)))),
        list(map(max, *(high[start::_CELL] for start in range(_CELL)))),
    )


def _pixels(picture: Grey, column: int, row: int) -> bytes:
    starts = range((row * _CELL) * picture.width + column * _CELL, (row + 1) * _CELL * picture.width, picture.width)
    return b"".join(picture.pixels[start : start + _CELL] for start in starts)


def _follows(held: bytes, shown: bytes) -> bool:
    """Whether two cells have their dark and bright pixels in the same places (their correlation is above a half)."""
    count = len(held)
    mean, mean_now = sum(held) / count, sum(shown) / count
    both = sum((a - mean) * (b - mean_now) for a, b in zip(held, shown, strict=True))
    spread = sum((a - mean) ** 2 for a in held) * sum((b - mean_now) ** 2 for b in shown)
    return both > 0 and both * both > 0.25 * spread


def _square(cell: Cell, cells: set[Cell]) -> bool:
    """Whether a cell belongs to a square of four: what a line crosses out is thinner."""
    column, row = cell
    return any(
        {(column + dx, row), (column, row + dy), (column + dx, row + dy)} <= cells for dx in (-1, 1) for dy in (-1, 1)
    )


def _together(cells: set[Cell]) -> Iterator[set[Cell]]:
    """Cells in groups that lie side by side, or one cell apart as words do."""
    left = set(cells)
    while left:
        waiting = [left.pop()]
        group = set(waiting)
        while waiting:
            column, row = waiting.pop()
            for near in [(column + dx, row + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-1, 0, 1)]:
                if near in left:
                    left.remove(near)
                    group.add(near)
                    waiting.append(near)
        yield group


def _is_ink(held: Grey, cells: set[Cell]) -> bool:
    """Whether ink on plain paper is there, darker or brighter than it, rather than the many shades of a photograph."""
    shades = [0] * 16
    for cell in cells:
        for value in _pixels(held, *cell):
            shades[value // 16] += 1
    paper = max(range(15), key=lambda shade: shades[shade] + shades[shade + 1])
    total = sum(shades)
    darker, brighter = sum(shades[:paper]), sum(shades[paper + 2 :])
    return total - darker - brighter > 0.25 * total and min(darker, brighter) < 0.08 * total


def _two_tone(held: Grey, box: Box) -> bool:
    """Whether nothing but two plain shades is there: paper, and a box that was blackened in the scan itself."""
    shades = [0] * 32
    for cell in _cells_of(box.grown(-1), held):
        for value in _pixels(held, *cell):
            shades[value // 8] += 1
    pairs = [a + b for a, b in zip(shades, shades[1:], strict=False)]
    most = max(range(31), key=pairs.__getitem__)
    return pairs[most] + max(n for at, n in enumerate(pairs) if abs(at - most) > 1) > 0.85 * sum(shades)


def _alternates(held: Grey, cells: set[Cell]) -> bool:
    """Whether ink comes and goes along the rows as it does in letters."""
    columns, rows = [column for column, _ in cells], [row for _, row in cells]
    left, right = min(columns) * _CELL, (max(columns) + 1) * _CELL
    alternating = 0
    for y in range(min(rows) * _CELL, (max(rows) + 1) * _CELL):
        line = held.pixels[y * held.width + left : y * held.width + right]
        low, high = min(line), max(line)
        if high - low < _DETAIL:
            continue
        middle = (low + high) // 2
        dark = [value <= middle for value in line]
        alternating += sum(map(ne, dark, dark[1:])) >= 4
    return alternating >= 2


def _is_panel(page: Page, box: Box) -> bool:
    """Whether something that lies over `box` carries more words than a label: a panel of text on a photograph."""
    for paint in page.paints:
        if paint.box.holds(box.centre) and paint.box.area < 0.8 * page.size.area:
            words = "".join(g.char for g in page.glyphs if g.mode != 3 and paint.box.holds(g.box.centre))
            if len(words) > _WORDS and not is_label(words):
                return True
    return False


def _cells_of(box: Box, picture: Grey) -> Iterator[Cell]:
    left, top, right, bottom = (int(side * picture.scale / _CELL) for side in box)
    yield from ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def _box(cells: set[Cell], picture: Grey) -> Box:
    columns, rows = [column for column, _ in cells], [row for _, row in cells]
    size = _CELL / picture.scale
    return Box(min(columns) * size, min(rows) * size, (max(columns) + 1) * size, (max(rows) + 1) * size)
