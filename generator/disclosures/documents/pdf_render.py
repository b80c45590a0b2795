# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of a page that let hidden text be seen: as a reader sees it, without (some) text, and the ink of all text.

    as seen          without text      ink of the text
    ┌──────────┐     ┌──────────┐      ┌──────────┐
    │ Dear ███ │     │      ███ │      │ Dear Ann │      “Ann” has ink but changes nothing that is seen: it is hidden
    └──────────┘     └──────────┘      └──────────┘

MuPDF draws a page by calls on a device. Ours stands in front of MuPDF's own and passes every call on, except those
for the text that a picture leaves out. It counts calls as `Glyph.seq` and `Paint.seq` do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .pdf import Page, engine
from .shapes import Box

DPI = 96
COARSE_DPI = 48
_ANY = bytes([0]) + bytes([1]) * 255
_COUNTED = ("fill_path", "stroke_path", "fill_shade", "fill_image", "fill_image_mask")
_TEXT = ("fill_text", "stroke_text", "ignore_text")
_OTHERS = ("clip_path", "clip_stroke_path", "clip_image_mask", "clip_text", "clip_stroke_text", "pop_clip",
           "begin_mask", "end_mask", "begin_group", "end_group", "begin_tile", "end_tile")  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """Pixels of a page, three bytes each, row by row. `scale` is pixels per point."""

    width: int
    height: int
    scale: float
    pixels: bytes

    def rows(self, box: Box) -> list[slice]:
        """Where the pixels of `box` (in points) are in `pixels`; nothing for what lies outside the page."""
        left, right = max(int(box.x0 * self.scale), 0), min(int(box.x1 * self.scale) + 1, self.width)
        top, bottom = max(int(box.y0 * self.scale), 0), min(int(box.y1 * self.scale) + 1, self.height)
        if left >= right:
            return []
        return [slice((row * self.width + left) * 3, (row * self.width + right) * 3) for row in range(top, bottom)]

    def clear_changes(self, other: Picture) -> Picture:
        """Like `changes`, but only where the eye would see a difference: more than 24 of 255, never less than 12.

        Values are sorted into steps of 24 twice, the second time half a step aside: only what is a step apart both
        times counts. So the work is done on whole pictures by a few fast calls.
        """
        found = -1
        for aside in (0, 12):
            steps = bytes((value + aside) // 24 for value in range(256))
            mine, theirs = (int.from_bytes(one.pixels.translate(steps), "little") for one in (self, other))
            differs = (mine ^ theirs).to_bytes(len(self.pixels), "little").translate(_ANY)
            found &= int.from_bytes(differs, "little")
        return Picture(self.width, self.height, self.scale, found.to_bytes(len(self.pixels), "little"))

    def changes(self, other: Picture) -> Picture:
        """A picture that is 0 wherever both are equal. Both must have the same size."""
        mine, theirs = int.from_bytes(self.pixels, "little"), int.from_bytes(other.pixels, "little")
        return Picture(self.width, self.height, self.scale, (mine ^ theirs).to_bytes(len(self.pixels), "little"))


@dataclass(frozen=True)
class Grey:
    """A grey picture of a page: one byte for each pixel, row by row. `scale` is pixels per point."""

    width: int
    height: int
    scale: float
    pixels: bytes

    @property
    def pgm(self) -> bytes:
        """As a file that any program for pictures reads."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.pixels


def coarse(page: Page, kept: Callable[[int], bool], dpi: float = COARSE_DPI) -> Grey:
    """What is not text on a page, of that only the numbers that `kept` accepts, coarse but enough to tell ink."""
    return Grey(*_run(page, lambda seq: False, kept, math.inf, False, dpi, grey=True))


def coarse_beyond(page: Page, kept: Callable[[int], bool], area: Box, whole: bool) -> Grey:
    """The same of `area`, which may be larger than the page; `whole` leaves out the frames that cut."""
    return Grey(*_run(page, lambda seq: False, kept, math.inf, False, COARSE_DPI, True, area, whole))


def as_seen(page: Page, until: float = math.inf) -> Picture:
    """The page with its annotations, as a reader sees it; or as it stood once `until` had been drawn."""
    return _draw(page, lambda seq: True, until)


def without_text(page: Page, left_out: Callable[[int], bool] = lambda seq: True, until: float = math.inf) -> Picture:
    """The same without the text drawn at the numbers `left_out` accepts; by default without any."""
    return _draw(page, lambda seq: not left_out(seq), until)


def ink(page: Page) -> Picture:
    """All text in black on white, whatever its colour, mode or cover, and nothing else."""
    return _draw(page, lambda seq: True, math.inf, bare=True)


def grey(page: Page, dpi: float) -> Grey:
    """The page as a reader sees it, in grey."""
    return Grey(*_run(page, lambda seq: True, lambda seq: True, math.inf, False, dpi, grey=True))


def scan(page: Page, dpi: int) -> Grey:
    """The same as sharp as a scan, for a machine to read; large sheets coarser, to keep memory in bounds."""
    size = page.size
    dpi = min(dpi, int((40_000_000 / max(size.area / 5184, 0.01)) ** 0.5))
    pixels = page._page.get_pixmap(dpi=dpi, colorspace=engine().csGRAY, annots=True)
    return Grey(pixels.width, pixels.height, dpi / 72, bytes(pixels.samples))


@dataclass(frozen=True)
class Content:
    """What draws a page's own content: how many calls (what comes later belongs to annotations and form fields),
    which of them draw tiles, which do not lie where `Paint.box` says, and whether letters are used to cut out."""

    calls: int
    tiles: frozenset[int]
    cut_out: bool


def content(page: Page) -> Content:
    """Go through the page's content without drawing it."""
    mupdf = engine().mupdf
    device = _device_class()(None, lambda seq: False, lambda seq: False, math.inf, bare=True)
    device.use_virtual_begin_tile()
    device.use_virtual_end_tile()
    device.use_virtual_clip_text()
    mupdf.fz_run_page_contents(_fz_page(page), device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return Content(device.seq, frozenset(device.tiles), device.cut_out)


def _fz_page(page: Page) -> Any:
    mupdf, this = engine().mupdf, page._page.this
    return this if isinstance(this, mupdf.FzPage) else mupdf.FzPage(this)


def _draw(page: Page, keep: Callable[[int], bool], until: float, bare: bool = False) -> Picture:
    return Picture(*_run(page, keep, lambda seq: True, until, bare, DPI))


def _run(
    page: Page, keep: Callable[[int], bool], paints: Callable[[int], bool], until: float, bare: bool, dpi: float,
    grey: bool = False, beyond: Box | None = None, whole: bool = False,
) -> tuple[int, int, float, bytes]:  # fmt: skip
    """(width, height, scale, pixels) of a page drawn with the texts that `keep` and the rest that `paints` accepts."""
    mupdf = engine().mupdf
    source = _fz_page(page)
    scale = dpi / 72
    around = beyond or page.size
    longest = max(around.width, around.height)
    if longest * scale > 3000:  # a poster; keep memory and time in bounds
        scale = 3000 / longest
    left, top = (-beyond.x0 * scale, -beyond.y0 * scale) if beyond else (0, 0)
    matrix = mupdf.FzMatrix(scale, 0, 0, scale, left, top)
    area = mupdf.fz_round_rect(mupdf.fz_transform_rect(mupdf.fz_bound_page(source), matrix))
    if beyond:
        area = mupdf.FzIrect(0, 0, int(beyond.width * scale) + 1, int(beyond.height * scale) + 1)
    colours = mupdf.fz_device_gray() if grey else mupdf.fz_device_rgb()
    pixmap = mupdf.fz_new_pixmap_with_bbox(colours, area, mupdf.FzSeparations(), 0)
    mupdf.fz_clear_pixmap_with_value(pixmap, 255)
    target = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap)
    device = _device_class()(target, keep, paints, until, bare)
    device.whole = whole
    mupdf.fz_run_page(source, device, matrix, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    mupdf.fz_close_device(target)
    return pixmap.w(), pixmap.h(), scale, bytes(mupdf.fz_pixmap_samples_memoryview(pixmap))


@cache
def _device_class() -> type:
    """The class is made at first use, because its base comes with PyMuPDF."""
    mupdf = engine().mupdf
    grey, plain = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY), mupdf.FzColorParams()

    class Device(mupdf.FzDevice2):
        def __init__(
            self, target: Any, keep: Callable[[int], bool], paints: Callable[[int], bool], until: float, bare: bool
        ):
            super().__init__()
            self.target = target.m_internal if target else None
            self.keep, self.paints, self.until, self.bare, self.seq = keep, paints, until, bare, 0
            self.cut_out = self.whole = False
            self.tiles: set[int] = set()
            self.tile_began: list[int] = []
            self.clips: list[bool] = []
            for name in _COUNTED + _TEXT + (() if bare else _OTHERS):
                getattr(self, f"use_virtual_{name}")()

    def passing(name: str) -> Callable:
        call = getattr(mupdf, "ll_fz_end_mask_tr" if name == "end_mask" else f"ll_fz_{name}")
        frames, pushes = name in ("clip_path", "clip_stroke_path"), name.startswith("clip_") or name == "end_mask"

        def forward(self: Any, _context: Any, *values: Any) -> None:
            passed = not (frames and self.whole)
            if pushes:
                self.clips.append(passed)
            elif name == "pop_clip" and self.clips:
                passed = self.clips.pop()
            if passed:
                call(self.target, *values)

        return forward

    def counted(name: str) -> Callable:
        call = getattr(mupdf, f"ll_fz_{name}")

        def forward(self: Any, _context: Any, *values: Any) -> None:
            seq = self.seq
            self.seq += 1
            if not self.bare and seq <= self.until and self.paints(seq):
                call(self.target, *values)

        return forward

    def inkless(colours: Any) -> bool:
        """Whether it is an ink called None, which leaves no mark (PDF 1.7, 8.6.6.4); MuPDF draws its alternative."""
        if not mupdf.ll_fz_colorspace_is_device_n(colours):
            return False
        inks = range(mupdf.ll_fz_colorspace_n(colours))
        return all(mupdf.ll_fz_colorspace_colorant(colours, ink) == "None" for ink in inks)

    def text(name: str) -> Callable:
        call = getattr(
            mupdf._mupdf, f"ll_fz_{name}"
        )  # the wrapper of fill_text wants colours as a list; we pass a pointer on
        colours = {"fill_text": 2, "stroke_text": 3}.get(name)

        def forward(self: Any, _context: Any, *values: Any) -> None:
            seq = self.seq
            self.seq += 1
            if seq > self.until or not self.keep(seq):
                return
            if not self.bare and colours and inkless(values[colours]):
                return
            if self.bare:
                drawn, matrix = values[0], values[1] if name != "stroke_text" else values[2]
                if self.target:
                    mupdf.ll_fz_fill_text2(
                        self.target, drawn, matrix, grey.m_internal, 0, 0, 0, 0, 1.0, plain.internal()
                    )
            else:
                call(self.target, *values)

        return forward

    def begin_tile(self: Any, _context: Any, *values: Any) -> int:
        """Without the tile's number, so that MuPDF draws each tile anew and calls are counted alike every time."""
        self.tile_began.append(self.seq)
        if self.target:
            mupdf.ll_fz_begin_tile(self.target, *values[:5])
        return 0

    def end_tile(self: Any, _context: Any) -> None:
        if self.tile_began:
            self.tiles.update(range(self.tile_began.pop(), self.seq))
        if self.target:
            mupdf.ll_fz_end_tile(self.target)

    def clip_text(self: Any, _context: Any, *values: Any) -> None:
        self.cut_out = True
        self.clips.append(True)
        if self.target:
            mupdf.ll_fz_clip_text(self.target, *values)

    for name in _COUNTED:
        setattr(Device, name, counted(name))
    for name in _TEXT:
        setattr(Device, name, text(name))
    special = {"begin_tile": begin_tile, "end_tile": end_tile, "clip_text": clip_text}
    for name in _OTHERS:
        setattr(Device, name, special.get(name) or passing(name))
    return Device
