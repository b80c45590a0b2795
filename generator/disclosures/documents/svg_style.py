# SPDX-License-Identifier: AGPL-3.0-or-later
"""How SVG parts look: attributes, style attributes and simple style sheets, brought into one form."""

from __future__ import annotations

import re

from .xml_tree import Element

LOOKS = {"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
         "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color", "display",
         "visibility", "clip-path", "clip-rule", "font-family", "font-size", "font-weight", "font-style", "font-variant",
         "text-anchor", "text-decoration", "letter-spacing", "word-spacing", "dominant-baseline", "baseline-shift",
         "writing-mode", "stop-color", "stop-opacity", "marker", "marker-start", "marker-mid", "marker-end", "overflow",
         "paint-order", "shape-rendering", "text-rendering", "mask", "filter", "font", "transform", "content"}  # fmt: skip
"""Properties that matter to what is seen; all others can go."""

Looks = dict[str, str]


class Unjudged(Exception):
    """A style sheet that cannot be brought into simple form."""


class Sheet:
    """The rules of the drawing's style sheets: `*`, a name, `.class` or `#id` each, from weak to strong."""

    def __init__(self, text: str):
        """Raises Unjudged for anything but such rules."""
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        if re.search(r"@|<|\\", text) or re.sub(r"[^{}]*\{[^{}]*\}", "", text).strip():
            raise Unjudged
        self._rules: list[tuple[int, str, Looks]] = []
        for selectors, body in re.findall(r"([^{}]*)\{([^{}]*)\}", text):
            for selector in selectors.split(","):
                selector = selector.strip()
                if not re.fullmatch(r"\*|[.#]?[\w-]+", selector):
                    raise Unjudged
                strength = {"*": 0, ".": 2, "#": 3}.get(selector[0], 1)
                self._rules.append((strength, selector, declarations(body)))
        self._rules.sort(key=lambda rule: rule[0])

    def looks(self, element: Element) -> Looks:
        """Everything that decides how `element` looks, the stronger over the weaker."""
        found = {name: value.strip() for name, value in element.attributes.items() if name in LOOKS}
        marks = {"*", element.name, "#" + element.attributes.get("id", "")}
        marks |= {"." + name for name in element.attributes.get("class", "").split()}
        for _, selector, looks in self._rules:
            if selector in marks:
                found.update(looks)
        found.update(declarations(element.attributes.get("style", "")))
        return found


def declarations(text: str) -> Looks:
    """`fill: red; opacity: 0` as a dictionary."""
    pairs = (part.partition(":") for part in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split(";"))
    found = ((name.strip().lower(), value.replace("!important", "").strip()) for name, _, value in pairs)
    return {name: value for name, value in found if name in LOOKS and value}


def switched_off(looks: Looks) -> str:
    """Why nothing of a part can be seen, in plain words; empty when it can."""
    if looks.get("display") == "none" or looks.get("visibility") in ("hidden", "collapse"):
        return "a part that is switched off"
    if _faint(looks.get("opacity", "1")):
        return "a transparent part"
    return ""


def inkless(looks: Looks) -> bool:
    """Whether letters drawn so leave no ink, or specks."""
    fill = looks.get("fill", "black").replace(" ", "").lower()
    filled = fill not in ("none", "transparent") and not _faint(looks.get("fill-opacity", "1")) and ",0)" not in fill
    edged = looks.get("stroke", "none") != "none" and not _faint(looks.get("stroke-opacity", "1"))
    size = re.match(r"[\d.]+", looks.get("font-size", "12"))
    return not (filled or edged) or (size is not None and float(size[0].strip(".") or 0) < 0.01)


def _faint(value: str) -> bool:
    try:
        return float(value.rstrip("%")) <= (5 if value.endswith("%") else 0.05)
    except ValueError:
        return False
