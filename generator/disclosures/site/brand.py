# SPDX-License-Identifier: AGPL-3.0-or-later
"""The body's one colour, made readable: fill, tint and dark-mode line are derived from the accent (WCAG 2.2, 1.4.6)."""

from __future__ import annotations

import colorsys

RATIO = 7.0
DARK_PAGE = (0x12, 0x17, 0x1E)
WHITE = (255, 255, 255)
Colour = tuple[int, int, int]


def parse(text: str) -> Colour:
    """`#1d3f73` as three numbers from 0 to 255."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1, by the WCAG formula."""
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade(colour: Colour, lightness: float, saturation: float) -> Colour:
    """The same hue at a given lightness (0 to 1), with its saturation multiplied."""
    hue, _, own = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    return tuple(round(c * 255) for c in colorsys.hls_to_rgb(hue, lightness, min(1.0, own * saturation)))  # type: ignore[return-value]


def _until(colour: Colour, against: Colour, step: float, saturation: float = 1.0) -> Colour:
    """`colour` made darker or lighter by `step` until it has the ratio against another."""
    lightness = colorsys.rgb_to_hls(*(c / 255 for c in colour))[1]
    for tried in range(101):
        moved = shade(colour, min(1.0, max(0.0, lightness + tried * step)), saturation)
        if contrast(moved, against) >= RATIO:
            break
    return moved


def hexed(colour: Colour) -> str:
    """As CSS writes it."""
    return "#" + "".join(f"{c:02x}" for c in colour)


def readable(accent: str) -> str:
    """The accent, darkened if need be until white on it reaches 7:1."""
    colour = parse(accent)
    return hexed(colour if contrast(colour, WHITE) >= RATIO else _until(colour, WHITE, -0.01))


def style(accent: str) -> str:
    """The rule blocks that put the accent and what follows from it into the style sheet."""
    fill = parse(readable(accent))
    _, lightness, saturation = colorsys.rgb_to_hls(*(c / 255 for c in fill))
    tint, dark_tint = shade(fill, 0.943, 0.87), shade(fill, 0.18, 0.69)
    dark_fill = _until(shade(fill, min(0.33, lightness * 1.16), 1.0), WHITE, -0.01)
    line = _until(shade(fill, 0.74, min(1.4, 0.84 / max(saturation, 0.01))), DARK_PAGE, 0.01)
    light = f"--accent:{hexed(fill)};--accent-line:{hexed(fill)};--on-accent:#fff;--tint:{hexed(tint)}"
    dark = f"--accent:{hexed(dark_fill)};--accent-line:{hexed(line)};--on-accent:#fff;--tint:{hexed(dark_tint)}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
