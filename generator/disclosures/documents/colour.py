# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours of Office files: names, themes and tints, and whether a reader can tell two of them apart."""

from __future__ import annotations

import colorsys
import re

from .markup import Element

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
_NAMES = {
    "black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "blue": "0000FF", "red": "FF0000", "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000",
    "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000", "darkgray": "808080", "lightgray": "C0C0C0",
}  # fmt: skip
_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
"""The numbers that spreadsheets give to theme colours: light and dark stand the other way round than in the theme."""


def rgb(text: str | None) -> Colour | None:
    """`FFFFFF`, `#ffffff`, `FFFFFFFF` (alpha first) or a name; None for `auto` and whatever else is no colour."""
    value = _NAMES.get((text or "").lower(), text or "").lstrip("#")
    value = value[2:] if len(value) == 8 else value
    if not re.fullmatch(r"[0-9a-fA-F]{6}", value):
        return None
    return (int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16))


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def alike(one: Colour, other: Colour) -> bool:
    """True when text of one colour on the other cannot be seen: nearly no contrast, and nearly the same hue."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05) < 1.15 and max(abs(x - y) for x, y in zip(one, other, strict=True)) <= 40


def theme(root: Element | None) -> dict[str, Colour]:
    """The colours of a theme part by name; Office's own when there is none."""
    found = {"lt1": WHITE, "dk1": BLACK}
    scheme = root.find(".//a:clrScheme") if root is not None else None
    for slot in scheme if scheme is not None else ():
        for value in slot:
            colour = rgb(value.get("lastClr") or value.get("val"))
            if colour:
                found[slot.tag.split(":")[-1]] = colour
    return found | {
        "bg1": found["lt1"],
        "tx1": found["dk1"],
        "bg2": found.get("lt2", WHITE),
        "tx2": found.get("dk2", BLACK),
    }


def numbered(colours: dict[str, Colour], number: int, tint: float = 0.0) -> Colour | None:
    """A theme colour by the number a spreadsheet gives it, lighter (tint up to 1) or darker (down to -1)."""
    colour = colours.get(_ORDER[number]) if 0 <= number < len(_ORDER) else None
    return tinted(colour, tint) if colour else None


def tinted(colour: Colour, tint: float) -> Colour:
    """ISO/IEC 29500-1, 18.8.19: the lightness moved towards white or black."""
    if not tint:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return tuple(round(v * 255) for v in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))  # type: ignore[return-value]


def of_drawing(fill: Element | None, colours: dict[str, Colour]) -> Colour | None:
    """The colour inside an `a:solidFill`; None when it is seen through, or cannot be told."""
    for value in fill if fill is not None else ():
        base = (
            colours.get(value.get("val", ""))
            if value.tag == "a:schemeClr"
            else rgb(value.get("val") or value.get("lastClr"))
        )
        if value.tag == "a:prstClr":
            base = rgb(value.get("val"))
        if base is None:
            return None
        hue, light, full = colorsys.rgb_to_hls(*(v / 255 for v in base))
        for change in value:
            amount = _share(change.get("val"))
            if change.tag == "a:alpha" and amount < 0.9:
                return None
            if change.tag in ("a:lumMod", "a:shade"):
                light *= amount
            elif change.tag == "a:lumOff":
                light += amount
            elif change.tag == "a:tint":
                light = light * amount + 1 - amount
        return tuple(round(v * 255) for v in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))  # type: ignore[return-value]
    return None


def _share(text: str | None) -> float:
    """100000 or 100% as 1."""
    value = (text or "100000").strip()
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value) / 100_000
    except ValueError:
        return 1.0
