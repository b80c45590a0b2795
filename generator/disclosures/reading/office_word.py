# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Word document as blocks, by its own structure: styles, numbering, tables, notes, descriptions (ISO/IEC 29500-1, 17).

What is hidden, deleted or commented is passed over; the gate has held back any document that keeps such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..documents import colour, markup, opc, package, word_look
from ..documents.markup import Element
from .blocks import Block, Figure, Gap, Heading, Inline, Note, NoteMark, Notes, Paragraph, Quote, Words
from .nested_lists import Deep, nested
from .told import says_something, tidy
from .word_styles import Numbering, Styles, switched_on
from .word_tables import table

_INSIDE = {"w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"}
_PASSED = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:instrText", "mc:Fallback"}
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_DARK = 60
"""Of 255: what is this dark hides what is written on it."""


def read(data: bytes, name: str) -> tuple[list[Block], str]:
    """(blocks, language) of the document. Raises DocumentError when it cannot be opened."""
    parts = package.parts(data, name)
    return _Document(parts, opc.relations(parts)).read()


class _Document:
    def __init__(self, parts: dict[str, bytes], arrows: dict[str, list[opc.Relation]]):
        main = next(one.target for one in arrows.get("", ()) if one.type == "officeDocument")
        own = arrows.get(main, [])
        self.roots: dict[str, Element] = {}
        self.kinds: dict[str, str] = {}
        for one in own:
            wanted = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")
            if one.target in parts and one.type in wanted:
                self.roots[one.target] = markup.read(parts[one.target], one.target)
                self.kinds.setdefault(one.type, one.target)
        self.links = {one.id: one.target for one in own if one.type == "hyperlink" and one.external}
        self.targets = {one.id: one.target for one in own}
        self.body = markup.read(parts[main], main)
        self.styles = Styles(self._one("styles"))
        self.numbering = Numbering(self._one("numbering"))
        self.notes: list[Note] = []
        self.field = ""

    def _one(self, kind: str) -> Element | None:
        return self.roots.get(self.kinds.get(kind, ""))

    def read(self) -> tuple[list[Block], str]:
        blocks = [*self._furniture("w:headerReference"), *self.blocks(self.body), *self._furniture("w:footerReference")]
        if self.notes:
            blocks.append(Notes(tuple(self.notes)))
        return blocks, self.styles.language

    def _furniture(self, tag: str) -> list[Block]:
        """Heads before the text and feet behind it, each once, where they say more than a page's number."""
        parts = dict.fromkeys(self.targets.get(one.get("r:id", ""), "") for one in self.body.iter(tag))
        found = [block for part in parts if part in self.roots for block in self.blocks(self.roots[part])]
        kept: list[Block] = []
        for block in found:
            words = "".join(getattr(one, "text", "") for one in getattr(block, "inlines", ()))
            numbers = isinstance(block, Paragraph) and re.fullmatch(r"\s*(page)?\s*\d*\s*(of\s*\d*)?\s*", words, re.IGNORECASE)
            if not numbers and block not in kept:
                kept.append(block)
        return kept

    def blocks(self, element: Element) -> list[Block]:
        """What an element holds, lists put together."""
        return nested(self._flat(element))

    def _flat(self, element: Element) -> Iterator[Block | Deep]:
        for child in element:
            if child.tag == "w:p":
                yield from self._paragraph(child)
            elif child.tag == "w:tbl":
                yield table(child, self.styles, self.cell)
            elif child.tag not in _PASSED:
                yield from self._flat(child)

    def cell(self, element: Element) -> tuple[Inline, ...]:
        """What a cell says, its paragraphs on lines of their own, and a table within it read on."""
        lines: list[Inline] = []
        for paragraph in element.iter("w:p"):
            inlines = tuple(self._inlines(paragraph))
            if says_something(inlines):
                lines += [Words("\n"), *inlines] if lines else inlines
        return tidy(lines)

    def _paragraph(self, paragraph: Element) -> Iterator[Block | Deep]:
        properties = paragraph.find("w:pPr")
        inlines = tidy(self._inlines(paragraph))
        level = self.styles.heading(properties)
        placed = self.styles.list_of(properties) if not level else None
        if says_something(inlines):
            if level:
                yield Heading(level, inlines)
            elif placed:
                kind = self.numbering.level(*placed)
                yield Deep(placed[1], inlines, kind.style, self.numbering.count(*placed), placed[0])
            elif self._is_quote(properties):
                yield Quote((Paragraph(inlines),))
            else:
                yield Paragraph(inlines)
        for drawing in _drawings(paragraph):
            yield from self._drawing(drawing)

    def _is_quote(self, properties: Element | None) -> bool:
        style = properties.find("w:pStyle") if properties is not None else None
        return style is not None and self.styles.name(style.get("w:val", "")) in ("quote", "intense quote", "block text")

    def _drawing(self, drawing: Element) -> Iterator[Block]:
        """A picture by its description, a text box by its words."""
        choice = drawing.find("mc:Choice")  # its fallback holds the same for older programs
        drawing = drawing if choice is None else choice
        boxes = list(drawing.iter("w:txbxContent"))
        for box in boxes:
            yield from self.blocks(box)
        told = next(drawing.iter("wp:docPr"), None)
        if not boxes and (told is not None or next(drawing.iter("v:imagedata"), None) is not None):
            alt = told.get("descr", "") or told.get("title", "") if told is not None else ""
            alt = alt or next((one.get("alt", "") for one in drawing.iter() if one.tag.startswith("v:") and one.get("alt")), "")
            yield Figure(" ".join(alt.split()))

    def _inlines(self, element: Element, href: str = "") -> Iterator[Inline]:
        for child in element:
            tag = child.tag
            if tag == "w:r":
                yield from self._run(child, href)
            elif tag == "w:hyperlink":
                yield from self._inlines(child, self.links.get(child.get("r:id", ""), href))
            elif tag == "w:fldSimple" and (match := _LINK.match(child.get("w:instr", ""))):
                yield from self._inlines(child, match[1])
            elif tag in _INSIDE:
                yield from self._inlines(child, href)
            elif tag == "m:oMath" or tag == "m:oMathPara":
                yield Words("".join(one.text or "" for one in child.iter("m:t")), href=href)

    def _run(self, run: Element, href: str) -> Iterator[Inline]:
        properties = run.find("w:rPr")
        look = self._look(properties, href or self._linked())
        if _is_bar(properties) and not _own_words(run):
            yield Gap()
            return
        for child in run:
            tag = child.tag
            if tag == "w:t":
                yield replace(look, text=child.text or "")
            elif tag in ("w:tab", "w:ptab"):
                yield replace(look, text=" ")
            elif tag in ("w:br", "w:cr"):
                yield replace(look, text="\n" if child.get("w:type", "textWrapping") == "textWrapping" else " ")
            elif tag == "w:noBreakHyphen":
                yield replace(look, text="-")
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                yield from self._note(child)
            elif tag == "w:instrText":
                self.field += child.text or ""
            elif tag == "w:fldChar" and child.get("w:fldCharType") in ("begin", "end"):
                self.field = ""

    def _linked(self) -> str:
        """Where the field leads whose result is being read."""
        match = _LINK.match(self.field)
        return match[1] if match else ""

    def _look(self, properties: Element | None, href: str) -> Words:
        if properties is None:
            return Words("", href=href)
        style = properties.find("w:rStyle")
        named = style.get("w:val", "") if style is not None else ""
        bold, italic = (
            said if (said := switched_on(properties.find(tag))) is not None else bool(self.styles.look(named, tag))
            for tag in ("w:b", "w:i")
        )
        language = properties.find("w:lang")
        lang = language.get("w:val", "") if language is not None else ""
        other = lang and lang[:2].lower() != (self.styles.language or lang)[:2].lower()
        return Words("", bold, italic, href, lang if other else "")

    def _note(self, reference: Element) -> Iterator[Inline]:
        kind = "footnotes" if reference.tag == "w:footnoteReference" else "endnotes"
        root = self._one(kind)
        note = next((one for one in root if one.get("w:id") == reference.get("w:id")), None) if root is not None else None
        if note is not None and len(self.notes) < 10_000:
            number = len(self.notes) + 1
            self.notes.append(Note(number, str(number), ()))  # its place is taken first: a note may cite another
            self.notes[number - 1] = Note(number, str(number), self.cell(note))
            yield NoteMark(str(number), number)


def _drawings(element: Element) -> Iterator[Element]:
    """The drawings of a paragraph, not those inside their text boxes."""
    for child in element:
        if child.tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
            yield child
        elif child.tag in ("w:r", "w:hyperlink", *_INSIDE):
            yield from _drawings(child)


def _is_bar(properties: Element | None) -> bool:
    """Whether a run is painted black behind its words."""
    if properties is None:
        return False
    marker = properties.find("w:highlight")
    painted = word_look.shading(properties.find("w:shd"))
    dark = colour.rgb(painted) if painted and painted != "auto" else None
    return (marker is not None and marker.get("w:val") == "black") or (dark is not None and max(dark) <= _DARK)


def _own_words(run: Element) -> bool:
    return any((one.text or "").strip(" \u00a0_\u2588\u25a0") for one in run.iterfind("w:t")) or run.find("w:drawing") is not None
