# SPDX-License-Identifier: AGPL-3.0-or-later
"""The HTML of an e-mail: what a mail program shows of it, and what it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from .colour import BLACK, WHITE, Colour, alike, rgb

_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "dialog", "datalist", "audio", "video", "canvas",
           "iframe", "noframes"}  # fmt: skip
_EMPTY = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
_BLOCKS = {"p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre"}
_HIDES = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|opacity:0(\.0+)?(;|$)|font-size:[01](\.\d+)?(px|pt|em)?(;|$)"
    r"|(^|;)color:transparent(;|$)|(max-)?(height|width):0(px)?;.*overflow:hidden|text-indent:-\d{3}"
    r"|(left|top):-\d{3}|(^|;)clip:rect\((0(px)?[, ]?){4}\)|clip-path:(inset\((50|100)%\)|circle\(0)"
)
_INK = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


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


@dataclass(frozen=True)
class _Open:
    """An open element and how the text in it looks; a ground of None cannot be told."""

    tag: str
    hidden: bool = False
    ink: Colour = BLACK
    ground: Colour | None = WHITE


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self._path: list[_Open] = []
        self._rules: dict[str, str] = {}
        """What the message's style sheet says of a class, an id or a kind of element."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        looks = {name: value or "" for name, value in attributes}
        if tag in _BLOCKS:
            self.shown.append("\n")
        elif tag in ("td", "th"):
            self.shown.append(" ")
        if tag not in _EMPTY:
            above = self._path[-1] if self._path else _Open("")
            named = [tag, *(f".{one}" for one in looks.get("class", "").split()), f"#{looks.get('id', '')}"]
            style = ";".join(_squeezed(one) for one in (*(self._rules.get(name, "") for name in named), looks.get("style", "")) if one)
            ink = _colour(_last(_INK, style) or looks.get("color", "")) or above.ink
            said = _last(_GROUND, style) or looks.get("bgcolor", "")
            ground = _colour(said) if said and said not in ("none", "transparent") else above.ground
            hidden = above.hidden or "hidden" in looks or bool(_HIDES.search(style)) or tag in _UNSEEN
            self._path.append(_Open(tag, hidden or (ground is not None and alike(ink, ground)), ink, ground))

    def handle_endtag(self, tag: str) -> None:
        if tag in (one.tag for one in self._path):
            while self._path.pop().tag != tag:
                pass
        if tag in _BLOCKS:
            self.shown.append("\n")

    def handle_data(self, text: str) -> None:
        if self._path and self._path[-1].tag == "style":
            plain = re.sub(r"/\*.*?\*/|@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text, flags=re.S)  # screens of other sizes
            for names, said in _RULE.findall(plain):
                for name in names.split(","):
                    self._rules[name.strip()] = self._rules.get(name.strip(), "") + ";" + said
        if self._path and self._path[-1].hidden:
            if not any(one.tag in ("script", "style", "title") for one in self._path):
                self.hidden.append(text)
        else:
            self.shown.append(text.replace("\n", " "))

    def handle_comment(self, text: str) -> None:
        if not re.match(r"\s*(\[if|\[endif|<!\[|StartFragment|EndFragment)", text):
            self.hidden.append(text)


def _squeezed(style: str) -> str:
    return re.sub(r"\s(?!\d)|!important", "", style.lower())


def _last(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.findall(style)
    return found[-1] if found else ""


def _colour(said: str) -> Colour | None:
    """`#fff`, `#ffffff`, `white`, `rgb(255,255,255)`; None for what is no plain colour."""
    plain = said.strip().lower()
    if match := re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", plain):
        plain = "".join(2 * digit for digit in match.groups())
    if match := re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", plain):
        red, green, blue = (min(int(value), 255) for value in match.groups())
        return (red, green, blue)
    return rgb(plain)
