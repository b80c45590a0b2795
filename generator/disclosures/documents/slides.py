# SPDX-License-Identifier: AGPL-3.0-or-later
"""PowerPoint slides: every text with how it is kept, and boxes that lie over others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from . import colour, flat, markup
from .colour import WHITE, Colour
from .markup import Element
from .office import How, Text, lines
from .opc import Relation, unused_layouts
from .word_drawing import crops, described, is_cover
from .word_look import SMALLEST

Fill = Colour | None | Literal["none"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Shape:
    """One shape of a slide, its box in points of the slide (None when a layout places it)."""

    element: Element
    box: Box | None
    fill: Fill
    hidden: bool

    @property
    def words(self) -> str:
        return "".join(t.text or "" for t in self.element.iter("a:t"))


class Deck:
    """A reader of one set of slides."""

    def __init__(self, parts: dict[str, bytes], arrows: dict[str, list[Relation]]):
        self.parts, self.arrows = parts, arrows
        self.main = next(a.target for a in arrows.get("", ()) if a.type == "officeDocument")
        self.root = markup.read(parts[self.main], self.main)
        size = self.root.find("p:sldSz")
        self.size = tuple(int(size.get(side, "0")) for side in ("cx", "cy")) if size is not None else (9144000, 6858000)
        self._read: dict[str, Element] = {}

    def part(self, source: str, kind: str) -> tuple[str, Element | None]:
        """The first part of a kind that another refers to."""
        for arrow in self.arrows.get(source, ()):
            if arrow.type == kind and arrow.target in self.parts:
                return arrow.target, self.read(arrow.target)
        return "", None

    def read(self, name: str) -> Element:
        if name not in self._read:
            self._read[name] = markup.read(self.parts[name], name)
        return self._read[name]

    def texts(self) -> Iterator[Text]:
        """Everything, slide by slide."""
        by_id = {a.id: a.target for a in self.arrows.get(self.main, ())}
        slides = [by_id.get(item.get("r:id", ""), "") for item in self.root.iter("p:sldId")]
        for number, name in enumerate(slides, 1):
            if name in self.parts:
                yield from self._slide(name, f"slide {number}")
        known = set(slides)
        for arrow in self.arrows.get(self.main, ()):
            if arrow.type == "slide" and arrow.target in self.parts and arrow.target not in known:
                for t in self.read(arrow.target).iter("a:t"):
                    yield Text(
                        "a slide left out", t.text or "", How.HIDDEN, "The file holds a slide that is in no show."
                    )
        shown = {layout for slide in known for layout in self._below(slide)}
        for part, root in self._kinds("slideLayout", "slideMaster"):
            how, why = (How.SHOWN, "") if part in shown else (How.UNSHOWN, "This layout is the layout of no slide.")
            for shape in root.iter("p:sp"):
                if shape.find("p:nvSpPr/p:nvPr/p:ph") is None:
                    yield from (Text(part, t.text or "", how, why) for t in shape.iter("a:t"))
            yield from described(root, part)
            if crops(root):
                yield Text(part, "", How.CROPPED, "A picture is cropped, and what was cut away is still in the file.")
        for element in self.root.iter("p14:section"):
            yield Text("sections", element.get("name", ""), How.NAME)

    def _below(self, slide: str) -> tuple[str, str]:
        """The layout of a slide, and the master of that."""
        layout, _ = self.part(slide, "slideLayout")
        return layout, self.part(layout, "slideMaster")[0]

    def _kinds(self, *kinds: str) -> Iterator[tuple[str, Element]]:
        names = {
            a.target for arrows in self.arrows.values() for a in arrows if a.type in kinds and a.target in self.parts
        } - unused_layouts(self.arrows)  # they are not in the copy
        yield from ((name, self.read(name)) for name in sorted(names))

    def _slide(self, name: str, where: str) -> Iterator[Text]:
        root = self.read(name)
        layout_name, layout = self.part(name, "slideLayout")
        master_name, master = self.part(layout_name, "slideMaster")
        colours = _mapped(colour.theme(self.part(master_name, "theme")[1]), master)
        ground = next(
            (g for r in (root, layout, master) if r is not None and (g := _ground(r, colours)) != "none"), WHITE
        )
        below = [
            s
            for r in (master, layout)
            if r is not None
            for s in _shapes(r, colours)
            if s.element.find(".//p:ph") is None
        ]
        shapes = [self._seen(shape, name, layout, master) for shape in _shapes(root, colours)]
        yield Text(where, (root.find("p:cSld").get("name") or "") if root.find("p:cSld") is not None else "", How.NAME)
        hidden = "This slide is hidden." if root.get("show") in ("0", "false") else ""
        for at, shape in enumerate(shapes):
            why = hidden or ("This shape is hidden." if shape.hidden else "")
            if not why and shape.box and self._outside(shape.box):
                why = "This shape lies outside of the slide."
            if why:
                yield from (Text(where, t.text or "", How.HIDDEN, why) for t in shape.element.iter("a:t"))
                continue
            behind: Fill = ground
            if shape.fill != "none":
                behind = shape.fill
            elif any(_meet(shape.box, other.box) and other.fill != "none" for other in below + shapes[:at]):
                behind = None
            yield from lines(list(_words(shape.element, where, behind, colours)))
            if shape.words.strip() and any(_hides(over, shape, self._flat(name, over)) for over in shapes[at + 1 :]):
                yield Text(where, shape.words, How.COVERED, "A filled box lies over this text.")
            yield from _graphics(shape.element, where)
        yield from self._beside(name, where)

    @staticmethod
    def _seen(shape: _Shape, name: str, layout: Element | None, master: Element | None) -> _Shape:
        """A shape where its layout or master places it, when it says nothing itself."""
        own = shape.element.find("p:nvSpPr/p:nvPr/p:ph")
        if shape.box or own is None:
            return shape
        for root in (layout, master):
            for other in root.iter("p:sp") if root is not None else ():
                its = other.find("p:nvSpPr/p:nvPr/p:ph")
                spot = other.find("p:spPr/a:xfrm")
                if its is not None and spot is not None and _same_place(own, its, root is master):
                    return replace(shape, box=_box(spot, (1.0, 0.0, 1.0, 0.0)))
        return shape

    def _flat(self, name: str, shape: _Shape) -> Fill:
        """What a shape is filled with; of a picture that shows one colour, that."""
        blip = shape.element.find("p:blipFill/a:blip") if shape.element.tag == "p:pic" else None
        target = next((a.target for a in self.arrows.get(name, ()) if blip is not None and a.id == blip.get("r:embed")), "")
        return (flat.colour_of(self.parts[target]) if target in self.parts else None) or shape.fill

    def _beside(self, name: str, where: str) -> Iterator[Text]:
        for arrow in self.arrows.get(name, ()):
            if arrow.target not in self.parts or arrow.external:
                continue
            if arrow.type == "notesSlide":
                notes = self.read(arrow.target)
                for shape in notes.iter("p:sp"):
                    ph = shape.find("p:nvSpPr/p:nvPr/p:ph")
                    if ph is None or ph.get("type") not in ("sldNum", "dt", "hdr", "ftr"):
                        counted = {id(t) for field in shape.iter("a:fld") if _is_number(field) for t in field.iter("a:t")}
                        words = "".join(t.text or "" for t in shape.iter("a:t") if id(t) not in counted)
                        yield Text(where, words, How.HIDDEN, "The speaker's notes hold this text.")
            elif arrow.type == "comments":
                root = self.read(arrow.target)
                for comment in root.iter():
                    if comment.tag.endswith((":text", "}text", ":t")) and comment.text:
                        yield Text(where, comment.text, How.COMMENT)
            elif arrow.type.startswith("diagramData"):
                for t in self.read(arrow.target).iter("a:t"):
                    yield Text(where, t.text or "", How.SHOWN)

    def _outside(self, box: Box) -> bool:
        return box[2] <= 0 or box[3] <= 0 or box[0] >= self.size[0] or box[1] >= self.size[1]


def _is_number(field: Element) -> bool:
    """Whether a field shows the number of the slide and nothing else."""
    return field.get("type") == "slidenum" and all((t.text or "").isdigit() for t in field.iter("a:t"))


def _mapped(colours: dict[str, Colour], master: Element | None) -> dict[str, Colour]:
    """The theme's colours by the names that the master gives them."""
    names = master.find("p:clrMap") if master is not None else None
    return colours | {
        new: colours[old] for new, old in (names.attrib if names is not None else {}).items() if old in colours
    }


def _ground(root: Element, colours: dict[str, Colour]) -> Fill:
    background = root.find("p:cSld/p:bg")
    if background is None:
        return "none"
    properties = background.find("p:bgPr")
    if properties is not None:
        return _fill(properties, colours)
    reference = background.find("p:bgRef")
    return colour.of_drawing(reference, colours) if reference is not None and reference.get("idx") == "1001" else None


def _fill(properties: Element | None, colours: dict[str, Colour]) -> Fill:
    for child in properties if properties is not None else ():
        if child.tag == "a:solidFill":
            return colour.of_drawing(child, colours)
        if child.tag in ("a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill"):
            return None
    return "none"


_SHAPES = ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp")


def _shapes(root: Element, colours: dict[str, Colour]) -> Iterator[_Shape]:
    """The shapes of a slide from back to front, those of groups too."""
    tree = root.find("p:cSld/p:spTree")
    yield from _grouped(tree if tree is not None else [], (1.0, 0.0, 1.0, 0.0), False, colours)


def _grouped(
    group: Element | list, to: tuple[float, float, float, float], hidden: bool, colours: dict[str, Colour]
) -> Iterator[_Shape]:
    for child in group:
        if child.tag == "mc:AlternateContent":
            for choice in child:
                yield from _grouped(choice, to, hidden, colours)
            continue
        named = next(iter(child), None)
        properties = named.find("p:cNvPr") if named is not None else None
        unseen = hidden or (properties is not None and properties.get("hidden") in ("1", "true"))
        if child.tag == "p:grpSp":
            yield from _grouped(child, _inside(child, to), unseen, colours)
        elif child.tag in _SHAPES:
            spot = child.find("p:spPr/a:xfrm")
            spot = spot if spot is not None else child.find("p:xfrm")
            fill: Fill = None if child.tag == "p:pic" else _fill(child.find("p:spPr"), colours)
            if child.tag == "p:sp" and fill == "none" and child.find("p:spPr/a:noFill") is None:
                reference = child.find("p:style/a:fillRef")
                if reference is not None and reference.get("idx") not in (None, "0"):
                    fill = colour.of_drawing(reference, colours)
            if child.tag == "p:graphicFrame":
                fill = None
            yield _Shape(child, _box(spot, to), fill, unseen)


def _pair(element: Element | None, names: tuple[str, str]) -> tuple[float, float]:
    return tuple(float(element.get(name, "0")) if element is not None else 0.0 for name in names)  # type: ignore[return-value]


def _inside(group: Element, to: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The way from a group's own measure to the slide's: (x scale, x shift, y scale, y shift)."""
    spot = group.find("p:grpSpPr/a:xfrm")
    if spot is None:
        return to
    x, y = _pair(spot.find("a:off"), ("x", "y"))
    wide, high = _pair(spot.find("a:ext"), ("cx", "cy"))
    from_x, from_y = _pair(spot.find("a:chOff"), ("x", "y"))
    from_wide, from_high = _pair(spot.find("a:chExt"), ("cx", "cy"))
    across, down = wide / from_wide if from_wide else 1.0, high / from_high if from_high else 1.0
    return (to[0] * across, to[0] * (x - from_x * across) + to[1], to[2] * down, to[2] * (y - from_y * down) + to[3])


def _box(spot: Element | None, to: tuple[float, float, float, float]) -> Box | None:
    if spot is None or spot.find("a:off") is None or spot.find("a:ext") is None:
        return None
    x, y = _pair(spot.find("a:off"), ("x", "y"))
    wide, high = _pair(spot.find("a:ext"), ("cx", "cy"))
    return (x * to[0] + to[1], y * to[2] + to[3], (x + wide) * to[0] + to[1], (y + high) * to[2] + to[3])


def _share(box: Box, other: Box) -> float:
    """How much of `box` the other one covers."""
    wide, high = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(wide, 0) * max(high, 0) / area if area else 0.0


def _meet(box: Box | None, other: Box | None) -> bool:
    return box is None or other is None or _share(box, other) > 0


def _same_place(own: Element, its: Element, by_type: bool) -> bool:
    """Whether a placeholder of a layout is the one that a slide's goes by: the same number, or for a master the same type."""
    types = own.get("type", "obj"), its.get("type", "obj")
    titles, bodies = {"title", "ctrTitle"}, {"body", "obj", "subTitle"}
    alike = types[0] == types[1] or set(types) <= titles or set(types) <= bodies
    return alike if by_type or own.get("idx") is None else own.get("idx") == its.get("idx")


def _hides(over: _Shape, under: _Shape, fill: Fill) -> bool:
    """A picture or filled shape over nearly all of the text, or a black or white box without words over some of it.

    Where the text stands is not always known. Then a black or white box that lies in front of it counts.
    """
    if over.hidden or not over.box or over.fill == "none" or over.element.tag == "p:graphicFrame":
        return False
    share = _share(_text_room(under.box), over.box) if under.box else 0.5
    solid = under.box and (isinstance(fill, tuple) or over.element.tag == "p:pic")
    return bool(solid and share > 0.9) or (share > 0.05 and is_cover(fill) and not over.words.strip())


def _text_room(box: Box) -> Box:
    """Where words stand in a shape: not in its inner margins, which are a tenth and a twentieth of an inch. (21.1.2.1.1)"""
    across, down = (inset if size > 4 * inset else 0 for inset, size in ((91440, box[2] - box[0]), (45720, box[3] - box[1])))
    return (box[0] + across, box[1] + down, box[2] - across, box[3] - down)


def _words(shape: Element, where: str, ground: Fill, colours: dict[str, Colour]) -> Iterator[Text]:
    for cell in [c for c in shape.iter("a:tc")] or [shape]:
        behind = ground
        if cell.tag == "a:tc":
            own = _fill(cell.find("a:tcPr"), colours)
            behind = own if own != "none" else None
        inherited = _fill(cell.find("p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr"), colours)
        for paragraph in cell.iter("a:p"):
            for run in paragraph:
                if run.tag not in ("a:r", "a:fld"):
                    if run.tag == "a:br":
                        yield Text(where, " ", How.SHOWN)
                    continue
                words, look = "".join(t.text or "" for t in run.iter("a:t")), run.find("a:rPr")
                why = _why_unseen(look, behind, colours, inherited) if re.search(r"\w", words) else ""
                yield Text(where, words, How.INVISIBLE if why else How.SHOWN, why)
            yield Text(where, " ", How.SHOWN)


def _why_unseen(look: Element | None, ground: Fill, colours: dict[str, Colour], inherited: Fill) -> str:
    own = _fill(look, colours)
    own = own if own != "none" else inherited
    if look is not None:
        if look.find("a:noFill") is not None:
            return "The text has no colour."
        if any(float(a.get("val", "100000").rstrip("%")) <= 10_000 for a in look.iterfind("a:solidFill/*/a:alpha")):
            return "The text is transparent."
        if float(look.get("sz", "1800")) / 100 <= SMALLEST:
            return "The text is too small to be seen."
        marker = colour.of_drawing(look.find("a:highlight"), colours)
        ground = marker or ground
    if isinstance(own, tuple) and isinstance(ground, tuple) and colour.alike(own, ground):
        return "The text has the colour of what is behind it."
    return ""


def _graphics(shape: Element, where: str) -> Iterator[Text]:
    yield from described(shape, where)
    if crops(shape):
        yield Text(where, "", How.CROPPED, "A picture is cropped, and what was cut away is still in the file.")
