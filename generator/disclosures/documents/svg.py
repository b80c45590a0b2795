# SPDX-License-Identifier: AGPL-3.0-or-later
"""SVG drawings (SVG 1.1 and 2): what they hold and do not show, and the same drawing with nothing but what is drawn.

Elements and attributes are kept by a list of those that only draw. What else is there is either known to draw nothing
(`besides`, left out of the copy) or cannot be judged (`hidden`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ..problems import DocumentError
from .pdf import engine
from .picture_parts import Held
from .svg_style import LOOKS, Looks, Sheet, Unjudged, inkless, switched_off
from .xml_tree import Element, parse

_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink href"
_BORROWED = {"symbol", "clipPath", "pattern", "marker"}
"""Drawn only where another part names them."""
_GROUPS = {"svg", "g", "defs", "symbol", "clipPath", "pattern", "marker", "linearGradient", "radialGradient"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "stop"}
_WORDS = {"text", "tspan"}
_DRAWS = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "dx", "dy", "d", "points", "width",
          "height", "viewBox", "preserveAspectRatio", "version", "offset", "gradientUnits", "gradientTransform",
          "patternTransform", "spreadMethod", "clipPathUnits", "patternUnits", "patternContentUnits", "markerWidth",
          "markerHeight", "markerUnits", "refX", "refY", "orient", "rotate", "textLength", "lengthAdjust",
          "http://www.w3.org/XML/1998/namespace space"}  # fmt: skip
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_AGAIN = "Save the drawing as PNG"


@dataclass(frozen=True)
class Concealed:
    """Something that a reader does not see, or that cannot be judged."""

    where: str
    """`line 12`."""
    what: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """A drawing, read. Sizes are in pixels."""

    width: int
    height: int
    hidden: tuple[Concealed, ...]
    besides: tuple[Held, ...]
    bare: bytes
    """What is drawn, written anew."""


def read(data: bytes, name: str = "drawing.svg") -> Drawing:
    """Raises DocumentError when it is damaged or has no size."""
    tree = parse(data, name)
    if tree.root.name != "svg":
        raise DocumentError(Path(name), "this is no SVG drawing", _AGAIN)
    return _Reader(tree.root, tree.asides, name).drawing()


def as_pdf(bare: bytes, name: str) -> bytes:
    """The drawing as a page, so that its text can be looked at like that of any page. Raises DocumentError.

    MuPDF draws no gradients: their first colour stands for them.
    """
    shades = dict(re.findall(rb'Gradient[^>]* id="(n\d+)"[^>]*><stop[^>]* stop-color="([^"]+)"', bare))
    plain = re.sub(rb'"url\(#(n\d+)\)[^"]*"', lambda match: b'"%s"' % shades.get(match[1], b"#999999"), bare)
    try:
        return engine().open(stream=plain, filetype="svg").convert_to_pdf()
    except Exception as error:  # MuPDF raises errors of its own kinds
        raise DocumentError(Path(name), "this drawing cannot be drawn", _AGAIN) from error


class _Reader:
    def __init__(self, root: Element, asides: tuple[str, ...], name: str):
        self.root, self.name = root, name
        self.hidden: list[Concealed] = []
        self.besides = [Held("metadata", "a comment", aside.encode()) for aside in asides]
        every = [root]
        for element in every:
            every += element.elements
        self.used = set(re.findall(r"#([\w.:-]+)", " ".join(v for e in every for v in e.attributes.values())))
        styles = [element for element in every if element.name == "style"]
        try:
            text = " ".join("".join(one for one in style.inside if isinstance(one, str)) for style in styles)
            self.sheet = Sheet(text)
            self.used |= set(re.findall(r"url\([\"']?#([\w.:-]+)", text))
        except Unjudged:
            self.sheet = Sheet("")
            self._conceal(styles[0], "a style sheet that cannot be judged")
        self.ids = {one: f"n{number}" for number, one in enumerate(sorted(self.used), 1)}

    def drawing(self) -> Drawing:
        width, height = self._size()
        out: list[str] = []
        self._write(self.root, {}, out)
        bare = '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(out) + "\n"
        return Drawing(width, height, tuple(self.hidden), tuple(self.besides), bare.encode())

    def _conceal(self, element: Element, what: str) -> None:
        self.hidden.append(Concealed(f"line {element.line}", what, element.text[:300]))

    def _beside(self, what: str, text: str) -> None:
        self.besides.append(Held("metadata", what, text.encode()))

    def _size(self) -> tuple[int, int]:
        box = re.findall(r"[-+.\deE]+", self.root.attributes.get("viewBox", ""))
        sides = []
        for key, place in (("width", 2), ("height", 3)):
            match = re.fullmatch(r"\s*([\d.]+)\s*([a-z]*)\s*", self.root.attributes.get(key, ""))
            if match and match[2] in _UNITS:
                sides.append(float(match[1]) * _UNITS[match[2]])
            elif len(box) == 4:
                sides.append(float(box[place]))
        if len(sides) != 2 or not all(0 < side < 100_000 for side in sides):
            raise DocumentError(Path(self.name), "this drawing does not say how large it is", _AGAIN)
        return max(round(sides[0]), 1), max(round(sides[1]), 1)

    def _write(self, element: Element, above: Looks, out: list[str]) -> None:
        kind = element.name
        if element.space not in (_SVG, "") or kind == "metadata":
            self._beside("notes of the program that made it", element.text or kind)
            return
        if kind in ("title", "desc"):
            self._beside("a title or description that is not drawn", element.text)
            return
        if kind == "style":
            return
        if kind not in _GROUPS | _SHAPES | _WORDS:
            self._conceal(element, f"a part that cannot be judged ({kind})")
            return
        if above.get("in defs") and above["in defs"] == "top" and element.attributes.get("id") not in self.used:
            if kind not in ("defs", "g") or element.text:
                self._beside("a part that is never drawn", element.text or kind)
            return
        if kind in _BORROWED:
            if element.attributes.get("id") not in self.used:
                self._beside("a part that is never drawn", element.text or kind)
                return
            if kind != "symbol" and element.text:
                self._conceal(element, f"letters in a {kind}")
                return
        own = self.sheet.looks(element)
        looks = {**above, **own}
        if (why := switched_off(own)) and (element.elements or element.text or kind in _SHAPES):
            self._conceal(element, why)
            return
        if kind in _WORDS and inkless(looks) and element.text:
            self._conceal(element, "letters without ink")
            return
        if kind in _WORDS and looks.get("clip-path", "none") != "none" and element.text:
            self._conceal(element, "letters that are cut to a shape")
            return
        looks.pop("opacity", None)
        looks["in defs"] = "top" if kind == "defs" else "inside" if "in defs" in above else ""
        if not looks["in defs"]:
            del looks["in defs"]
        inner: list[str] = []
        for part in element.inside:
            if isinstance(part, Element):
                self._write(part, looks, inner)
            elif kind in _WORDS:
                inner.append(escape(part))
            elif part.strip():
                self._beside("words that are not drawn", part.strip())
        out.append(f"<{kind}{self._attributes(element, own)}>{''.join(inner)}</{kind}>")

    def _attributes(self, element: Element, looks: Looks) -> str:
        kept = {"xmlns": _SVG} if element is self.root else {}
        for name, value in element.attributes.items():
            if name in _DRAWS:
                kept[name.replace("http://www.w3.org/XML/1998/namespace ", "xml:")] = value
            elif name in (_LINK, "href"):
                self._link(element, value, kept)
            elif name == "id":
                kept.update({"id": self.ids[value]} if value in self.used else {})
            elif name.lower().startswith("on"):
                self._conceal(element, f"a script ({name})")
            elif name not in LOOKS | {"style", "class"} and not re.match(r"(id|type|enable-background)$", name):
                self._beside("notes of the program that made it", value)
        for name, value in sorted(looks.items()):
            if name in ("mask", "filter", "content") and value != "none":
                self._conceal(element, f"a {name} that cannot be judged")
            elif "url(" in value and not re.fullmatch(r"url\([\"']?#[\w.:-]+[\"']?\)[^()]*", value):
                self._conceal(element, "a link to another file")
            else:
                kept[name] = re.sub(r"url\([\"']?#([\w.:-]+)[\"']?\)", lambda m: f"url(#{self.ids[m[1]]})", value)
        return "".join(f" {name}={quoteattr(value)}" for name, value in kept.items())

    def _link(self, element: Element, value: str, kept: dict[str, str]) -> None:
        if value.startswith("#") and value[1:] in self.ids:
            kept["href"] = f"#{self.ids[value[1:]]}"
        else:
            self.hidden.append(Concealed(f"line {element.line}", "a link to another file", value))
