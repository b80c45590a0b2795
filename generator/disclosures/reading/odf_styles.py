# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the styles of an OpenDocument file say of text and lists (ISO/IEC 26300-1, 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..documents.markup import Element
from .word_styles import Level

_COUNTS = ("1", "a", "A", "i", "I")


class Styles:
    """The styles of both parts; those of the content go first."""

    def __init__(self, roots: Iterable[Element]):
        self._all: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self.language = ""
        for root in roots:
            for one in root.iter():
                if one.tag == "style:style":
                    self._all[one.get("style:family", ""), one.get("style:name", "")] = one
                elif one.tag == "text:list-style":
                    self._lists[one.get("style:name", "")] = one
                elif one.tag == "style:default-style" and one.get("style:family") == "paragraph":
                    self.language = _language(one.find("style:text-properties")) or self.language

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while (family, name) in self._all and name not in seen:
            seen.add(name)
            yield self._all[family, name]
            name = self._all[family, name].get("style:parent-style-name", "")

    def text(self, name: str, key: str) -> str:
        """A property of a text style, such as `fo:font-weight`; empty when it says nothing."""
        for style in self._chain("text", name):
            properties = style.find("style:text-properties")
            if properties is not None and properties.get(key):
                return properties.get(key, "")
        return ""

    def other_language(self, family: str, name: str) -> str:
        """The language that a style gives its text, when it is not the document's own."""
        for style in self._chain(family, name):
            if lang := _language(style.find("style:text-properties")):
                return lang if lang[:2] != self.language[:2] else ""
        return ""

    def is_named(self, name: str, wanted: str) -> bool:
        """Whether a paragraph's style, or one it stands on, is called so."""
        return any(style.get("style:name") == wanted for style in self._chain("paragraph", name))

    def list_level(self, name: str, depth: int) -> Level:
        """How a level (from 1) of a list counts; one of an unknown style has bullets."""
        for level in self._lists.get(name, ()):
            if level.get("text:level") == str(depth):
                if level.tag != "text:list-level-style-number" or not level.get("style:num-format"):
                    return Level("", 1)
                style = level.get("style:num-format", "1")
                return Level(style if style in _COUNTS else "1", int(level.get("text:start-value", "1")))
        return Level("", 1)


def _language(properties: Element | None) -> str:
    """`en-GB`; empty where none is told."""
    if properties is None or properties.get("fo:language", "none") in ("none", "zxx"):
        return ""
    country = properties.get("fo:country", "none")
    return properties.get("fo:language", "") + (f"-{country}" if country != "none" else "")
