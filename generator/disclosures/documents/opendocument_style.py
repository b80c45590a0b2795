# SPDX-License-Identifier: AGPL-3.0-or-later
"""Styles of OpenDocument files: whether a text is hidden, and which colour and size it has on which ground."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal

from . import colour
from .colour import WHITE, Colour, alike
from .markup import Element
from .word_look import SMALLEST

_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}

_WIDEST, _HIGHEST = 960.0, 595.3
"""Points of the largest slides that programs begin with: 13⅓ inches wide, 21 cm high."""


def points(text: str | None) -> float | None:
    """A length such as `2.5cm` in points."""
    match = re.fullmatch(r"(-?[\d.]+)(pt|in|cm|mm|pc|px)", text or "")
    return float(match[1]) * _UNITS[match[2]] if match else None


def clipped(look: dict[str, str]) -> bool:
    """Whether a picture is cut by more than half a point anywhere."""
    inside = re.fullmatch(r"rect\((.*)\)", look.get("fo:clip", "").strip())
    return bool(inside) and any((points(side) or 0) > 0.5 for side in re.split(r"[,\s]+", inside[1]))


@dataclass(frozen=True)
class Seen:
    """How text looks; None is left to what stands around it."""

    hidden: bool | None = None
    colour: Colour | None = None
    size: float | None = None
    clear: bool | None = None
    ground: Colour | None = None
    """Behind the paragraph or cell."""
    marker: Colour | None = None
    """Behind the letters."""

    def over(self, below: Seen) -> Seen:
        return replace(below, **{f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None})

    def why_unseen(self, ground: Colour | None) -> str:
        """Why text that looks so cannot be seen on a ground (None: one that cannot be told); or nothing."""
        if self.clear:
            return "The text is transparent."
        if self.size is not None and self.size <= SMALLEST:
            return "The text is too small to be seen."
        behind = self.marker or ground
        if self.colour and behind and alike(self.colour, behind):
            return "The text has the colour of what is behind it."
        return ""


class Looks:
    """All styles of a file; those of the content go before those of the styles part."""

    def __init__(self, roots: Iterable[Element]):
        self.styles: dict[tuple[str, str], Element] = {}
        self.defaults: dict[str, Element] = {}
        self.layouts: dict[str, Element] = {}
        self.masters: dict[str, Element] = {}
        self.hidden_layers: set[str | None] = set()
        for root in roots:
            for element in root.iter():
                family = element.get("style:family", "")
                if element.tag == "style:style":
                    self.styles[family, element.get("style:name", "")] = element
                elif element.tag == "style:default-style":
                    self.defaults[family] = element
                elif element.tag == "style:page-layout":
                    self.layouts[element.get("style:name", "")] = element
                elif element.tag == "style:master-page":
                    self.masters[element.get("style:name", "")] = element
                elif element.tag == "draw:layer" and element.get("draw:display") in ("none", "printer"):
                    self.hidden_layers.add(element.get("draw:name"))
        self._known: dict[tuple[str, str], Seen] = {}

    def chain(self, family: str, name: str) -> list[Element]:
        """A style, then what it is based on, then the family's default."""
        found: list[Element] = []
        while (style := self.styles.get((family, name))) is not None and style not in found:
            found.append(style)
            name = style.get("style:parent-style-name", "")
        return found + ([self.defaults[family]] if family in self.defaults else [])

    def of(self, family: str, name: str) -> Seen:
        """How text of this style looks."""
        key = (family, name)
        if key not in self._known:
            seen = Seen()
            for style in reversed(self.chain(family, name)):
                seen = _told(style, family).over(seen)
            self._known[key] = seen
        return self._known[key]

    def graphic(self, shape: Element) -> dict[str, str]:
        """The graphic properties of a shape or frame."""
        found: dict[str, str] = {}
        for family in ("graphic", "presentation"):
            name = shape.get("draw:style-name" if family == "graphic" else "presentation:style-name") or shape.get(
                "draw:style-name", ""
            )
            for style in reversed(self.chain(family, name)):
                for properties in style.iter("style:graphic-properties"):
                    found.update(properties.attrib)
        return found

    def fill(self, shape: Element) -> Colour | Literal["none"] | None:
        """The colour that a shape is filled with; None when that cannot be told."""
        look = self.graphic(shape)
        kind = look.get("draw:fill")
        if kind == "none":
            return "none"
        opacity = look.get("draw:opacity", "100%").rstrip("%")
        if kind == "solid" and re.fullmatch(r"[\d.]+", opacity) and float(opacity) >= 90:
            return colour.rgb(look.get("draw:fill-color"))
        if kind is None:
            return colour.rgb(look.get("fo:background-color")) or "none"
        return None

    def hides_slide(self, name: str) -> bool:
        return any(
            properties.get("presentation:visibility") == "hidden"
            for style in self.chain("drawing-page", name)
            for properties in style.iter("style:drawing-page-properties")
        )

    def slide_colour(self, page: Element) -> Colour | None:
        """The ground of a slide; None when it is a picture, or when the master paints on it."""
        master = self.masters.get(page.get("draw:master-page-name", ""))
        names = [page.get("draw:style-name", ""), master.get("draw:style-name", "") if master is not None else ""]
        for name in names:
            for style in self.chain("drawing-page", name):
                for properties in style.iter("style:drawing-page-properties"):
                    if properties.get("draw:fill") == "solid":
                        return colour.rgb(properties.get("draw:fill-color"))
                    if properties.get("draw:fill") not in (None, "none"):
                        return None
        painted = master is not None and any(
            shape.tag in ("draw:frame", "draw:rect", "draw:custom-shape") and not shape.get("presentation:class")
            for shape in master
        )
        return None if painted else WHITE

    def page_colour(self) -> Colour | None:
        for layout in self.layouts.values():
            for properties in layout.iter("style:page-layout-properties"):
                if found := colour.rgb(properties.get("fo:background-color")):
                    return found
        return WHITE

    def page_size(self, master: str) -> tuple[float, float]:
        """Width and height in points; of a slide that says neither, those of the largest usual one."""
        page = self.masters.get(master)
        layout = self.layouts.get(page.get("style:page-layout-name", "")) if page is not None else None
        for properties in layout.iter("style:page-layout-properties") if layout is not None else ():
            wide, high = points(properties.get("fo:page-width")), points(properties.get("fo:page-height"))
            return wide or _WIDEST, high or _HIGHEST
        return _WIDEST, _HIGHEST


def _told(style: Element, family: str) -> Seen:
    """What one style says itself."""
    text = style.find("style:text-properties")
    own = text.attrib if text is not None else {}
    ground = None
    for properties in style:
        if properties.tag in ("style:paragraph-properties", "style:table-cell-properties"):
            ground = colour.rgb(properties.get("fo:background-color")) or ground
    size = points(own.get("fo:font-size"))
    automatic = own.get("style:use-window-font-color") == "true"
    opacity = "" if automatic else own.get("loext:opacity", "").rstrip("%")  # LibreOffice calls its automatic colour 0 % opaque
    return Seen(
        {"none": True, "true": False, "condition": True}.get(own.get("text:display", "")),
        None if automatic else colour.rgb(own.get("fo:color")),
        size,
        float(opacity) <= 10 if re.fullmatch(r"[\d.]+", opacity) else None,
        ground,
        colour.rgb(own.get("fo:background-color")),
    )
