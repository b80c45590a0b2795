# SPDX-License-Identifier: AGPL-3.0-or-later
"""The body's one colour, made readable: fill, tint and dark-mode line are derived from the accent (WCAG 2.2, 1.4.6)."""

from __future__ import annotations

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


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` (0 to 1) of `one` over `other`."""
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def _until(colour: Colour, towards: Colour, against: Colour) -> Colour:
    """`colour` moved towards another in 2 % steps until it has the ratio against `against`."""
    for step in range(51):
        moved = mix(towards, colour, step / 50)
        if contrast(moved, against) >= RATIO:
            return moved
    return towards


def hexed(colour: Colour) -> str:
    return "#" + "".join(f"{c:02x}" for c in colour)


def readable(accent: str) -> str:
    """The accent, darkened if need be until white on it reaches 7:1."""
    return hexed(_until(parse(accent), (0, 0, 0), WHITE))


def style(accent: str) -> str:
    """The rule blocks that put the accent and what follows from it into the style sheet."""
    fill = parse(readable(accent))
    tint, dark_tint = mix(fill, WHITE, 0.10), mix(fill, DARK_PAGE, 0.20)
    dark_fill = _until(mix(WHITE, fill, 0.06), (0, 0, 0), WHITE)
    line = _until(fill, WHITE, DARK_PAGE)
    light = f"--accent:{hexed(fill)};--accent-line:{hexed(fill)};--on-accent:#fff;--tint:{hexed(tint)}"
    dark = f"--accent:{hexed(dark_fill)};--accent-line:{hexed(line)};--on-accent:#fff;--tint:{hexed(dark_tint)}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
