# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents: every text with how it is kept. Nothing is laid out, so what lies where on a page is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import colour, flat, markup, word_fields, word_look
from .colour import WHITE, Colour
from .markup import Element
from .office import How, Text, lines
from .opc import Relation
from .word_drawing import drawn, is_off_page, shape_ground
from .word_look import Look, Styles

_NUMBERED = re.compile(
    r"[^A-Za-z]*(?:(?:article|section|chapter|appendix|annex|schedule|part|clause|figure|table|step|note|question)\b[^A-Za-z]*)?\w?\W*", re.I
)
"""What programs count by; `%1` stands for the number."""
_KINDS = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}


@dataclass(frozen=True)
class _State:
    """What the elements above say about the text below."""

    where: str
    style: Look = field(default_factory=Look)
    page: Colour | None = WHITE
    how: How = How.SHOWN
    why: str = ""


class Document:
    """A reader of one document."""

    def __init__(self, parts: dict[str, bytes], arrows: dict[str, list[Relation]]):
        self.parts = parts
        self.main = next(a.target for a in arrows.get("", ()) if a.type == "officeDocument")
        own = arrows.get(self.main, ())
        self.roots = {
            a.target: markup.read(parts[a.target], a.target)
            for a in own
            if a.target in parts
            and a.type in (*_KINDS, "styles", "settings", "theme", "comments", "numbering", "glossaryDocument")
        }
        self.kinds = {a.target: a.type for a in own if a.target in self.roots}
        self.by_id = {a.id: a.target for a in own}
        self.body = markup.read(parts[self.main], self.main)
        self.styles = Styles(self._one("styles"))
        self.colours = colour.theme(self._one("theme"))
        self.settings = self._one("settings")

    def _one(self, kind: str) -> Element | None:
        return next((self.roots[part] for part, its in self.kinds.items() if its == kind), None)

    def texts(self) -> Iterator[Text]:
        """Everything in reading order, then what belongs to no place of the text."""
        read = [*self._told(), *self._numbers()]
        yield from read
        yield from self._unread("\0".join(dict.fromkeys(text.words for text in read)))

    def _told(self) -> Iterator[Text]:
        yield from self._story(self.body, "text", How.SHOWN, "")
        shown, numbers = self._shown_parts()
        for part, kind in self.kinds.items():
            root = self.roots[part]
            if kind == "comments":
                for comment in root.iter("w:comment"):
                    words = "".join(t.text or "" for t in comment.iter("w:t"))
                    yield Text("comment", f"{comment.get('w:author', '')}: {words}".strip(": "), How.COMMENT)
            elif kind in ("header", "footer"):
                how = How.SHOWN if part in shown else How.UNSHOWN
                yield from self._story(
                    root, kind, how, "This header or footer is on no page." if how is How.UNSHOWN else ""
                )
            elif kind in _KINDS:
                for note in root:
                    hidden = note.get("w:type") is None and (kind, note.get("w:id")) not in numbers
                    yield from self._story(
                        note,
                        _KINDS[kind],
                        How.HIDDEN if hidden else How.SHOWN,
                        "Nothing refers to this note." if hidden else "",
                    )
        if self.settings is not None:
            for variable in self.settings.iter("w:docVar"):
                yield Text(
                    "settings", f"{variable.get('w:name')} {variable.get('w:val')}", How.META, "A document variable."
                )

    def _flat(self, id: str) -> Colour | None:
        target = self.by_id.get(id, "")
        return flat.colour_of(self.parts[target]) if target in self.parts else None

    def _numbers(self) -> Iterator[Text]:
        """Words that stand before the paragraphs of a list, as “Article” does; those of no list are shown nowhere."""
        root = self._one("numbering")
        if root is None:
            return
        holders = [self.body, *self.roots.values()]
        ids = {one.get("w:val") for holder in holders if holder is not root for one in holder.iter("w:numId")}
        used = {
            of.get("w:val")
            for number in root.iter("w:num")
            for of in number.iterfind("w:abstractNumId")
            if number.get("w:numId") in ids
        }
        for plan in root.iter("w:abstractNum"):
            shown = plan.get("w:abstractNumId") in used
            for level in plan.iter("w:lvlText"):
                words = level.get("w:val", "")
                if shown or not _NUMBERED.fullmatch(words):
                    yield Text("numbering", words, How.SHOWN if shown else How.UNSHOWN, "" if shown else "This list is used nowhere.")

    def _unread(self, known: str) -> Iterator[Text]:
        """Whatever words are left: they stand where no program looks for any."""
        at = 0  # words come in the order in which they were read, so the search goes on where it was
        for part, root in [(self.main, self.body), *((p, r) for p, r in self.roots.items() if self.kinds[p] in _KINDS)]:
            for element in root.iter("w:t"):
                words = element.text or ""
                found = known.find(words, at) if words.strip() else at
                found = known.find(words) if found < 0 else found
                if found < 0:
                    yield Text(part, words, How.UNSHOWN, "These words stand where no program shows any.")
                at = max(found, at)

    def _shown_parts(self) -> tuple[set[str], set[tuple[str, str | None]]]:
        even = self.settings is not None and self.settings.find("w:evenAndOddHeaders") is not None
        shown = set()
        for section in self.body.iter("w:sectPr"):
            first = section.find("w:titlePg") is not None and section.find("w:titlePg").get("w:val", "1") not in (
                "0",
                "false",
                "off",
            )
            for tag in ("w:headerReference", "w:footerReference"):
                for reference in section.iter(tag):
                    type = reference.get("w:type", "default")
                    if type == "default" or (type == "first" and first) or (type == "even" and even):
                        shown.add(self.by_id.get(reference.get("r:id", ""), ""))
        numbers = {
            (kind, reference.get("w:id"))
            for kind, tag in (("footnotes", "w:footnoteReference"), ("endnotes", "w:endnoteReference"))
            for reference in self.body.iter(tag)
        }
        return shown, numbers

    def _story(self, root: Element, name: str, how: How, why: str) -> Iterator[Text]:
        page = WHITE
        background = root.find("w:background")
        if background is not None:
            page = colour.rgb(background.get("w:color")) or WHITE
        yield from self._block(root, _State(name, self.styles.default, page, how, why))

    def _block(self, element: Element, state: _State) -> Iterator[Text]:
        number = 0
        for child in element:
            tag = child.tag
            if tag == "w:p":
                number += 1
                yield from self._paragraph(child, replace(state, where=f"{state.where}, paragraph {number}"))
            elif tag == "w:tbl":
                number += 1
                style = child.find("w:tblPr/w:tblStyle")
                unknown = style is not None and self.styles.shades(style.get("w:val", ""))
                for words in ("w:tblPr/w:tblCaption", "w:tblPr/w:tblDescription"):
                    if (found := child.find(words)) is not None:
                        yield Text(state.where, found.get("w:val", ""), How.ALT, "The description of a table.")
                inside = replace(state, where=f"{state.where}, table {number}", page=None if unknown else state.page)
                yield from self._block(child, inside)
            elif tag == "w:tc":
                ground = colour.rgb(word_look.shading(child.find("w:tcPr/w:shd")))
                yield from self._block(child, replace(state, page=ground) if ground else state)
            elif tag == "w:tr" and word_look.is_flat_row(child):
                yield from self._block(child, replace(state, how=How.HIDDEN, why="This row of a table is hidden."))
            elif tag == "w:r":
                yield from self._run(child, state, word_fields.Fields())
            else:
                yield from self._inside(child, state)

    def _inside(self, child: Element, state: _State) -> Iterator[Text]:
        """What is not text itself but may hold some."""
        if (author := child.get("w:author")) is not None and child.tag != "w:comment":
            yield Text(state.where, author, How.TRACKED, "A change was recorded and not accepted.")
        if child.tag in ("w:del", "w:moveFrom"):
            state = replace(state, how=How.TRACKED, why="This text was deleted, and the deletion not accepted.")
        if child.tag in ("w:sdtPr", "w:ffData", "w:smartTagPr", "w:customXmlPr", "w:customXml", "w:smartTag"):
            yield from word_fields.controls(child, state.where)
        if child.tag == "mc:AlternateContent":
            yield from self._alternatives(child, state)
        elif child.tag not in ("w:rPr", "w:pPr", "w:tblPr"):
            yield from self._block(child, state)
        else:
            for change in child.iter():
                if change is not child and change.get("w:author") is not None:
                    yield Text(
                        state.where, change.get("w:author", ""), How.TRACKED, "A change was recorded and not accepted."
                    )

    def _alternatives(self, element: Element, state: _State) -> Iterator[Text]:
        """Newer programs show the choice, older ones the fallback: the same words, unless someone hid some there."""
        seen: list[str] = []
        for child in element:
            found = list(self._block(child, state))
            if child.tag == "mc:Fallback":
                known = "".join(seen)
                found = [
                    replace(t, how=How.UNSHOWN, why="Only old programs show this text.") if t.how is How.SHOWN else t
                    for t in found
                    if t.words not in known and t.how is not How.COVERED
                ]
            seen += [text.words for text in found]
            yield from found

    def _paragraph(self, paragraph: Element, state: _State) -> Iterator[Text]:
        properties = paragraph.find("w:pPr")
        style = properties.find("w:pStyle") if properties is not None else None
        name = style.get("w:val", "") if style is not None else self.styles.body
        look = self.styles.look(name).over(state.style)
        ground = word_look.shading(properties.find("w:shd")) if properties is not None else None
        state = replace(state, style=word_look.of_paragraph(properties).over(Look(ground=ground)).over(look))
        reader = word_fields.Fields()
        yield from lines(list(self._runs(paragraph, state, reader)))
        yield from reader.found(state.where)

    def _runs(self, element: Element, state: _State, reader: word_fields.Fields) -> Iterator[Text]:
        for child in element:
            tag = child.tag
            if tag == "w:r":
                yield from self._run(child, state, reader)
            elif tag in ("w:ins", "w:moveTo", "w:del", "w:moveFrom", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent",
                         "w:customXml", "w:fldSimple", "w:dir", "w:bdo", "m:oMath", "m:oMathPara"):  # fmt: skip
                inner = state
                if (author := child.get("w:author")) is not None:
                    yield Text(state.where, author, How.TRACKED, "A change was recorded and not accepted.")
                if tag in ("w:del", "w:moveFrom"):
                    inner = replace(state, how=How.TRACKED, why="This text was deleted, and the deletion not accepted.")
                if tag == "w:fldSimple":
                    reader.simple(child.get("w:instr", ""))
                if tag == "w:hyperlink" and child.get("w:tooltip"):
                    yield Text(state.where, child.get("w:tooltip", ""), How.ALT, "The words of a link that show when it is pointed at.")
                if tag in ("w:smartTag", "w:customXml"):
                    yield from word_fields.controls(child, state.where)
                yield from self._runs(child, inner, reader)
            elif tag == "w:bookmarkStart":
                yield Text(state.where, child.get("w:name", ""), How.BOOKMARK)
            elif tag == "m:r":
                look = word_look.of(child.find("w:rPr")).over(state.style)
                unseen = "The text is formatted as hidden." if look.hidden else look.why_unseen(state.page)
                inner = replace(state, how=How.HIDDEN if look.hidden else How.INVISIBLE, why=unseen)
                yield from self._runs(child, inner if unseen and state.how is How.SHOWN else state, reader)
            elif tag == "m:t":
                yield Text(state.where, child.text or "", state.how, state.why)
            elif tag.startswith("m:"):
                yield from self._runs(child, state, reader)
            else:
                yield from self._inside(child, state)

    def _run(self, run: Element, state: _State, reader: word_fields.Fields) -> Iterator[Text]:
        properties = run.find("w:rPr")
        style = properties.find("w:rStyle") if properties is not None else None
        named = self.styles.look(style.get("w:val", "")) if style is not None else Look()
        look = word_look.of(properties).over(named).over(state.style)
        how, why = state.how, state.why
        if how is How.SHOWN and look.hidden:
            how, why = How.HIDDEN, "The text is formatted as hidden."
        elif how is How.SHOWN and (unseen := look.why_unseen(state.page)):
            how, why = How.INVISIBLE, unseen
        for child in run:
            if child.tag in ("w:t", "w:delText"):
                words = child.text or ""
                visible = how is not How.INVISIBLE or re.search(r"\w", words)
                yield Text(state.where, words, how if visible else How.SHOWN, why if visible else "")
            elif child.tag in ("w:instrText", "w:delInstrText", "w:fldChar"):
                reader.part(child)
                if (data := child.find("w:ffData")) is not None:
                    yield from word_fields.controls(data, state.where)
            elif child.tag in ("w:tab", "w:br", "w:cr"):
                yield Text(state.where, " ", how, why)
            elif child.tag in ("w:drawing", "w:pict", "w:object"):
                yield from drawn(child, state.where, self.colours, self._flat)
                ground = shape_ground(child, self.colours)
                hidden = any(p.get("hidden") in ("1", "true") for p in child.iter("wp:docPr")) or any(
                    "visibility:hidden" in s.get("style", "").replace(" ", "")
                    for s in child.iter()
                    if s.tag.startswith("v:")
                )
                inner = replace(state, where=f"{state.where}, drawing", page=ground if ground != "none" else state.page)
                if hidden or is_off_page(child):
                    why = "This drawing is hidden." if hidden else "This drawing lies off the page."
                    inner = replace(inner, how=How.HIDDEN, why=why)
                yield from self._block(child, inner)
            elif child.tag == "mc:AlternateContent":
                yield from self._run_alternatives(child, run, state, reader)
            else:
                yield from self._inside(child, replace(state, how=how, why=why))

    def _run_alternatives(
        self, element: Element, run: Element, state: _State, reader: word_fields.Fields
    ) -> Iterator[Text]:
        seen = ""
        for child in element:
            found = list(self._run(child, state, reader))
            if child.tag == "mc:Fallback":
                found = [
                    replace(t, how=How.UNSHOWN, why="Only old programs show this text.") if t.how is How.SHOWN else t
                    for t in found
                    if t.words.strip() not in seen and t.how not in (How.COVERED, How.CROPPED)
                ]
            seen += " ".join(text.words for text in found)
            yield from found
