# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF page shows, in one pass: its text run by run, its rules and boxes, its pictures, and the tags about them.

MuPDF goes through the page once and prints what it met, text as JSON and drawings as XML, both in the order of the
file. That is half the cost of asking for text and drawings apart, and tags come with it.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .pdf import engine
from .shapes import Box

if TYPE_CHECKING:
    from .pdf import Page

_SCALE = 100
"""MuPDF prints whole numbers, so it is asked for hundredths of a point."""
_VECTOR = re.compile(rb'<vector bbox="(\S+) (\S+) (\S+) (\S+)" stroke="(\d)" rectangle="(\d)"[^>]*argb="(\w+)"')


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text holds: controls, halves of letters, and what Unicode keeps free."""


class Tag:
    """An element of the document's tag tree as far as this page shows it. `index` is its place among its siblings."""

    __slots__ = ("index", "kids", "parent", "raw", "role")

    def __init__(self, role: str, raw: str, index: int, parent: Tag | None):
        self.role, self.raw, self.index, self.parent = role, raw, index, parent
        self.kids: list[Tag | Run] = []


class Run(NamedTuple):
    """Text of one look on one line, without wide gaps. `base` is the height of its baseline, `seq` its place in the order of drawing."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    italic: bool
    seq: int
    tag: Tag | None
    turned: bool = False
    """Whether it runs up or down the page."""


class Drawing(NamedTuple):
    """A path: where it stands, line or area, whether it is an upright rectangle, and its colour from 0 to 1."""

    box: Box
    stroked: bool
    upright: bool
    colour: tuple[float, float, float]
    alpha: float
    seq: int


class Flow(NamedTuple):
    """All of a page. `root` holds the tags; it has no kids where the page has none."""

    runs: tuple[Run, ...]
    drawings: tuple[Drawing, ...]
    pictures: tuple[Box, ...]
    root: Tag


@cache
def _flags() -> int:
    """As `Page.lines` reads, but with pictures, drawings, tags, and a run for each look."""
    lib = engine()
    return (
        lib.TEXT_PRESERVE_WHITESPACE | lib.TEXT_CLIP | lib.TEXT_IGNORE_ACTUALTEXT | lib.TEXT_PRESERVE_SPANS
        | lib.TEXT_PRESERVE_IMAGES | lib.TEXT_COLLECT_VECTORS | lib.TEXT_COLLECT_STRUCTURE
    )  # fmt: skip


def flow(page: Page) -> Flow:
    """Everything a page shows."""
    told, vectors = page.told
    reader = _Reader(page._turn)
    reader.blocks(told, reader.root)
    drawings = tuple(_drawing(page, *one) for one in zip(vectors, reader.vectors, strict=False))
    return Flow(tuple(reader.runs), drawings, tuple(reader.pictures), reader.root)


def told(page: Page) -> tuple[list[dict], list[tuple[bytes, ...]]]:
    """What MuPDF prints of a page, however the page is turned: its blocks, and the attributes of its drawings."""
    text = page._page.get_textpage(flags=_flags()).this
    blocks = json.loads(_printed(text, json=True).decode("utf-8", "replace"), strict=False)["blocks"]
    drawn = any(_has_drawings(block) for block in blocks)
    return blocks, _VECTOR.findall(_printed(text, json=False)) if drawn else []


def _has_drawings(block: dict) -> bool:
    return block["type"] == "vector" or any(map(_has_drawings, block.get("contents", ())))


def _printed(text: Any, json: bool) -> bytes:
    mupdf = engine().mupdf
    buffer = mupdf.fz_new_buffer(8192)
    out = mupdf.FzOutput(buffer)
    if json:
        mupdf.fz_print_stext_page_as_json(out, text, _SCALE)
    else:
        mupdf.fz_print_stext_page_as_xml_with_flags(out, text, 0, 0)
    out.fz_close_output()
    return buffer.fz_buffer_extract()


def _drawing(page: Page, told: tuple[bytes, ...], seq: int) -> Drawing:
    box = page._box(tuple(map(float, told[:4])))
    ink = int(told[6], 16)
    colour = ((ink >> 16 & 255) / 255, (ink >> 8 & 255) / 255, (ink & 255) / 255)
    return Drawing(box, told[4] == b"1", told[5] == b"1", colour, (ink >> 24) / 255, seq)


class _Reader:
    """Goes through what MuPDF printed. Some programs place each word by itself: words of one look on a line are one run."""

    def __init__(self, turn: Any):
        self.turn = turn
        self.root = Tag("", "", 0, None)
        self.runs: list[Run] = []
        self.pictures: list[Box] = []
        self.vectors: list[int] = []
        self.seq = 0

    def blocks(self, blocks: list[dict], tag: Tag) -> None:
        for block in blocks:
            kind = block["type"]
            if kind == "text":
                self.text(block["lines"], tag)
            elif kind == "structure":
                inner = Tag(block.get("std", ""), block.get("raw", ""), block.get("index", 0), tag)
                tag.kids.append(inner)
                self.blocks(block.get("contents", []), inner)
            elif kind == "vector":
                self.vectors.append(self.seq)
            elif kind == "image":
                raw = block["bbox"]
                self.pictures.append(self.box(raw["x"], raw["y"], raw["x"] + raw["w"], raw["y"] + raw["h"]))
            self.seq += 1

    def text(self, lines: list[dict], tag: Tag) -> None:
        """The runs of a block of text."""
        words, base, font, start = "", 0, {}, 0
        x0 = y0 = x1 = y1 = 0
        for line in lines:
            text, box, height = line["text"], line["bbox"], line["y"]
            left, top, wide, high = box["x"], box["y"], box["w"], box["h"]
            if words:
                if height == base and line["font"] == font:
                    gap, size = left - x1, font["size"]
                    if -0.2 * size < gap < 0.5 * size and high < 2 * size:
                        words += f" {text}" if gap > 0.15 * size and words[-1] != " " and text[:1] != " " else text
                        x1, low = left + wide, top + high
                        if top < y0:
                            y0 = top
                        if low > y1:
                            y1 = low
                        continue
                self.run(words, (x0, y0, x1, y1), start, base, font, tag)
            words, base, font, start = text, height, line["font"], line["x"]
            x0, y0, x1, y1 = left, top, left + wide, top + high
        if words:
            self.run(words, (x0, y0, x1, y1), start, base, font, tag)

    def run(self, words: str, sides: tuple[int, int, int, int], start: int, base: float, font: dict, tag: Tag) -> None:
        words = words if words.isprintable() else _UNPRINTABLE.sub(" ", words)
        box, height, size = self.box(*sides), base / _SCALE, font["size"] / _SCALE
        if self.turn is not None:
            height = (engine().Point(start / _SCALE, height) * self.turn).y
        bold, italic = _look(font["name"], font["weight"], font["style"])
        x0, y0, x1, y1 = box
        high = y1 - y0
        turned = high > 2.2 * size and high > x1 - x0 and len(words.strip()) > 2
        tagged = tag.parent is not None
        made = Run(words, box, height, size, bold, italic, self.seq, tag if tagged else None, turned)
        self.runs.append(made)
        if tagged:
            tag.kids.append(made)

    def box(self, *sides: int) -> Box:
        x0, y0, x1, y1 = sides
        if self.turn is None:
            return Box(x0 / _SCALE, y0 / _SCALE, x1 / _SCALE, y1 / _SCALE)
        return Box(*(engine().Rect(x0 / _SCALE, y0 / _SCALE, x1 / _SCALE, y1 / _SCALE) * self.turn))


@lru_cache(256)
def _look(name: str, weight: str, style: str) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic. Some say so in their name alone."""
    name = name.lower()
    return weight == "bold" or "bold" in name, style == "italic" or "italic" in name or "oblique" in name
