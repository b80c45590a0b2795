# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument texts and slides (ISO/IEC 26300): every text with how it is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from . import flat, markup, opendocument_style
from .colour import WHITE, Colour
from .markup import Element
from .office import How, Text, lines
from .opendocument_style import Looks, Seen
from .word_drawing import is_cover

_SHAPES = {"draw:rect", "draw:custom-shape", "draw:polygon", "draw:ellipse", "draw:circle", "draw:path", "draw:frame"}
_DECLARED = {
    "text:user-field-decl",
    "text:variable-set",
    "text:user-field-get",
    "text:variable-decl",
    "text:variable-input",
}
_SAYS = ("office:string-value", "text:formula", "text:description", "text:string-value", "text:string-value-if-true",
         "text:string-value-if-false", "text:condition", "form:label", "form:value", "form:current-value", "form:title",
         "form:name", "office:value")  # fmt: skip


@dataclass(frozen=True)
class _State:
    where: str
    seen: Seen
    ground: Colour | None = WHITE
    how: How = How.SHOWN
    why: str = ""


class Document:
    """A reader of one text or set of slides."""

    def __init__(self, parts: dict[str, bytes]):
        self.parts = parts
        self.content = markup.read(parts["content.xml"], "content.xml")
        self.styles = markup.read(parts["styles.xml"], "styles.xml") if "styles.xml" in parts else None
        self.looks = Looks([root for root in (self.styles, self.content) if root is not None])

    def texts(self) -> Iterator[Text]:
        """Everything in reading order, then heads and feet."""
        body = self.content.find("office:body")
        if body is None:
            raise ValueError("no body")
        slides = list(body.iter("draw:page"))
        start = _State("text", Seen(), self.looks.page_colour())
        if slides:
            for number, page in enumerate(slides, 1):
                yield from self._slide(page, replace(start, where=f"slide {number}"))
        for child in body:
            if not slides:
                yield from lines(list(self._all(child, start)))
        for element in self.styles.iter("style:master-page") if self.styles is not None else ():
            for part in element:
                if part.tag == "presentation:notes":
                    continue
                state = replace(start, where=f"page style {element.get('style:name', '')}")
                if part.get("style:display") == "false":
                    state = replace(state, how=How.UNSHOWN, why="This header or footer is switched off.")
                yield from lines(list(self._all(part, state)))
        for root in (self.styles, self.content):
            for scripts in root.iter("office:scripts") if root is not None else ():
                for script in scripts.iter():
                    words = " ".join([*script.attrib.values(), script.text or ""]).strip()
                    if script is not scripts and words:
                        yield Text("scripts", words, How.META, "A script or the address of one.")

    def changes(self) -> Iterator[Text]:
        """What a spreadsheet keeps of recorded changes: who made them, and what the cells held before."""
        for changes in self.content.iter("table:tracked-changes"):
            for change in changes:
                held = [_own(one) for one in change.iter() if one.tag in ("dc:creator", "text:p", "text:span")]
                words = " ".join(word for word in held if word.strip()) or change.tag.rpartition(":")[2]
                yield Text("recorded changes", words, How.TRACKED, "A change was recorded and not accepted.")

    def _slide(self, page: Element, state: _State) -> Iterator[Text]:
        hidden = self.looks.hides_slide(page.get("draw:style-name", ""))
        if hidden:
            state = replace(state, how=How.HIDDEN, why="This slide is hidden.")
        yield from lines(list(self._all(page, replace(state, ground=self.looks.slide_colour(page)))))
        shapes = [(shape, _box(shape)) for shape in _ungrouped(page)]
        width, height = self.looks.page_size(page.get("draw:master-page-name", ""))
        for at, (shape, box) in enumerate(shapes):
            words = _words(shape)
            if hidden or not words.strip():
                continue
            spot = box or _turned(shape)
            if spot and (spot[2] <= 0 or spot[3] <= 0 or spot[0] >= width or spot[1] >= height):
                yield Text(state.where, words, How.HIDDEN, "This shape lies outside of the slide.")
            if box is None:
                continue
            for over, cover in shapes[at + 1 :]:
                fill = self._shown(over)
                share = _share(box, cover) if cover else 0.0
                empty = not _words(over).strip()
                picture = over.find("draw:image") is not None
                if (share > 0.9 and (picture or isinstance(fill, tuple))) or (
                    share > 0.05 and empty and is_cover(fill)
                ):
                    yield Text(state.where, words, How.COVERED, "A filled box lies over this text.")
                    break

    def _shown(self, shape: Element) -> Colour | Literal["none"] | None:
        """What a shape is filled with; of a picture that shows one colour, that."""
        image = shape.find("draw:image")
        data = self.parts.get(image.get("xlink:href", "").removeprefix("./")) if image is not None else None
        return (flat.colour_of(data) if data else None) or self.looks.fill(shape)

    def _all(self, element: Element, state: _State) -> Iterator[Text]:
        """One element with its words, those inside it, and those behind it."""
        state = self._entered(element, state)
        tag = element.tag
        if tag == "text:tracked-changes":
            for change in element.iter():
                if change.tag in ("dc:creator", "text:p", "text:span", "text:h"):
                    yield Text(state.where, _own(change), How.TRACKED, "A change was recorded and not accepted.")
            return
        if tag in ("office:annotation", "loext:annotation"):
            yield Text(state.where, _words(element), How.COMMENT)
            return
        if tag in ("svg:title", "svg:desc"):
            yield Text(state.where, "".join(element.itertext()), How.ALT, "The description of a drawing.")
            return
        if tag == "presentation:notes":
            inside = [e for e in element.iter("text:p")]
            yield Text(
                state.where, " ".join(_words(e) for e in inside), How.HIDDEN, "The speaker's notes hold this text."
            )
            return
        yield from self._beside(element, state)
        if element.text:
            yield self._said(element.text, state)
        for child in element:
            yield from self._all(child, state)
            if child.tail:
                yield self._said(child.tail, state)
        if tag in ("text:p", "text:h", "text:s", "text:tab", "text:line-break", "table:table-cell"):
            yield Text(state.where, " ", state.how, state.why)

    def _said(self, words: str, state: _State) -> Text:
        if state.how is How.SHOWN and re.search(r"\w", words):
            if state.seen.hidden:
                return Text(state.where, words, How.HIDDEN, "The text is formatted as hidden.")
            if why := state.seen.why_unseen(state.ground):
                return Text(state.where, words, How.INVISIBLE, why)
        return Text(state.where, words, state.how, state.why)

    def _entered(self, element: Element, state: _State) -> _State:
        """What an element says about the text in it."""
        tag = element.tag
        style = element.get("text:style-name") or element.get("table:style-name") or ""
        if tag in ("text:p", "text:h"):
            seen = self.looks.of("paragraph", style)
            state = replace(state, seen=seen, ground=seen.ground or state.ground)
        elif tag in ("text:span", "text:a") and style:
            seen = self.looks.of("text", style).over(state.seen)
            state = replace(state, seen=seen)
        elif tag == "table:table-cell":
            fill = self.looks.of("table-cell", style).ground
            state = replace(state, ground=fill or state.ground)
        elif tag.startswith("draw:") and element.get("draw:style-name"):
            fill = self.looks.fill(element)
            state = state if fill == "none" else replace(state, ground=fill)
            if element.get("draw:layer") in self.looks.hidden_layers:
                state = replace(state, how=How.HIDDEN, why="This shape is on a hidden layer.")
        if tag.startswith("text:") and tag.endswith("-source") and tag != "text:section-source" and state.how is How.SHOWN:
            state = replace(state, how=How.UNSHOWN, why="The plan of an index or a table of contents holds this.")
        hidden = {"text:hidden-text", "text:hidden-paragraph", "text:script"}
        if state.how is How.SHOWN:
            if tag in hidden or element.get("text:display") in ("none", "condition"):
                state = replace(state, how=How.HIDDEN, why="The text is in a hidden section, paragraph or field.")
            elif element.get("draw:visible") == "false" or element.get("draw:display") == "none":
                state = replace(state, how=How.HIDDEN, why="This shape is hidden.")
            elif element.get("table:visibility") in ("collapse", "filter") or element.get("table:display") == "false":
                state = replace(state, how=How.HIDDEN, why="This part of a table is hidden.")
        return state

    def _beside(self, element: Element, state: _State) -> Iterator[Text]:
        """What an element tells besides its words."""
        tag = element.tag
        if tag in _DECLARED or tag.startswith(
            ("form:", "text:conditional", "text:hidden", "text:placeholder", "text:database")
        ):
            for name in _SAYS:
                if element.get(name):
                    yield Text(
                        state.where,
                        element.get(name, ""),
                        How.UNSHOWN,
                        "A field or control keeps this, and shows it to nobody.",
                    )
        if tag == "form:option" and element.get("form:label") is None:
            yield Text(
                state.where,
                " ".join(element.attrib.values()),
                How.UNSHOWN,
                "A field or control keeps this, and shows it to nobody.",
            )
        if tag in ("office:dde-source", "text:dde-connection-decl"):
            words = " ".join(value for name, value in element.attrib.items() if name.startswith("office:dde"))
            yield Text(state.where, words, How.UNSHOWN, "The document takes a part of itself from another program.")
        if tag in ("text:a", "draw:a") and element.get("office:title"):
            yield Text(state.where, element.get("office:title", ""), How.ALT, "The words of a link that show when it is pointed at.")
        if tag in ("text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start"):
            yield Text(state.where, element.get("text:name", ""), How.BOOKMARK)
        if tag in ("text:alphabetical-index-mark", "text:toc-mark", "text:user-index-mark", "text:bibliography-mark"):
            yield Text(
                state.where,
                " ".join(v for k, v in element.attrib.items()),
                How.UNSHOWN,
                "The mark of an index holds words.",
            )
        target = element.get("xlink:href", "")
        elsewhere = re.match(r"[a-z]+:|//|\\\\|\.\./\.\.", target, re.IGNORECASE)
        if target and not target.startswith("#") and (elsewhere or tag in ("text:a", "draw:a")):
            yield Text(state.where, target, How.LINK)
        if tag in ("draw:image", "draw:frame") and opendocument_style.clipped(self.looks.graphic(element)):
            yield Text(
                state.where, "", How.CROPPED, "A picture is cropped, and what was cut away is still in the file."
            )
        for name in ("draw:name", "table:name"):
            if element.get(name) and not tag.startswith("style:"):
                yield Text(state.where, element.get(name, ""), How.NAME)
        if tag in _SHAPES and not state.where.startswith("slide") and not _words(element).strip():
            yield from self._floating(element, state)

    def _floating(self, shape: Element, state: _State) -> Iterator[Text]:
        """A shape or picture without words that lies in front of the text, not beside it."""
        look = self.looks.graphic(shape)
        framed = shape.tag == "draw:frame"
        anchored = shape.get("text:anchor-type") == "as-char"
        beside = anchored or look.get("style:run-through") == "background" or (framed and look.get("style:wrap") != "run-through")
        fill = self._shown(shape)
        if not beside and is_cover(fill):
            yield Text(state.where, "", How.COVERED, "A filled box without words lies in front of the text.")
        elif not beside and fill != "none" and state.where.startswith("text"):
            yield Text(state.where, "", How.FLOATING, "A shape floats in front of the text.")


def _ungrouped(element: Element) -> Iterator[Element]:
    """The shapes of a slide from back to front, those of groups too."""
    for shape in element:
        if shape.tag == "draw:g":
            yield from _ungrouped(shape)
        elif shape.tag.startswith("draw:"):
            yield shape


def _own(element: Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _words(element: Element) -> str:
    return " ".join("".join(e.itertext()) for e in element.iter() if e.tag in ("text:p", "text:h", "dc:creator"))


Box = tuple[float, float, float, float]


def _box(shape: Element) -> Box | None:
    """In points; None for turned shapes and lines, whose box is told in other ways."""
    sides = [opendocument_style.points(shape.get(name)) for name in ("svg:x", "svg:y", "svg:width", "svg:height")]
    if None in sides or shape.get("draw:transform"):
        return None
    x, y, wide, high = (side or 0.0 for side in sides)
    return (x, y, x + wide, y + high)


def _turned(shape: Element) -> Box | None:
    """What lies around a turned shape, in points: turned about its corner first, then moved. (19.228)"""
    move = re.search(r"translate\s*\(\s*([\w.+-]+)[\s,]+([\w.+-]+)\s*\)\s*$", shape.get("draw:transform", ""))
    turn = re.match(r"\s*rotate\s*\(\s*([\d.eE+-]+)\s*\)", shape.get("draw:transform", ""))
    sides = [opendocument_style.points(shape.get(name)) for name in ("svg:width", "svg:height")]
    shift = [opendocument_style.points(step) for step in move.groups()] if move else [None]
    if None in sides + shift:
        return None
    (wide, high), (right, down) = sides, shift
    along, across = math.cos(angle := float(turn[1]) if turn else 0.0), math.sin(angle)
    spots = [(x * along + y * across + right, y * along - x * across + down) for x in (0, wide) for y in (0, high)]
    return (min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots))


def _share(box: Box, other: Box) -> float:
    wide, high = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(wide, 0.0) * max(high, 0.0) / area if area else 0.0
