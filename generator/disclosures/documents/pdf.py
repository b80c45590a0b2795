# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door to PyMuPDF: what a PDF shows, page by page. Nothing of PyMuPDF leaves this file and `pdf_render`.

MuPDF is a C library that parses hostile files, and some real ones hang it. Open unknown files only in a process that
can be killed (safety/pool.py does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from ..problems import DocumentError
from .shapes import Box, Glyph, Line, Outline, Paint, Shape, Span

if TYPE_CHECKING:
    from .pdf_flow import Flow, Run

_NEW_COPY = "Print the document to a new PDF and put that in its place"


@cache
def engine() -> Any:
    """The pymupdf module, imported at first use: it takes a tenth of a second and 50 MB."""
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return pymupdf


class Pdf:
    """An open PDF. Use it as a context manager.

    >>> with Pdf(data) as pdf:
    ...     for page in pdf.pages: page.lines
    """

    def __init__(self, data: bytes, name: str = "document.pdf"):
        """Raises DocumentError when `data` is damaged, has no page, or needs a password."""
        self.name = name
        try:
            self._document = engine().open(stream=data, filetype="pdf")
        except Exception as error:
            raise DocumentError(Path(name), "this PDF is damaged and cannot be opened", _NEW_COPY) from error
        if self._document.needs_pass:
            self._document.close()
            raise DocumentError(Path(name), "this PDF needs a password", "Remove the password and save the file again")
        if not self._document.page_count:
            self._document.close()
            raise DocumentError(Path(name), "this PDF is damaged: no page can be found in it", _NEW_COPY)

    def __enter__(self) -> Pdf:
        return self

    def __exit__(self, *exc: object) -> None:
        self._document.close()

    @property
    def page_count(self) -> int:
        return self._document.page_count

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in order. Raises DocumentError when one cannot be loaded."""
        return tuple(Page(self, number) for number in range(1, self.page_count + 1))


class Page:
    """One page. `number` counts from 1."""

    def __init__(self, pdf: Pdf, number: int):
        self.number = number
        try:
            self._page = pdf._document.load_page(number - 1)
        except Exception as error:
            raise DocumentError(Path(pdf.name), f"page {number} is damaged", _NEW_COPY) from error
        self._turn = self._page.rotation_matrix if self._page.rotation else None

    def _box(self, raw: tuple) -> Box:
        """A box as the reader sees it: MuPDF tells places on the page before it is turned."""
        return Box(*raw) if self._turn is None else Box(*(engine().Rect(raw) * self._turn))

    def masked_pictures(self) -> Iterator[tuple[tuple[int, int, bytes], tuple[int, int, bytes]]]:
        """(picture, mask) of each picture that shows through a mask: width, height and grey values of both alike.

        Pictures are made smaller where they have more than 600 pixels a side.
        """
        lib, document = engine(), self._page.parent
        for xref, mask, *_ in self._page.get_images():
            if mask:
                picture = lib.Pixmap(lib.csGRAY, lib.Pixmap(document, xref))
                scale = min(600 / max(picture.width, picture.height, 1), 1.0)
                size = max(int(picture.width * scale), 1), max(int(picture.height * scale), 1)
                pair = [lib.Pixmap(pixmap, *size, None) for pixmap in (picture, lib.Pixmap(document, mask))]
                greys = [pixmap if pixmap.n == 1 else lib.Pixmap(lib.csGRAY, pixmap) for pixmap in pair]
                yield tuple((grey.width, grey.height, bytes(grey.samples)) for grey in greys)

    def place(self, raw: tuple[float, float, float, float]) -> Box:
        """Where a rectangle in the PDF's own coordinates (from the bottom left) stands."""
        return self._box(tuple(engine().Rect(raw).normalize() * self._page.transformation_matrix))

    def forget(self) -> None:
        """Let go of what was read: a page of text takes a megabyte, and records have a thousand pages."""
        for view in ("told", "flow", "links", "glyphs", "paints", "_drawings", "rectangles", "outlines", "pictures", "lines"):
            self.__dict__.pop(view, None)

    @cached_property
    def size(self) -> Box:
        """The visible page, with the top left corner at 0, 0."""
        return Box(*self._page.rect)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every character that page content and annotations draw, also those that cannot be seen."""
        return tuple(
            Glyph(
                chr(code),
                self._box(_full(box, span)),
                span["seqno"],
                span["type"],
                span["opacity"],
                _rgb(span["color"]),
                span["size"],
            )
            for span in self._page.get_texttrace()
            for code, _glyph, _origin, box in span["chars"]
        )

    @cached_property
    def has_drawn_letters(self) -> bool:
        """Whether a font of the page is a set of drawings (Type 3). Their letters are told with mode 3 before their lines."""
        return any(font[2] == "Type3" for font in self._page.get_fonts())

    def cutting_letters(self) -> tuple[Glyph, ...]:
        """Letters that cut out what is drawn after them and draw nothing themselves (text rendering mode 7)."""
        drawn = {
            (chr(code), *map(round, origin))
            for span in self._page.get_texttrace()
            for code, _glyph, origin, _box in span["chars"]
        }
        found = []
        for block in self._page.get_text("rawdict", flags=_text_flags())["blocks"]:
            for span in (span for line in block.get("lines", ()) for span in line["spans"]):
                for char in span["chars"]:
                    if (char["c"], *map(round, char["origin"])) not in drawn:
                        box = self._box(char["bbox"])
                        found.append(Glyph(char["c"], box, 0, 7, 1.0, (0.0, 0.0, 0.0), span["size"]))
        return tuple(found)

    @cached_property
    def paints(self) -> tuple[Paint, ...]:
        """Everything drawn that is not text, in order."""
        log = enumerate(self._page.get_bboxlog())
        return tuple(Paint(kind, self._box(box), seq) for seq, (kind, box) in log if not kind.endswith("text"))

    @cached_property
    def _drawings(self) -> list[dict]:
        return self._page.get_cdrawings()

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every path that is filled or stroked, in the order drawn."""
        return tuple(
            Outline(
                self._box(path["rect"]), path["seqno"], len(path["items"]),
                sum(item[0] == "c" for item in path["items"]), "f" in path["type"], path.get("width") or 0.0,
            )
            for path in self._drawings
            if path["items"]
        )  # fmt: skip

    @cached_property
    def rectangles(self) -> tuple[Shape, ...]:
        """Upright rectangles, filled or outlined, in the order drawn."""
        found = []
        for path in self._drawings:
            fill, edge = path.get("fill"), path.get("color")
            alpha = path.get("fill_opacity", 1.0)
            alpha = 1.0 if alpha is None else alpha
            for item in path["items"]:
                box = _upright(item)
                if box:
                    found.append(Shape(self._box(box), _maybe_rgb(fill), _maybe_rgb(edge), alpha, path["seqno"]))
            if len(path["items"]) >= 4 and all(item[0] == "l" for item in path["items"]) and _closed(path["items"]):
                found.append(Shape(self._box(path["rect"]), _maybe_rgb(fill), _maybe_rgb(edge), alpha, path["seqno"]))
        return tuple(found)

    @cached_property
    def pictures(self) -> tuple[Box, ...]:
        """Where pictures stand."""
        return tuple(paint.box for paint in self.paints if paint.kind.startswith("fill-im"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of text on the page, in the order of the file. Invisible text is told too: see `glyphs`."""
        found = []
        for number, block in enumerate(self._page.get_text("dict", flags=_text_flags())["blocks"]):
            for line in block.get("lines", ()):
                spans = tuple(_span(span, self._box(span["bbox"])) for span in line["spans"] if span["text"])
                if spans:
                    found.append(Line(self._box(line["bbox"]), spans, number))
        return tuple(found)

    @cached_property
    def flow(self) -> Flow:
        """Everything the page shows, from one pass; half the price of `lines`, `rectangles` and `pictures` together."""
        from .pdf_flow import flow

        return flow(self)

    @cached_property
    def told(self) -> tuple[list[dict], list[tuple[bytes, ...]]]:
        """What MuPDF prints of the page, which `flow` reads."""
        from .pdf_flow import told

        return told(self)

    @property
    def content(self) -> bytes:
        """The page's drawing instructions."""
        return self._page.read_contents()

    def stand_upright(self) -> None:
        """Turn a page whose text runs up or down it or stands on its head, as in scans and wide tables, so that it can be read.

        All places are told as on the turned page from then on.
        """
        up = down = over = every = 0
        for run in self.flow.runs:
            letters = len(run.text)
            every += letters
            if run.turned:
                up, down = (up + letters, down) if run.box.y1 - run.base < run.base - run.box.y0 else (up, down + letters)
            elif run.base - run.box.y0 < 0.4 * run.box.height:
                over += letters
        told = self.told
        if max(up, down, over) <= 0.5 * every:
            del self.told
            return
        wide, high = self.size.width, self.size.height
        turn = (-1, 0, 0, -1, wide, high) if over > up + down else (0, 1, -1, 0, high, 0) if up > down else (0, -1, 1, 0, 0, wide)
        self.forget()
        self.__dict__["told"] = told  # which holds for the page before it is turned
        self._turn = (self._turn or engine().Matrix(1, 1)) * engine().Matrix(*turn)
        self.__dict__["size"] = Box(0, 0, wide, high) if over > up + down else Box(0, 0, high, wide)

    @cached_property
    def links(self) -> tuple[tuple[Box, str], ...]:
        """Where links to addresses stand, and where they lead."""
        lib = engine()
        told = (link for link in self._page.get_links() if link["kind"] == lib.LINK_URI and link.get("uri"))
        return tuple((self._box(tuple(link["from"])), link["uri"]) for link in told)

    def parted(self, run: Run, edges: list[Box]) -> list[Run]:
        """A run parted at the sides of boxes that it reaches into; whole where its letters cannot be told apart."""
        parts: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in sorted(self.glyphs, key=lambda one: one.box.x0):
            if run.box.grown(0.5).holds(glyph.box.centre) and abs(glyph.size - run.size) < 0.5:
                middle = glyph.box.centre[0]
                place = sum(middle > box.x0 for box in edges), sum(middle > box.x1 for box in edges)
                parts.setdefault(place, []).append(glyph)
        if len(parts) < 2:
            return [run]
        return [
            run._replace(
                text="".join(glyph.char for glyph in glyphs),
                box=Box(glyphs[0].box.x0, run.box.y0, glyphs[-1].box.x1, run.box.y1),
            )
            for _, glyphs in sorted(parts.items())
        ]

    @cached_property
    def headline(self) -> str:
        """What a reader would take for the title: the first words in the largest letters, or else the first line."""
        lines = [line for line in self.lines if len(re.findall(r"[^\W\d_]", line.text)) > 2]
        sizes = [max(span.size for span in line.spans) for line in lines]
        if not lines:
            return ""
        largest = max(sizes)
        start = sizes.index(largest)
        if largest < 1.1 * median(sizes):
            return _plain(lines[0].text)
        end = next((n for n in range(start, len(sizes)) if sizes[n] < largest - 0.5), len(sizes))
        return _plain(" ".join(line.text for line in lines[start:end]))

    @cached_property
    def text(self) -> str:
        """The page's text, line by line."""
        return self._page.get_text("text", flags=_text_flags())


@cache
def _text_flags() -> int:
    """How text is read: the letters that are drawn, not the /ActualText that may replace them with anything."""
    lib = engine()
    return lib.TEXT_PRESERVE_WHITESPACE | lib.TEXT_CLIP | lib.TEXT_IGNORE_ACTUALTEXT


def _span(span: dict, box: Box) -> Span:
    red, green, blue = (span["color"] >> shift & 255 for shift in (16, 8, 0))
    bold = bool(span["flags"] & 16) or "bold" in span["font"].lower()
    colour = (red / 255, green / 255, blue / 255)
    return Span(span["text"], box, span["size"], bold, bool(span["flags"] & 2), colour)


def _plain(text: str) -> str:
    """Single spaces, no control characters, at most about 120 characters, ending with a whole word."""
    words = "".join(char if char.isprintable() else " " for char in text).split()
    while len(words) > 1 and len(" ".join(words)) > 120:
        words.pop()
    return " ".join(words)[:120]


def _full(box: tuple, span: dict) -> tuple:
    """The box of a letter. Where letters stand one below the other, MuPDF tells a box without a width: then an em wide."""
    if span["wmode"] and box[0] == box[2]:
        return box[0], box[1], box[0] + span["size"], box[3]
    return box


def _upright(item: tuple) -> Box | None:
    if item[0] == "re":
        left, top, right, bottom = item[1]
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    if item[0] == "qu":
        corners = [tuple(corner) for corner in item[1]]
        xs, ys = sorted({round(x, 1) for x, _ in corners}), sorted({round(y, 1) for _, y in corners})
        if len(xs) == 2 and len(ys) == 2:
            return Box(xs[0], ys[0], xs[1], ys[1])
    return None


def _closed(items: list) -> bool:
    """Whether straight lines draw one upright rectangle."""
    points = [tuple(point) for item in items for point in item[1:3]]
    xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    upright = all(abs(a[0] - b[0]) < 0.1 or abs(a[1] - b[1]) < 0.1 for _, a, b in (item[:3] for item in items))
    return len(xs) == 2 and len(ys) == 2 and upright


def _rgb(values: tuple) -> tuple[float, float, float]:
    return _maybe_rgb(values) or (0.0, 0.0, 0.0)


def _maybe_rgb(values: Any) -> tuple[float, float, float] | None:
    """Grey, RGB or CMYK values as RGB."""
    if values is None:
        return None
    if len(values) == 1:
        return (values[0],) * 3
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    return tuple(values[:3]) if len(values) == 3 else None
