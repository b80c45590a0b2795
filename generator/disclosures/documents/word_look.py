# SPDX-License-Identifier: AGPL-3.0-or-later
"""How Word shows a run of text: hidden or not, its colour, size and ground, through styles (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

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

    def over(self, below: Look) -> Look:
        """These properties on top of others."""
        said = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return replace(below, **said)

    def why_unseen(self, page: Colour | None) -> str:
        """Why a reader cannot see text that looks so on `page` (None: on a ground that cannot be told); or nothing."""
        if (self.size is not None and self.size <= SMALLEST) or (self.scale is not None and self.scale <= 5):
            return "The text is too small to be seen."
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
        colour.get("w:val") if colour is not None else None,
        number("w:sz", 2),
        number("w:w", 1),
        shading(found.get("w:shd")),
        marker.get("w:val") if marker is not None else None,
    )


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
            self._known[style] = of(element.find("w:rPr")).over(Look(ground=ground)).over(below)
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
