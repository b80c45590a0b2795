# SPDX-License-Identifier: AGPL-3.0-or-later
"""PowerPoint slides as pages of blocks: the title as heading, then the other shapes as a screen reader meets them.

That order is the order of the shapes in the file, which PowerPoint's own reading order pane sets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..documents import markup, opc, package
from ..documents.markup import Element
from .blocks import Block, Figure, Heading, Inline, Paragraph, Table, TableCell, Words
from .nested_lists import Deep, nested
from .told import says_something, tidy

_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_COUNTS = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}


def read(data: bytes, name: str) -> tuple[list[list[Block]], str]:
    """(a page of blocks for each slide, language that most words are marked with). Raises DocumentError."""
    parts = package.parts(data, name)
    arrows = opc.relations(parts)
    main = next(one.target for one in arrows.get("", ()) if one.type == "officeDocument")
    by_id = {one.id: one.target for one in arrows.get(main, ())}
    root = markup.read(parts[main], main)
    names = [by_id.get(item.get("r:id", ""), "") for item in root.iter("p:sldId")]
    slides = [(name, markup.read(parts[name], name)) for name in names if name in parts]
    counted: Counter[str] = Counter()
    for _, slide in slides:
        for run in slide.iter("a:r"):
            look, words = run.find("a:rPr"), run.find("a:t")
            if look is not None and words is not None:
                counted[look.get("lang", "")] += len(words.text or "")
    language = counted.most_common(1)[0][0] if counted else ""
    return [_Slide(slide, arrows.get(name, []), language).read() for name, slide in slides], language


class _Slide:
    def __init__(self, root: Element, arrows: list[opc.Relation], language: str):
        self.root, self.language = root, language
        self.links = {one.id: one.target for one in arrows if one.type == "hyperlink" and one.external}

    def read(self) -> list[Block]:
        shapes = list(_shapes(self.root.find("p:cSld/p:spTree")))
        titles = [one for one in shapes if _place(one) in ("title", "ctrTitle")]
        rest = [one for one in shapes if one not in titles and _place(one) not in _FURNITURE]
        head = [Heading(1, words) for one in titles if says_something(words := self._all(one))]
        return [*head, *(block for one in rest for block in self._blocks(one))]

    def _all(self, shape: Element) -> tuple[Inline, ...]:
        words: list[Inline] = []
        for paragraph in shape.iter("a:p"):
            words += [Words(" "), *self._inlines(paragraph)] if words else self._inlines(paragraph)
        return tidy(words)

    def _blocks(self, shape: Element) -> list[Block]:
        if (found := next(shape.iter("a:tbl"), None)) is not None:
            return [self._table(found)]
        if shape.tag == "p:sp":
            listed = _place(shape) in ("body", "obj", "")
            return nested(one for paragraph in shape.iter("a:p") for one in self._paragraph(paragraph, listed))
        told = next(shape.iter("p:cNvPr"), None)
        description = told.get("descr", "") or told.get("title", "") if told is not None else ""
        return [Figure(" ".join(description.split()))] if shape.tag in ("p:pic", "p:graphicFrame") else []

    def _paragraph(self, paragraph: Element, listed: bool) -> Iterator[Block | Deep]:
        """A line with a bullet or number is an item; text in the body of a layout has bullets unless it says not."""
        inlines = tidy(self._inlines(paragraph))
        if not says_something(inlines):
            return
        look = paragraph.find("a:pPr")
        counted = look.find("a:buAutoNum") if look is not None else None
        bullet = look is not None and (look.find("a:buChar") is not None or look.find("a:buBlip") is not None)
        plain = look is not None and look.find("a:buNone") is not None
        depth = int(look.get("lvl", "0")) if look is not None else 0
        if counted is not None:
            kind = re.match(r"arabic|alphaLc|alphaUc|romanLc|romanUc", counted.get("type", ""))
            yield Deep(depth, inlines, _COUNTS[kind[0]] if kind else "1", int(counted.get("startAt", "1")))
        elif bullet or (listed and not plain):
            yield Deep(depth, inlines)
        else:
            yield Paragraph(inlines)

    def _inlines(self, paragraph: Element) -> list[Inline]:
        found: list[Inline] = []
        for run in paragraph:
            if run.tag == "a:br":
                found.append(Words("\n"))
            elif run.tag in ("a:r", "a:fld"):
                found.append(self._words("".join(one.text or "" for one in run.iter("a:t")), run.find("a:rPr")))
        return found

    def _words(self, text: str, look: Element | None) -> Words:
        if look is None:
            return Words(text)
        link = look.find("a:hlinkClick")
        href = self.links.get(link.get("r:id", ""), "") if link is not None else ""
        lang = look.get("lang", "")
        other = lang and lang[:2].lower() != (self.language or lang)[:2].lower()
        return Words(text, look.get("b") in ("1", "true"), look.get("i") in ("1", "true"), href, lang if other else "")

    def _table(self, table: Element) -> Table:
        look = table.find("a:tblPr")
        first_row, first_column = (look is not None and look.get(name) in ("1", "true") for name in ("firstRow", "firstCol"))
        rows = []
        for number, row in enumerate(table.iterfind("a:tr")):
            cells = [one for one in row.iterfind("a:tc")]
            rows.append(tuple(
                TableCell(
                    self._all(cell), (first_row and not number) or (first_column and not at),
                    int(cell.get("gridSpan", "1")), int(cell.get("rowSpan", "1")),
                )
                for at, cell in enumerate(cells) if cell.get("hMerge") not in ("1", "true") and cell.get("vMerge") not in ("1", "true")
            ))  # fmt: skip
        heads = 1 if first_row and len(rows) > 1 else 0
        return Table(tuple(rows[:heads]), tuple(rows[heads:]))


def _shapes(tree: Element | None) -> Iterator[Element]:
    """The shapes of a slide, those in groups too."""
    for child in tree if tree is not None else ():
        if child.tag == "p:grpSp":
            yield from _shapes(child)
        elif child.tag == "mc:AlternateContent":
            yield from _shapes(child.find("mc:Choice"))
        elif child.tag in ("p:sp", "p:pic", "p:graphicFrame"):
            yield child


def _place(shape: Element) -> str:
    """What a shape is in its layout: `title`, `body` (or empty, which means the same), `sldNum`; `none` for a free one."""
    held = shape.find("p:nvSpPr/p:nvPr/p:ph")
    return held.get("type", "") if held is not None else "none"
