# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attributes and settings of Office files that hold a code from a short list, where any words could be written instead.

In a copy what is no such code is left out, and names that only the file itself uses are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .markup import Element
from .office import How, Text
from .style_names import ordinary

_CODES = {
    ("w:lang", "w:val"): r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*|x-none", ("w:lang", "w:eastAsia"): r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*",
    ("w:lang", "w:bidi"): r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", ("w:date", "w:fullDate"): r"[\dTZ:.+-]*",
    ("a:fld", "type"): r"slidenum|TxLink|datetime(?:\d+|FigureOut)?", ("w:hyperlink", "w:docLocation"): "", ("w:dropDownList", "w:lastValue"): "",
    ("w:comboBox", "w:lastValue"): "", ("text:a", "office:name"): "", ("text:note-citation", "text:label"): r"\W|\w{1,2}",
}  # fmt: skip
_SETTINGS = frozenset(
    ("compatibilityMode", "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents",
     "differentiateMultirowTableHeaders", "useWord2013TrackBottomHyphenation", "allowHyphenationAtTrackBottom",
     "allowTextAfterFloatingTableBreak")
)  # fmt: skip
_EXTENSION = re.compile(r"\{[0-9A-Fa-f-]{36}\}|http://(schemas\.|www\.)[\w./]+")
_IDS = ("xml:id", "text:id", "draw:id", "text:continue-list", "text:ref-name", "text:change-id", "form:id", "draw:control")
_PLAIN_ID = re.compile(r"(?:_?[A-Za-z]{1,12}_?)?[\d-]{1,22}(?:_\d+)?|_mark\d+|_?(?:Toc|Ref|ref)_?\w*\d+")
_NAMED = re.compile(
    r"text:(?:variable|sequence|user-field|dde-connection)(?:-decl|-set|-get|-input|-ref)?|text:section|text:(?:[a-z-]+-)?index|"
    r"text:table-of-content|text:bibliography|text:index-title"
)
_XHTML = "{http://www.w3.org/1999/xhtml}"


def plain(tag: str, its: dict[str, str], renamed: Callable[[str], str]) -> dict[str, str]:
    """The attributes of an element without words where a code belongs; `renamed` numbers a name."""
    kept = {}
    for name, value in its.items():
        code = _CODES.get((tag, name))
        if name.startswith(_XHTML) or (code is not None and not re.fullmatch(code, value)):
            continue
        if name in _IDS and not _PLAIN_ID.fullmatch(value) and not tag.startswith(("text:reference", "text:bookmark")):
            value = renamed(value)
        elif name == "text:name" and _NAMED.fullmatch(tag) and not ordinary(value):
            value = renamed(value)
        elif name == "text:formula" and _NAMED.fullmatch(tag):
            continue  # what it comes to stands in the text
        kept[name] = value
    return kept


def is_foreign(tag: str, its: dict[str, str]) -> bool:
    """Whether an element is an extension or a setting of a name that no program knows."""
    if tag == "w:compatSetting":
        return its.get("w:name") not in _SETTINGS
    return tag.endswith((":ext", "}ext")) and "uri" in its and not _EXTENSION.fullmatch(its["uri"])


def told(roots: Iterable[Element]) -> Iterator[Text]:
    """Words that stand where a code belongs, and names that somebody made up."""
    for root in roots:
        for element in root.iter():
            tag, its = element.tag, element.attrib
            if is_foreign(tag, its):
                yield Text("settings", its.get("uri") or its.get("w:name", ""), How.NAME)
            changed = plain(tag, its, lambda name: "")
            for name, value in its.items():
                if changed.get(name) != value and name != "text:formula":
                    yield Text("settings", value, How.NAME)
