# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument texts and slides as blocks, by their own structure (ISO/IEC 26300-1): outline levels, lists, tables, notes.

What is hidden, deleted or commented is passed over; the gate has held back any document that keeps such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..documents import colour, markup, package
from ..documents.kind import Kind
from ..documents.markup import Element
from .blocks import Block, Figure, Gap, Heading, Inline, Item, Listing, Note, NoteMark, Notes, Paragraph, Quote, Words
from .odf_styles import Styles
from .odf_tables import table
from .told import says_something, tidy

_PASSED = {
    "text:tracked-changes", "office:annotation", "loext:annotation", "office:annotation-end", "text:sequence-decls", "presentation:notes",
    "text:variable-decls", "text:user-field-decls", "office:forms", "table:shapes", "svg:title", "svg:desc", "text:bookmark",
}  # fmt: skip
_DARK = 60
"""Of 255: what is this dark hides what is written on it."""


def read(data: bytes, name: str, kind: Kind) -> tuple[list[list[Block]], str]:
    """(pages of blocks, language): one page for a text, one for each slide. Raises DocumentError."""
    parts = package.parts(data, name)
    document = _Document(parts)
    return (document.slides() if kind is Kind.ODP else [document.text()]), document.styles.language


class _Document:
    def __init__(self, parts: dict[str, bytes]):
        self.content = markup.read(parts["content.xml"], "content.xml")
        styles = markup.read(parts["styles.xml"], "styles.xml") if "styles.xml" in parts else None
        self.styles = Styles([root for root in (styles, self.content) if root is not None])
        self.notes: list[Note] = []

    def text(self) -> list[Block]:
        body = self.content.find("office:body/office:text")
        return self._with_notes(list(self._blocks(body)) if body is not None else [])

    def slides(self) -> list[list[Block]]:
        """Each slide: its title first, the other shapes in the order in which they are read out."""
        pages = []
        for page in self.content.iter("draw:page"):
            shapes = [one for one in page if one.tag.startswith("draw:")]
            titles = [one for one in shapes if one.get("presentation:class") == "title"]
            found: list[Block] = []
            for shape in (*titles, *(one for one in shapes if one not in titles)):
                inside = list(self._blocks_of(shape))
                found += [_as_heading(block, 1) for block in inside] if shape in titles else inside
            self.notes, blocks = [], self._with_notes(found)
            pages.append(blocks)
        return pages

    def _with_notes(self, blocks: list[Block]) -> list[Block]:
        return [*blocks, Notes(tuple(self.notes))] if self.notes else blocks

    def _blocks(self, element: Element) -> Iterator[Block]:
        for child in element:
            yield from self._blocks_of(child)

    def _blocks_of(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag in ("text:h", "text:p"):
            yield from self._paragraph(element)
        elif tag == "text:list":
            yield self._list(element, 1, element.get("text:style-name", ""))
        elif tag == "table:table":
            yield table(element, self.cell)
        elif tag == "draw:frame":
            yield from self._frame(element)
        elif tag not in _PASSED:
            yield from self._blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        inlines = tidy(self._inlines(element, self._base(element)))
        if says_something(inlines):
            style = element.get("text:style-name", "")
            if element.tag == "text:h":
                yield Heading(min(max(int(element.get("text:outline-level", "1")), 1), 6), inlines)
            elif self.styles.is_named(style, "Title"):
                yield Heading(1, inlines)
            elif self.styles.is_named(style, "Quotations"):
                yield Quote((Paragraph(inlines),))
            else:
                yield Paragraph(inlines)
        for frame in _frames(element):
            yield from self._frame(frame)

    def _base(self, element: Element) -> Words:
        """The look that a paragraph gives its words; a heading's is told by its element."""
        return Words("", lang=self.styles.other_language("paragraph", element.get("text:style-name", "")))

    def _list(self, element: Element, depth: int, style: str) -> Listing:
        counted = self.styles.list_level(style, depth)
        items, start = [], counted.start
        for number, one in enumerate(child for child in element if child.tag in ("text:list-item", "text:list-header")):
            if number == 0 and one.get("text:start-value"):
                start = int(one.get("text:start-value", "1"))
            inside: list[Block] = []
            for child in one:
                if child.tag == "text:list":
                    inside.append(self._list(child, depth + 1, child.get("text:style-name", "") or style))
                else:
                    inside += self._blocks_of(child)
            first = inside[0].inlines if inside and isinstance(inside[0], Paragraph | Heading) else ()
            items.append(Item(first, tuple(inside[1:] if first else inside)))
        return Listing(tuple(items), bool(counted.style), start, counted.style or "1")

    def _frame(self, frame: Element) -> Iterator[Block]:
        """A picture by its description, a text box or a table by its words."""
        boxes = [one for one in frame if one.tag in ("draw:text-box", "table:table")]
        for box in boxes:
            yield from self._blocks_of(box)
        if not boxes and any(one.tag in ("draw:image", "draw:object") for one in frame):
            told = ["".join(one.itertext()) for one in frame if one.tag in ("svg:title", "svg:desc")]
            yield Figure(" ".join(". ".join(filter(None, told)).split()))

    def cell(self, element: Element) -> tuple[Inline, ...]:
        """What a cell says, its paragraphs on lines of their own."""
        lines: list[Inline] = []
        for paragraph in element.iter():
            if paragraph.tag in ("text:p", "text:h"):
                inlines = tuple(self._inlines(paragraph, self._base(paragraph)))
                if says_something(inlines):
                    lines += [Words("\n"), *inlines] if lines else inlines
        return tidy(lines)

    def _inlines(self, element: Element, look: Words) -> Iterator[Inline]:
        if element.text:
            yield replace(look, text=_plain(element.text))
        for child in element:
            yield from self._inline(child, look)
            if child.tail:
                yield replace(look, text=_plain(child.tail))

    def _inline(self, element: Element, look: Words) -> Iterator[Inline]:
        tag = element.tag
        if tag in ("text:s", "text:tab"):
            yield replace(look, text=" ")
        elif tag == "text:line-break":
            yield replace(look, text="\n")
        elif tag == "text:note":
            yield from self._note(element)
        elif tag == "text:span":
            style = element.get("text:style-name", "")
            ground = colour.rgb(self.styles.text(style, "fo:background-color"))
            if ground and max(ground) <= _DARK and not "".join(element.itertext()).strip(" \u00a0_\u2588\u25a0"):
                yield Gap()
                return
            bold = self.styles.text(style, "fo:font-weight") == "bold" or look.bold
            italic = self.styles.text(style, "fo:font-style") == "italic" or look.italic
            lang = self.styles.other_language("text", style) or look.lang
            yield from self._inlines(element, replace(look, bold=bold, italic=italic, lang=lang))
        elif tag == "text:a":
            yield from self._inlines(element, replace(look, href=element.get("xlink:href", "")))
        elif tag not in _PASSED and not tag.startswith(("draw:", "text:bookmark", "text:reference-mark")):
            yield from self._inlines(element, look)

    def _note(self, note: Element) -> Iterator[Inline]:
        body = note.find("text:note-body")
        if body is not None:
            number = len(self.notes) + 1
            cited = note.find("text:note-citation")
            label = "".join(cited.itertext()).strip() if cited is not None else ""
            self.notes.append(Note(number, label or str(number), self.cell(body)))
            yield NoteMark(label or str(number), number)


def _frames(paragraph: Element) -> Iterator[Element]:
    """The frames that hang on a paragraph, not those inside them."""
    for child in paragraph:
        if child.tag == "draw:frame":
            yield child
        elif child.tag in ("text:span", "text:a", "draw:a", "draw:g", "draw:custom-shape"):
            yield from _frames(child)


def _as_heading(block: Block, level: int) -> Block:
    return Heading(level, block.inlines) if isinstance(block, Paragraph) else block


def _plain(text: str) -> str:
    """Line ends in the file are spaces to a reader (part 3, 6.1.2)."""
    return re.sub(r"\s+", " ", text)
