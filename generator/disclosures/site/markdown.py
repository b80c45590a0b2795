# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers' Markdown to safe HTML: the one door to nh3. Nothing an officer pastes can run.

The dialect is CommonMark with tables, footnotes and heading ids; headings are moved down so that an answer's `##`
stands under the page's own h2. Raw HTML is stripped to harmless elements.
"""

from __future__ import annotations

import re

import markdown as engine
import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "li",
    "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "div": {"class"},
    "li": {"class"},
}
CLASSES = {"div": {"footnote"}}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={tag: names - {"class"} for tag, names in ATTRIBUTES.items()},
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)


def render(text: str, *, prefix: str = "", top: int = 3) -> str:
    """HTML of Markdown `text`. Headings start at level `top`; ids carry `prefix` so that two texts share a page."""
    converter = engine.Markdown(
        extensions=["tables", "footnotes", "sane_lists", "toc", "attr_list"],
        extension_configs={
            "toc": {"baselevel": top - _first_level(text) + 1, "permalink": False, "slugify": lambda s, sep: prefix + _slug(s, sep)},
            "footnotes": {"PLACE_MARKER": "///footnotes///", "UNIQUE_IDS": False, "SEPARATOR": f"-{prefix}" if prefix else "-"},
        },
        output_format="html",
    )
    return _tables(CLEANER.clean(converter.convert(text)))


def _first_level(text: str) -> int:
    """The highest heading level used outside code blocks, so that a text that starts at # or ## lands the same."""
    plain = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.S | re.M)
    levels = [len(match[1]) for match in re.finditer(r"^(#{1,6})\s", plain, re.M)]
    return min(levels, default=2)


def _slug(text: str, separator: str) -> str:
    return re.sub(r"[^a-z0-9]+", separator, text.casefold()).strip(separator) or "part"


def _tables(html: str) -> str:
    """Head cells get their scope: readers' software announces them with each cell."""
    return html.replace("<th>", '<th scope="col">')
