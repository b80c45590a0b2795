# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF page shows, in one pass: its text run by run, its rules and boxes, its pictures, and the tags about them.

MuPDF goes through the page once and prints what it met, text as JSON and drawings as XML, both in the order of the
file. That is half the cost of asking for text and drawings apart, and tags come with it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .pdf import engine
from .shapes import Box

if TYPE_CHECKING:
    from .pdf import Page

_SCALE = 100
"""MuPDF prints whole numbers, so it is asked for hundredths of a point."""
_VECTOR = re.compile(r'<vector bbox="(\S+) (\S+) (\S+) (\S+)" stroke="(\d)" rectangle="(\d)"[^>]*argb="(\w+)"')


class Tag:
    """An element of the document's tag tree as far as this page shows it. `index` is its place among its siblings."""

    __slots__ = ("index", "kids", "parent", "raw", "role")

    def __init__(self, role: str, raw: str, index: int, parent: Tag | None):
        self.role, self.raw, self.index, self.parent = role, raw, index, parent
        self.kids: list[Tag | Run] = []


class Run(NamedTuple):
    """Text of one look on one line. `base` is the height of its baseline, `seq` its place in the order of drawing."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    italic: bool
    seq: int
    tag: Tag | None

    @property
    def turned(self) -> bool:
        """Whether it runs up or down the page."""
        return self.box.height > 2.2 * self.size and self.box.height > self.box.width and len(self.text.strip()) > 2


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
    text = page._page.get_textpage(flags=_flags()).this
    told = json.loads(_printed(text, json=True), strict=False)
    reader = _Reader(page._turn)
    reader.blocks(told["blocks"], reader.root)
    drawings: tuple[Drawing, ...] = ()
    if reader.vectors:
        found = _VECTOR.findall(_printed(text, json=False))
        drawings = tuple(_drawing(page, *one) for one in zip(found, reader.vectors, strict=False))
    return Flow(tuple(reader.runs), drawings, tuple(reader.pictures), reader.root)


def _printed(text: Any, json: bool) -> str:
    mupdf = engine().mupdf
    buffer = mupdf.fz_new_buffer(8192)
    out = mupdf.FzOutput(buffer)
    if json:
        mupdf.fz_print_stext_page_as_json(out, text, _SCALE)
    else:
        mupdf.fz_print_stext_page_as_xml_with_flags(out, text, 0, 0)
    out.fz_close_output()
    return buffer.fz_buffer_extract().decode("utf-8", "replace")


def _drawing(page: Page, told: tuple[str, ...], seq: int) -> Drawing:
    box = page._box(tuple(map(float, told[:4])))
    ink = int(told[6], 16)
    colour = tuple((ink >> shift & 255) / 255 for shift in (16, 8, 0))
    return Drawing(box, told[4] == "1", told[5] == "1", colour, (ink >> 24) / 255, seq)


class _Reader:
    """Goes through what MuPDF printed."""

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
                for line in block["lines"]:
                    self.line(line, tag)
            elif kind == "structure":
                inner = Tag(block.get("std", ""), block.get("raw", ""), block.get("index", 0), tag)
                tag.kids.append(inner)
                self.blocks(block.get("contents", []), inner)
            elif kind == "vector":
                self.vectors.append(self.seq)
            elif kind == "image":
                self.pictures.append(self.box(block["bbox"]))
            self.seq += 1

    def line(self, line: dict, tag: Tag) -> None:
        text, font = line["text"], line["font"]
        if not text:
            return
        name = font["name"].lower()
        base = line["y"] / _SCALE
        if self.turn:
            base = (engine().Point(line["x"] / _SCALE, base) * self.turn).y
        bold = font["weight"] == "bold" or "bold" in name
        italic = font["style"] == "italic" or "italic" in name or "oblique" in name
        box = self.box(line["bbox"])
        run = Run(text, box, base, font["size"] / _SCALE, bold, italic, self.seq, tag if tag.parent else None)
        self.runs.append(run)
        if tag.parent:
            tag.kids.append(run)

    def box(self, raw: dict) -> Box:
        left, top = raw["x"] / _SCALE, raw["y"] / _SCALE
        found = (left, top, left + raw["w"] / _SCALE, top + raw["h"] / _SCALE)
        return Box(*(engine().Rect(found) * self.turn)) if self.turn else Box(*found)
