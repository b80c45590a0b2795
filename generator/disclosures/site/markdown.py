# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers' Markdown to safe HTML: the one door to comrak and nh3. Nothing an officer pastes can run.

The dialect is CommonMark (spec.commonmark.org) with tables, footnotes and names for headings; headings are moved down so
that an answer's `##` stands under the page's own h2. Raw HTML is stripped to harmless elements. Editorial pages are
MkDocs' and go through Python-Markdown; a test holds the two to one dialect.
"""

from __future__ import annotations

import re

import comrak
import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "li",
    "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title", "aria-label"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes={"div": {"footnote"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)
_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = _EXTENSIONS.footnotes = True
_RENDER = comrak.RenderOptions()
_RENDER.unsafe_ = True
"""Raw HTML is judged by the cleaner, which knows what is harmless."""
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.S)
_NAMED = re.compile(r"\s*\{\s*#([A-Za-z][\w-]*)\s*\}\s*\Z")
_NOTES = ('<section class="footnotes" data-footnotes>', "</section>")
_INNER = re.compile(r' href="#([^"]+)"')


def render(text: str, *, prefix: str = "", top: int = 3) -> str:
    """HTML of Markdown `text`. Headings start at level `top`; ids carry `prefix` so that two texts share a page."""
    html = comrak.render_markdown(text, extension_options=_EXTENSIONS, render_options=_RENDER)
    html = _footnotes(html, prefix)
    names: dict[str, str] = {}
    levels = [int(level) for level, _ in _HEADING.findall(html)]
    if levels:
        html = _HEADING.sub(lambda found: _heading(found, top - min(levels), prefix, names), html)
    if names:
        html = _INNER.sub(lambda found: f' href="#{names.get(found[1], found[1])}"', html)
    return CLEANER.clean(html).replace("<th>", '<th scope="col">').rstrip("\n")


def _heading(found: re.Match[str], down: int, prefix: str, names: dict[str, str]) -> str:
    """A heading at its level, with an id of its own: the name it was given, or its words."""
    level, words = min(int(found[1]) + down, 6), found[2]
    if named := _NAMED.search(words):
        words, name = words[: named.start()], named[1]
    else:
        name = _slug(re.sub(r"<[^>]*>|&\w+;", "", words))
    taken, number = name, 2
    while taken in names:
        taken, number = f"{name}-{number}", number + 1
    names[taken] = prefix + taken
    return f'<h{level} id="{prefix}{taken}">{words}</h{level}>'


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "part"


def _footnotes(html: str, prefix: str) -> str:
    """Notes in a part of their own, whose ids are the text's own."""
    if _NOTES[0] not in html:
        return html
    before, notes = html.rsplit(_NOTES[0], 1)
    notes = notes.replace(_NOTES[1], "</div>", 1)
    return re.sub(r' (id="|href="#)(fn|fnref)-', rf" \1\2-{prefix}", f'{before}<div class="footnote"><hr>{notes}')
