# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields and form controls of Word: what stands in their codes and settings, and on no page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import style_names
from .markup import Element
from .office import How, Text

_SETTINGS = {
    "w:alias": How.META, "w:tag": How.META, "w:listItem": How.UNSHOWN, "w:default": How.UNSHOWN, "w:helpText": How.UNSHOWN,
    "w:statusText": How.UNSHOWN, "w:listEntry": How.UNSHOWN, "w:name": How.UNSHOWN, "w:dataBinding": How.CUSTOM,
    "w:attr": How.CUSTOM, "w:entryMacro": How.UNSHOWN, "w:exitMacro": How.UNSHOWN,
}  # fmt: skip
_STYLES = ("TOC", "STYLEREF")
"""Their codes name styles and levels."""
_USUAL = re.compile(r"\d*|true|false|(?:Text|Check|Dropdown)\d+")
"""Values that say nothing, and the names that Word gives to fields of forms."""
_WORDS = re.compile(r"[^\W\d_]{2}|\d{5}")


def controls(element: Element, where: str) -> Iterator[Text]:
    """Texts in the settings of a form field, content control or smart tag."""
    for child in element.iter():
        how = _SETTINGS.get(child.tag)
        if child.tag in ("w:customXml", "w:smartTag") and child is not element:
            return
        for name, words in child.attrib.items():
            if (
                how
                and name in ("w:val", "w:displayText", "w:value", "w:xpath")
                and not _USUAL.fullmatch(words)
            ):
                yield Text(where, words, how, "A form field or control keeps this, and shows it to nobody.")


class Fields:
    """Collects the codes of the fields of one paragraph; a code may be spread over many runs."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []
        self._codes: list[str] = []

    def simple(self, code: str) -> None:
        self._codes.append(code)

    def part(self, element: Element) -> None:
        """A `w:fldChar` or `w:instrText`."""
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._open.append([])
        elif kind in ("separate", "end"):
            if self._open:
                code = "".join(self._open.pop())
                if code:
                    self._codes.append(code)
                if kind == "separate":
                    self._open.append([])
        elif element.text:
            if self._open:
                self._open[-1].append(element.text)
            else:
                self._codes.append(element.text)

    def found(self, where: str) -> Iterator[Text]:
        """Links, and other texts in codes."""
        for code in [*self._codes, *("".join(rest) for rest in self._open if rest)]:
            name, _, rest = code.strip().partition(" ")
            words = re.sub(r'\\[*#@]\s*("[^"]*"|\S+)|\\[A-Za-z!](?=\s|$)', " ", rest)
            if name.upper() == "HYPERLINK":
                target = re.search(r'"([^"]*)"|(\S+)', words)
                if target:
                    yield Text(where, target[1] or target[2] or "", How.LINK)
            elif name.upper() in _STYLES and style_names.ordinary(re.sub(r'[",;]+', " ", words)):
                continue
            elif _WORDS.search(words) and not re.fullmatch(r'\s*"?_\w+"?\s*', words):
                yield Text(where, words.strip().strip('"'), How.UNSHOWN, "The code of a field holds words.")
