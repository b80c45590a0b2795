# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and drawings that a page holds and a reader does not see, found by looking.

    the picture alone   the page without text
    ┌───────────────┐   ┌───────────────┐
    │ Dear Ann Bow, │   │ Dear ███████, │     the picture has ink where the page shows a plain surface: it is covered
    └───────────────┘   └───────────────┘

The page is cut into cells of 6 points. A cell is hidden when the picture varies in it and what the page shows there
does not follow. A diagram drawn over a map, a caption on a photograph, or a bar of colour along its edge, is layout: it
hides pictures too, but no writing. An empty box in black, white or grey is taken for a redaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ..documents import pdf_pixels, pdf_render
from ..documents.pdf import Page
from ..documents.pdf_render import Content, Grey
from ..documents.redaction_boxes import is_label
from ..documents.shapes import Box, Outline, Paint
from . import small_covers
from .cells import Cell, alternates, box_of, cells_of, in_square, is_ink, is_two_tone, lost_cells, pixels_of, together
from .grid import Grid

_LAYERS = 4
"""How many pictures on top of one another are looked through."""
_SPECK, _LEGIBLE = 2.0, 16
"""Points: a picture no higher or wider shows nothing. Pixels: one with so many a side may hold words."""
_FAINT = 50
"""Grey values; the edges of letters that were left out differ from paper by less."""
_WORDS = 6
"""Letters on a cover that make it a caption, or a panel of text."""


class What(Enum):
    """What is hidden."""

    PICTURE = "picture"
    DRAWING = "drawing"
    CROPPED = "cropped"


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
    drawings = (*_covered_drawings(page), *_tiled_drawings(page, content))
    for what, layers in ((What.PICTURE, _covered_pictures(page, content)), (What.DRAWING, drawings)):
        for kept, within in layers:
            if not shown:
                shown.append(pdf_render.coarse(page, lambda seq: True))
            for box in _lost(page, pdf_render.coarse(page, kept), shown[0], within):
                if not any(other.meets(box) for other in told) and not (what is What.PICTURE and _are_shadows(page, box)):
                    told.append(box)
                    yield HiddenPicture(page.number, box, what)
    for box in small_covers.find(page):
        if not any(other.meets(box) for other in told):
            told.append(box)
            yield HiddenPicture(page.number, box, What.PICTURE)
    yield from (HiddenPicture(page.number, box, What.CROPPED) for box in (*_cropped(page), *_specks(page)))


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


def _tiled_drawings(page: Page, content: Content) -> Iterator[Layer]:
    """Small figures under the tiles of a pattern, wherever those lie."""
    if content.tiles:
        figures = [line for line in page.outlines if _is_figure(line) and line.seq < max(content.tiles)]
        if len(figures) >= 3 or sum(line.pieces for line in figures) >= 20:
            yield (lambda seq: seq not in content.tiles), [figure.box for figure in figures]


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
    hidden, plain = lost_cells(held, shown)
    if not hidden:
        return
    inside = {cell for box in within for cell in cells_of(box.shared(page.size), held)}
    hidden, plain = hidden & inside, plain & inside
    solid = {cell for cell in hidden if in_square(cell, hidden)}
    for cells in together(plain | solid):
        flat = len(cells & plain)
        box = box_of(cells, held)
        if is_ink(held, cells) and alternates(held, cells):
            if flat >= 2 or len(cells) >= 6:
                yield box
        elif not is_two_tone(held, box) and len(cells) >= 12 and flat > 0.5 * len(cells) and not _is_layout(page, box):
            yield box


def _cropped(page: Page) -> Iterator[Box]:
    """Writing in pictures that is cut off by a clipping path or by the page's edge; photographs are cropped for looks."""
    pictures = [paint for paint in page.paints if _is_picture(paint) and paint.box.area > 60]
    if not pictures:
        return
    size = page.size
    area = size
    for picture in pictures:
        area = area.around(picture.box)
    area = area.shared(Box(size.x0 - size.width, size.y0 - size.height, size.x1 + size.width, size.y1 + size.height))
    kept = {picture.seq for picture in pictures}.__contains__
    whole, cut = (pdf_render.coarse_beyond(page, kept, area, whole) for whole in (True, False))
    seen = set(cells_of(Box(-area.x0, -area.y0, size.width - area.x0, size.height - area.y0), whole))
    blank = Grey(whole.width, whole.height, whole.scale, bytes([255]) * len(whole.pixels))
    lost = lost_cells(whole, cut)[1] | (lost_cells(whole, blank)[1] - seen if area != size else set())
    for cells in together(lost):
        if len(cells) >= 6 and is_ink(whole, cells) and alternates(whole, cells):
            box = box_of(cells, whole)
            yield Box(box.x0 + area.x0, box.y0 + area.y0, box.x1 + area.x0, box.y1 + area.y0)


def _are_shadows(page: Page, box: Box) -> bool:
    """Whether all pictures there are bars or blots of one colour, such as the shadows of a chart: in a row they alternate
    as writing does."""
    pictures = [paint.box for paint in page.paints if _is_picture(paint) and paint.box.meets(box)]
    blots = [place.grown(1) for place, mask in pdf_pixels.one_coloured(page) if _is_blot(mask)] if pictures else []
    return bool(pictures) and all(any(place.shared(one).area >= one.area for place in blots) for one in pictures)


def _is_blot(mask: Grey) -> bool:
    """Whether a form has neither gaps nor holes in any row; most letters have some."""
    marks = mask.pixels.translate(bytes(value > 8 for value in range(256)))
    rows = (marks[at : at + mask.width] for at in range(0, len(marks), mask.width))
    return all(0 not in row.strip(b"\0") for row in rows)


def _marks(picture: Grey) -> set[Cell]:
    """The cells of a picture that hold ink."""
    return lost_cells(picture, Grey(picture.width, picture.height, picture.scale, bytes(len(picture.pixels))))[1]


def _specks(page: Page) -> Iterator[Box]:
    """Pictures with writing that are drawn so small that they are a speck or a line."""
    if not any(_is_picture(paint) and min(paint.box.width, paint.box.height) < _SPECK for paint in page.paints):
        return
    for number, picture in pdf_pixels.stored(page, set()):
        box = pdf_pixels.place(page, number)
        if min(box.width, box.height) < _SPECK and min(picture.width, picture.height) >= _LEGIBLE:
            cells = _marks(picture)
            if len(cells) >= 6 and is_ink(picture, cells) and alternates(picture, cells):
                yield box.grown(1)


def behind_masks(page: Page) -> bool:
    """Whether a picture of the page has writing where its own mask makes it transparent."""
    for (width, height, held), (wide, high, mask) in page.masked_pictures():
        if (width, height) != (wide, high) or len(held) != width * height or len(mask) != len(held):
            continue
        edges = len(_marks(Grey(width, height, 1.0, mask)))
        if mask.count(0) < 100 or edges > 0.003 * len(mask):  # the mask is writing itself: the ink of a layered scan
            continue
        whole = Grey(width, height, 1.0, held)
        clear = mask.translate(bytes([0]) + bytes([1]) * 255)  # 0 where nothing of the picture shows
        shown = Grey(width, height, 1.0, clear)
        hidden = {cell for cell in lost_cells(whole, shown)[1] if not any(pixels_of(shown, *cell))}
        for cells in together(hidden):
            if len(cells) >= 6 and is_ink(whole, cells) and alternates(whole, cells):
                return True
    return False


def behind_colour_keys(page: Page) -> bool:
    """Whether a picture of the page has writing in colours that it leaves out, and the page shows a plain surface there."""
    for held, box in pdf_pixels.keyed(page):
        shown = pdf_render.coarse(page, lambda seq: True)
        left, top = (max(int(side * shown.scale), 0) for side in box[:2])
        wide, high = min(held.width, shown.width - left), min(held.height, shown.height - top)
        starts = [(top + row) * shown.width + left for row in range(high)]
        seen = b"".join(shown.pixels[at : at + wide] for at in starts)
        if not seen or max(seen) - min(seen) > _FAINT:
            continue
        for cells in together(_marks(held)):
            if len(cells) >= 6 and is_ink(held, cells) and alternates(held, cells):
                return True
    return False


def _is_layout(page: Page, box: Box) -> bool:
    """Whether what covers `box` carries words other than a label, or is a bar of colour along a picture's edge."""
    covers = [paint for paint in page.paints if paint.box.shared(box).area > 0.8 * box.area]
    if not covers or covers[-1].box.area > 0.8 * page.size.area:
        return False
    cover = covers[-1]
    words = "".join(g.char for g in page.glyphs if g.mode != 3 and g.seq > cover.seq and cover.box.holds(g.box.centre))
    if sum(char.isalnum() for char in words) >= _WORDS and not is_label(words):
        return True
    fills = [shape.fill for shape in page.rectangles if shape.seq == cover.seq and shape.fill]
    coloured = bool(fills) and max(fills[0]) - min(fills[0]) > 0.15
    return coloured and any(_on_edge(cover.box, paint.box) for paint in covers[:-1] if _is_picture(paint))


def _on_edge(cover: Box, picture: Box) -> bool:
    """Whether a cover reaches an edge of the picture, or over it."""
    inner = picture.grown(-1)
    return cover.x0 < inner.x0 or cover.y0 < inner.y0 or cover.x1 > inner.x1 or cover.y1 > inner.y1
