# SPDX-License-Identifier: AGPL-3.0-or-later
"""How Word shows a run of text: hidden or not, its colour, size and ground, through styles (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from .colour import BLACK, WHITE, Colour, alike, rgb
from .markup import Element

_OFF = ("0", "false", "off")
SMALLEST = 2.0
"""Points; no print is smaller than this."""


@dataclass(frozen=True)
class Look:
    """What a run's properties say; None is what they leave to what stands above."""

    hidden: bool | None = None
    colour: str | None = None
    size: float | None = None
    scale: float | None = None
    ground: str | None = None
    """The shading behind the text: a colour, or `auto`."""
    marker: str | None = None
    out_of_sight: str | None = None
    """In one sentence, why no colour or size would make the text readable; empty when it is."""

    def over(self, below: Look) -> Look:
        """These properties on top of others."""
        said = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return replace(below, **said)

    def why_unseen(self, page: Colour | None) -> str:
        """Why a reader cannot see text that looks so on `page` (None: on a ground that cannot be told); or nothing."""
        if (self.size is not None and self.size <= SMALLEST) or (self.scale is not None and self.scale <= 5):
            return "The text is too small to be seen."
        if self.out_of_sight:
            return self.out_of_sight
        ground = rgb(self.marker) or rgb(self.ground) or page
        colour = rgb(self.colour)
        if colour is None and rgb(self.marker):  # automatic text turns white on dark shading, not on dark highlighting
            colour = BLACK
        if colour and ground and alike(colour, ground):
            return "The text has the colour of what is behind it."
        return ""


def of(properties: Element | None) -> Look:
    """What a `w:rPr` says."""
    if properties is None:
        return Look()
    found = {child.tag: child for child in properties}

    def number(tag: str, unit: float) -> float | None:
        try:
            return float(found[tag].get("w:val", "").rstrip("%")) / unit
        except (KeyError, ValueError):
            return None

    hidden = [found[tag].get("w:val", "1") not in _OFF for tag in ("w:vanish", "w:specVanish") if tag in found]
    colour = found.get("w:color")
    fill = found.get("w14:textFill")
    unseen = fill is not None and fill.find("w14:noFill") is not None
    marker = found.get("w:highlight")
    return Look(
        any(hidden) if hidden else True if unseen else None,
        _filled(fill) or _coloured(colour),
        number("w:sz", 2),
        number("w:w", 1),
        shading(found.get("w:shd")),
        marker.get("w:val") if marker is not None else None,
        _out_of_sight(found, number),
    )


def _coloured(element: Element | None) -> str | None:
    """A `w:color`: a theme's colour goes before the value that stands beside it (ISO/IEC 29500-1, 17.3.2.6)."""
    if element is None:
        return None
    plain = element.get("w:themeShade") is None and element.get("w:themeTint") is None
    return _THEME.get(element.get("w:themeColor", ""), element.get("w:val")) if plain else element.get("w:val")


def _filled(element: Element | None) -> str | None:
    """The colour of a `w14:textFill`, which goes before all others."""
    solid = next((one for one in element.iter("w14:srgbClr")), None) if element is not None else None
    scheme = next((one for one in element.iter("w14:schemeClr")), None) if element is not None else None
    if scheme is not None and not len(scheme):
        return _THEME.get({"bg1": "background1", "tx1": "text1", "lt1": "light1", "dk1": "dark1"}.get(scheme.get("w14:val", ""), ""))
    return solid.get("w14:val") if solid is not None else None


def _out_of_sight(found: dict[str, Element], number: Callable[[str, float], float | None]) -> str | None:
    fill = found.get("w14:textFill")
    if fill is not None and any(float(alpha.get("w14:val", "0")) >= 90_000 for alpha in fill.iter("w14:alpha")):
        return "The text is transparent."
    closer, raised, width = number("w:spacing", 20), number("w:position", 2), number("w:fitText", 20)
    if closer is not None and closer <= -5:
        return "The letters lie over one another."
    if raised is not None and abs(raised) >= 100:
        return "The text is moved off its line."
    if width is not None and width <= SMALLEST:
        return "The text is too small to be seen."
    # what is said plainly again undoes what stands above
    return "" if any(tag in found for tag in ("w:spacing", "w:position")) else None


_THEME = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000", "dark1": "000000"}


def of_paragraph(properties: Element | None) -> Look:
    """What a `w:pPr` does to all the text of its paragraph."""
    if properties is None:
        return Look()
    line, indent, frame = (properties.find(tag) for tag in ("w:spacing", "w:ind", "w:framePr"))
    why = None
    if line is not None and line.get("w:lineRule") == "exact" and _twips(line, "w:line", 240) <= SMALLEST * 20:
        why = "The line is too low for its text to be seen."
    if indent is not None and not all(-4_000 < _twips(indent, side, 0) < 30_000 for side in ("w:left", "w:start", "w:firstLine")):
        why = "The text stands off the page."
    if frame is not None and not all(-4_000 < _twips(frame, side, 0) < 40_000 for side in ("w:x", "w:y")):
        why = "The text stands off the page."
    return Look(out_of_sight=why)


def is_flat_row(row: Element) -> bool:
    """Whether a row of a table is hidden, or too low for its text."""
    properties = row.find("w:trPr")
    height = properties.find("w:trHeight") if properties is not None else None
    low = height is not None and height.get("w:hRule") == "exact" and _twips(height, "w:val", 240) <= SMALLEST * 20
    return low or (properties is not None and properties.find("w:hidden") is not None)


def _twips(element: Element, name: str, otherwise: float) -> float:
    try:
        return float(element.get(name, ""))
    except ValueError:
        return otherwise


def shading(element: Element | None) -> str | None:
    """The ground that a `w:shd` paints: its fill, or its pattern's colour where that covers all."""
    if element is None:
        return None
    solid = element.get("w:val") == "solid"
    return element.get("w:color" if solid else "w:fill") or "auto"


class Styles:
    """The styles part."""

    def __init__(self, root: Element | None):
        self.all = {s.get("w:styleId", ""): s for s in root.iter("w:style")} if root is not None else {}
        default = root.find("w:docDefaults/w:rPrDefault/w:rPr") if root is not None else None
        self.default = of(default)
        self.body = next(
            (
                i
                for i, s in self.all.items()
                if s.get("w:type") == "paragraph" and s.get("w:default") in ("1", "true", "on")
            ),
            "",
        )
        self._known: dict[str, Look] = {}

    def look(self, style: str, seen: tuple[str, ...] = ()) -> Look:
        """What a paragraph or character style says, with what it is based on."""
        element = self.all.get(style)
        if element is None or style in seen:
            return Look()
        if style not in self._known:
            base = element.find("w:basedOn")
            below = self.look(base.get("w:val", ""), (*seen, style)) if base is not None else Look()
            ground = shading(element.find("w:pPr/w:shd"))
            self._known[style] = of(element.find("w:rPr")).over(of_paragraph(element.find("w:pPr"))).over(Look(ground=ground)).over(below)
        return self._known[style]

    def shades(self, style: str, seen: tuple[str, ...] = ()) -> bool:
        """Whether a table style paints cells; which of them it paints is the table's business."""
        element = self.all.get(style)
        if element is None or style in seen:
            return False
        if any(rgb(shading(shd)) not in (None, WHITE) for shd in element.iter("w:shd")):
            return True
        base = element.find("w:basedOn")
        return base is not None and self.shades(base.get("w:val", ""), (*seen, style))
