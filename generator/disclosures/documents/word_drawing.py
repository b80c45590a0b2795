# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawings in Word documents: descriptions, cropped pictures, links, and boxes that may lie over text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from . import colour
from .colour import Colour
from .markup import Element
from .office import How, Text

_POINT = 12700
"""English metric units in a point."""
_OUT, _PAGE = 144 * _POINT, 3400 * _POINT
"""Wider than any margin; longer than a sheet of A0."""


def crops(element: Element) -> bool:
    """Whether a picture's rectangle is cut by more than a hundredth of a side."""
    for cut in element.iter("a:srcRect"):
        for side in ("l", "t", "r", "b"):
            value = cut.get(side, "0")
            share = float(value[:-1]) * 1000 if value.endswith("%") else float(value or 0)
            if share > 1000:
                return True
    for cut in element.iter("v:imagedata"):
        for side in ("cropleft", "croptop", "cropright", "cropbottom"):
            value = cut.get(side, "0")
            share = float(value[:-1]) / 65536 if value.endswith("f") else float(value or 0)
            if share > 0.01:
                return True
    return False


def described(element: Element, where: str) -> Iterator[Text]:
    """Descriptions and titles of shapes and pictures, and the names that pictures were stored under."""
    for shape in element.iter():
        local = shape.tag.split(":")[-1]
        if local in ("docPr", "cNvPr"):
            for name in ("descr", "title"):
                if shape.get(name):
                    yield Text(where, shape.get(name, ""), How.ALT, "The description of a drawing.")
            yield Text(where, shape.get("name", ""), How.NAME)
        elif local in ("hlinkClick", "hlinkHover") and shape.get("tooltip"):
            yield Text(where, shape.get("tooltip", ""), How.ALT, "The words of a link that show when it is pointed at.")
        elif shape.tag.startswith("v:"):
            for name in ("alt", "title"):
                if shape.get(name):
                    yield Text(where, shape.get(name, ""), How.ALT, "The description of a drawing.")
            if shape.get("o:title"):
                yield Text(where, shape.get("o:title", ""), How.NAME)
            if shape.tag == "v:textpath" and shape.get("string"):
                yield Text(where, shape.get("string", ""), How.SHOWN)
            if shape.get("href"):
                yield Text(where, shape.get("href", ""), How.LINK)


Shows = Callable[[str], Colour | None]
"""From the id of a picture to the one colour that it shows, if it has but one."""


def drawn(element: Element, where: str, colours: dict[str, Colour], shows: Shows) -> Iterator[Text]:
    """Everything about one drawing but the text inside it."""
    yield from described(element, where)
    if crops(element):
        yield Text(where, "", How.CROPPED, "A picture is cropped, and what was cut away is still in the file.")
    lying = _lying(element, colours, shows)
    if lying is How.COVERED:
        yield Text(where, "", How.COVERED, "A filled box without words lies in front of the text.")
    elif lying is How.FLOATING and where.startswith("text"):
        yield Text(where, "", How.FLOATING, "A filled shape floats in front of the text.")


def shape_ground(element: Element, colours: dict[str, Colour]) -> Colour | Literal["none"] | None:
    """What is behind text inside a drawing: a colour, None when it cannot be told, or `none` when there is no fill."""
    for shape in element.iter():
        if shape.tag == "wps:spPr":
            return _fill(shape, colours)
        if shape.tag in ("v:shape", "v:rect", "v:roundrect", "v:oval"):
            if shape.get("filled") in ("f", "false") or shape.get("fillcolor") is None:
                return "none"
            return colour.rgb((shape.get("fillcolor") or "").split(" ")[0])
    return "none"


def _fill(properties: Element, colours: dict[str, Colour]) -> Colour | Literal["none"] | None:
    for child in properties:
        if child.tag == "a:solidFill":
            return colour.of_drawing(child, colours)
        if child.tag == "a:noFill":
            return "none"
        if child.tag in ("a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill"):
            return None
    return None


def _lying(element: Element, colours: dict[str, Colour], shows: Shows) -> How | None:
    """Whether a drawing covers text: COVERED for a floating box in front of it, black or white, without words, larger than
    a rule; FLOATING for another filled shape or a picture of one colour. Photographs and logos cover nothing by intent."""
    if any((t.text or "").strip() for t in element.iter("w:t")):
        return None
    fills: list[Colour | Literal["none"] | None] = []
    for anchor in element.iter("wp:anchor"):
        extent = anchor.find("wp:extent")
        size = [int(extent.get(side, "0")) / _POINT for side in ("cx", "cy")] if extent is not None else [0]
        if anchor.get("behindDoc") not in ("1", "true") and anchor.find("wp:wrapNone") is not None and min(size) >= 5:
            fills += [_fill(shape, colours) for shape in anchor.iter("wps:spPr")]
            fills += [shows(blip.get("r:embed", "")) or "none" for blip in anchor.iter("a:blip")]
    for shape in element.iter():
        if shape.tag in ("v:rect", "v:roundrect", "v:shape", "v:oval"):
            style = shape.get("style", "").replace(" ", "")
            image = shape.find("v:imagedata")
            if "position:absolute" not in style or re.search(r"z-index:-", style):
                continue
            if image is not None:
                fills.append(shows(image.get("r:id", "")) or "none")
            elif shape.get("filled") not in ("f", "false"):
                fills.append(colour.rgb((shape.get("fillcolor") or "").split(" ")[0]) or "none")
    if any(map(is_cover, fills)):
        return How.COVERED
    return How.FLOATING if any(fill != "none" for fill in fills) else None


def is_off_page(element: Element) -> bool:
    """Whether an anchored drawing stands so far out that no page shows it."""
    for anchor in element.iter("wp:anchor"):
        extent = anchor.find("wp:extent")
        for tag, side in (("wp:positionH", "cx"), ("wp:positionV", "cy")):
            offset = anchor.find(f"{tag}/wp:posOffset")
            if offset is None or not re.fullmatch(r"\s*-?\d+\s*", offset.text or ""):
                continue
            long = int(extent.get(side, "0")) if extent is not None else 0
            if not -long - _OUT < int(offset.text or "0") < _PAGE:
                return True
    return False


def is_cover(fill: Colour | str | None) -> bool:
    """Black, white and dark grey are what people hide words with; coloured boxes decorate."""
    if not isinstance(fill, tuple):
        return False
    grey = max(fill) - min(fill) <= 12
    return grey and (max(fill) <= 70 or min(fill) >= 245)
