# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a built page holds without showing it: comments, hidden parts, characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from .. import unseen
from .findings import Finding, Hit, Verdict
from .rules import Leak

COMMENT = Leak(
    "PAGE-COMMENT",
    title="A comment in a page",
    verdict=Verdict.BLOCK,
    kinds=frozenset(),
    finds="Comments in the pages of the built site, which anyone can read in their source.",
    why="Comments hold what their writer did not mean for readers: names, doubts, instructions.",
    cure="Delete the comment from the page or template that it came from, and build again",
    check=lambda opened: (),
    before="`<!-- ask A. Example before this goes out -->`",
    after="Nothing: the remark is deleted from the Markdown.",
)
HIDDEN = Leak(
    "PAGE-HIDDEN",
    title="A page holds what it does not show",
    verdict=Verdict.BLOCK,
    kinds=frozenset(),
    finds=(
        "Parts of a built page that are switched off (`hidden`, `display: none`, zero size, `template`), and invisible "
        "characters in its text, attributes, data and feeds: zero-width ones, tags, controls of direction, runs of soft "
        "hyphens. Parts that readers open, such as `details`, are fine."
    ),
    why="What a page does not show is in its source all the same, and search engines and copies keep it.",
    cure="Delete the part or the characters where they were written, and build again",
    check=lambda opened: (),
    before=(
        "`<span style=\"display:none\">A. Example</span>`, or characters that nobody sees between the "
        "letters of a word."
    ),
    after="The words that are meant to be read.",
)
ALL = (COMMENT, HIDDEN)

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*(?:inset|circle)\(\s*(?:50|100|0)%?\s*\)|"
    r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?![.\d]*[1-9])|(?<![-\w])color\s*:\s*transparent|scale\(\s*0\s*\)|"
    r"(?<![-\w])color\s*:\s*([^;]+?)\s*;(?:.*;)?\s*background(?:-color)?\s*:\s*\1\s*(?:;|$)",
    re.I,
)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def of_page(data: bytes) -> Iterator[Finding]:
    """Findings in one built HTML page, as UTF-8."""
    if _suspect(data):
        parser = _Looker()
        parser.feed(data.decode("utf-8", "replace"))
        parser.close()
        for rule, line, what, recovered in parser.found:
            yield _finding(rule, Hit(f"line {line}", what, recovered))
    yield from of_text(data)


def _suspect(data: bytes) -> bool:
    """A quick look with plain searches, as most pages hold nothing to parse for; rare letters are looked for first."""
    data = data.lower()
    count = data.count
    return bool(
        (count(b"!") > 1 and count(b"<!") > count(b"<!doctype"))
        or not data.startswith(b"<!doctype")
        or (b"?" in data and b"<?" in data)
        or b"<template" in data
        or count(b"hidden") > count(b"aria-hidden")
        or count(b"style") > count(b"stylesheet")
    )


def of_text(data: bytes) -> Iterator[Finding]:
    """Characters that cannot be seen, in a page, a feed or data, all of them UTF-8."""
    if unseen.none_in(data):
        return
    text = data.decode("utf-8", "replace")
    for found in unseen.find(text):
        line = text.count("\n", 0, found.offset) + 1
        yield _finding(HIDDEN, Hit(f"line {line}", f"It holds {found.what}."))


def _finding(rule: Leak, hit: Hit) -> Finding:
    return Finding(rule.id, rule.title, rule.verdict, hit.where, hit.what, hit.recovered[:300], rule.cure)


class _Looker(HTMLParser):
    """Comments, and elements that are switched off and hold words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Leak, int, str, str]] = []
        self._open: list[tuple[str, int, str] | tuple[str, int, None]] = []
        self._words: list[str] = []

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.found.append((COMMENT, self.getpos()[0], "The page holds a comment.", " ".join(data.split())))

    def handle_pi(self, data: str) -> None:
        self.found.append((COMMENT, self.getpos()[0], "The page holds a processing instruction.", " ".join(data.split())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        off = "hidden" in given or tag == "template" or bool(_STYLE.search(given.get("style") or ""))
        if off and not self._hiding:
            self._words = []
            self._open.append((tag, self.getpos()[0], f"A part of the page (`{tag}`) is hidden and holds words."))
        else:
            self._open.append((tag, self.getpos()[0], None))

    def handle_endtag(self, tag: str) -> None:
        if not any(one[0] == tag for one in self._open):
            return
        while self._open:
            name, line, what = self._open.pop()
            if what and (words := " ".join("".join(self._words).split())):
                self.found.append((HIDDEN, line, what, words))
            if name == tag:
                break

    def close(self) -> None:
        super().close()
        if self._open:
            self.handle_endtag(self._open[0][0])

    def handle_data(self, data: str) -> None:
        if self._hiding:
            self._words.append(data)

    @property
    def _hiding(self) -> bool:
        return any(what for _, _, what in self._open)
