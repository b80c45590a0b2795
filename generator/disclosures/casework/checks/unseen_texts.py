# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an officer's text holds without showing it: comments, parts that are switched off, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import unseen
from ...problems import Problem, Severity
from ..case import Case, Passage
from .registry import Check, check

COMMENT = Check(
    id="text-comment",
    severity=Severity.ERROR,
    title="A text holds a comment",
    what="No text holds a comment of HTML (`<!-- … -->`), nor a link that is written so as to be a comment "
    "(`[//]: # (…)`). Code between backticks is shown and may hold anything.",
    why="A comment is not on the page, but whoever sees the folder can read it: notes to colleagues are how names get out.",
    before="We hold two letters. <!-- Jane: are we sure? -->",
    after="We hold two letters.",
)
HIDDEN = Check(
    id="text-hidden",
    severity=Severity.ERROR,
    title="A text holds a hidden part",
    what="No text holds markup that hides words from readers: the attribute `hidden`, or a style with `display: none`, "
    "`visibility: hidden`, `opacity: 0` or `font-size: 0`. A part that opens, such as `details`, is fine.",
    why="The words would be in the page's source, or go missing without a word.",
    before="<p hidden>Jane agreed on 3 May.</p>",
    after="(removed)",
)
INVISIBLE = Check(
    id="text-unseen",
    severity=Severity.ERROR,
    title="A text holds characters that nobody sees",
    what="No text holds zero-width characters, tag characters, controls that turn the order of letters, or soft hyphens that "
    "break no word. Joiners within emoji and within scripts that need them are left alone.",
    why="They can hold a whole message that no reader sees, and they break searching, copying and links.",
    before="Dear Ja[U+200B]ne",
    after="Dear Jane",
)
_PATHS = {"file", "files", "path"}
_COMMENT = re.compile(r"<!--|<!\[CDATA\[|<\?|^ {0,3}\[(?://|comment|_|\.)[^\]\n]{0,40}\]:[ \t]*(?:#|<>)", re.I | re.M)
_TAG = re.compile(r"<[a-z][^<>]{0,2000}>", re.I)
_OFF = re.compile(
    r"\shidden(?=[\s=>/])|display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])", re.I
)


@check(COMMENT, HIDDEN, INVISIBLE)
def unseen_texts(case: Case) -> Iterator[Problem]:
    for passage in case.worth(lambda text: not text.isascii() or "<" in text or "]:" in text):
        if not passage.text.isascii() and not _PATHS & set(passage.path):  # names of files have a check of their own
            yield from _invisible(passage)
        if "<" in passage.text or "]:" in passage.text:
            yield from _markup(passage)


def _invisible(passage: Passage) -> Iterator[Problem]:
    for found in unseen.find(passage.text):
        yield passage.problem(
            INVISIBLE,
            found.offset,
            f"the text holds {found.what}",
            "Delete the letters around this place together with what is between them, and type them again.",
        )


def _markup(passage: Passage) -> Iterator[Problem]:
    text = passage.shown
    for found in _COMMENT.finditer(text):
        cure = "Delete the comment, or put it between backticks to show it as text."
        yield passage.problem(COMMENT, found.start(), "a comment stands here", cure)
    for tag in _TAG.finditer(text):
        if off := _OFF.search(tag[0]):
            yield passage.problem(
                HIDDEN,
                tag.start(),
                f"`{off[0].strip()}` hides a part of the text",
                "Delete the part, or delete what hides it.",
            )
