# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words taken out of the parts of a text document, across the runs that a paragraph is cut into.

    <w:r><w:t>By Quentin Har</w:t></w:r><w:r><w:t>bottle</w:t></w:r>   ─►   By [Redacted: section 40(2)]

The markup stays as it is to the letter; only texts and the values of attributes change. Works for OOXML and ODF.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.sax.saxutils import escape, quoteattr

Spans = Callable[[str], list[tuple[int, int, str, int]]]
"""From a text to (start, end, what stands there instead, mark) of what goes."""

_TOKEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+", re.DOTALL)
_PARAGRAPHS = {"w:p", "a:p", "text:p", "text:h"}
_BREAKS = {"w:br", "w:tab", "w:cr", "a:br", "text:s", "text:tab", "text:line-break"}
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_SAYING = {"descr", "title", "alt", "o:title", "w:tooltip", "tooltip", "w:name", "w:anchor", "w:instr", "w:author", "w:initials",
           "Target", "name", "text:name", "xlink:href", "xlink:title", "draw:name", "office:string-value"}  # fmt: skip
"""Attributes that hold words or addresses; all others are settings."""
_NAMES = {"w:name", "w:anchor", "text:name", "w:instr", "name", "draw:name"}


def without(markup: str, spans: Spans) -> tuple[str, list[int]]:
    """One part without what `spans` finds in it, and the mark of each place."""
    tokens = _TOKEN.findall(markup)
    marks: list[int] = []
    open_paragraphs: list[list[tuple[int, str]]] = []
    loose: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        holder = open_paragraphs[-1] if open_paragraphs else loose
        if not token.startswith("<"):
            holder.append((at, unescape(token)))
        elif token.startswith("<![CDATA["):
            tokens[at] = escape(token[9:-3])
            holder.append((at, token[9:-3]))
        elif not token.startswith(("<!", "<?")):
            tag = re.match(r"</?([\w:.-]+)", token)
            name = tag[1] if tag else ""
            if name in _BREAKS and not token.startswith("</"):
                holder.append((-1, " "))
            if name in _PARAGRAPHS and not token.endswith("/>"):
                if not token.startswith("</"):
                    open_paragraphs.append([])
                elif open_paragraphs:
                    marks += _edit(tokens, open_paragraphs.pop(), spans)
            tokens[at] = _attributes(token, spans, marks)
    for one in loose:  # texts outside of paragraphs, such as properties, do not belong together
        marks += _edit(tokens, [one], spans)
    return "".join(tokens), marks


def _edit(tokens: list[str], texts: list[tuple[int, str]], spans: Spans) -> list[int]:
    """Take words out of texts that read as one."""
    found = spans("".join(text for _, text in texts))
    start = 0
    for at, text in texts:
        end = start + len(text)
        out, here = "", start
        for first, last, instead, _ in found:
            if first < end and last > start:
                out += text[here - start : max(first, start) - start]
                out += instead if start <= first else ""
                here = max(here, min(last, end))
        if at >= 0 and out + text[here - start :] != text:
            tokens[at] = escape(out + text[here - start :])
            _keep_spaces(tokens, at)
        start = end
    return [mark for *_, mark in found]


def _keep_spaces(tokens: list[str], at: int) -> None:
    if at and re.fullmatch(r"<w:(?:t|instrText)>", tokens[at - 1]):
        tokens[at - 1] = tokens[at - 1][:-1] + ' xml:space="preserve">'


def _attributes(token: str, spans: Spans, marks: list[int]) -> str:
    """A tag without the words in its attributes: descriptions, tips, names of bookmarks, addresses."""

    def cleaned(match: re.Match[str]) -> str:
        value = unescape(match[2][1:-1])
        found = spans(value) if match[1] in _SAYING else []
        if not found:
            return match[0]
        marks.extend(mark for *_, mark in found)
        return f"{match[1]}={quoteattr('Redacted' if match[1] in _NAMES or '/' in value or ':' in value else found[0][2])}"

    return _ATTRIBUTE.sub(cleaned, token) if "=" in token and not token.startswith("</") else token
