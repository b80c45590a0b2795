# SPDX-License-Identifier: AGPL-3.0-or-later
"""The HTML of an e-mail: what a mail program shows of it, and what it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object"}
_EMPTY = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
_BLOCKS = {"p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre"}
_HIDES = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|opacity:0(\.0+)?(;|$)|font-size:[01](\.\d+)?(px|pt|em)?(;|$)"
    r"|(^|;)color:(#fff(fff)?|white|transparent)(;|$)|(max-)?(height|width):0(px)?;.*overflow:hidden|text-indent:-\d{3}"
    r"|(left|top):-\d{3}"
)


@dataclass(frozen=True)
class Page:
    """What is shown, as lines of text, and each text that is not."""

    shown: str
    hidden: tuple[str, ...]


def read(html: str) -> Page:
    """Never raises: whatever stands in a message is text in the end."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.shown).split("\n"))
    shown = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Page(shown, tuple(text for part in reader.hidden if (text := " ".join(part.split()))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self._path: list[tuple[str, bool]] = []
        """Open elements, and whether each is hidden."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        looks = dict(attributes)
        if tag in _BLOCKS:
            self.shown.append("\n")
        elif tag in ("td", "th"):
            self.shown.append(" ")
        if tag not in _EMPTY:
            style = re.sub(r"\s|!important", "", (looks.get("style") or "").lower())
            above = self._path[-1][1] if self._path else False
            hidden = above or "hidden" in looks or bool(_HIDES.search(style)) or looks.get("color", "") in ("white", "#ffffff")
            self._path.append((tag, hidden or tag in _UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        if tag in (one for one, _ in self._path):
            while self._path.pop()[0] != tag:
                pass
        if tag in _BLOCKS:
            self.shown.append("\n")

    def handle_data(self, text: str) -> None:
        if self._path and self._path[-1][1]:
            if not any(tag in ("script", "style", "title") for tag, _ in self._path):
                self.hidden.append(text)
        else:
            self.shown.append(text.replace("\n", " "))

    def handle_comment(self, text: str) -> None:
        if not re.match(r"\s*(\[if|\[endif|<!\[|StartFragment|EndFragment)", text):
            self.hidden.append(text)
