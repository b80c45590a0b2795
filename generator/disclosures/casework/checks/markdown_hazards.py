# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown that tries to run something in a reader's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..wording import folded
from .registry import Check, check

ACTIVE = Check(
    id="markdown-active",
    severity=Severity.ERROR,
    title="The text holds active content",
    what="No text holds script, frames, forms, styles, event attributes such as `onclick`, or links that start with "
    "`javascript:`. Code between backticks is shown, not run, and may hold anything.",
    why="The site removes it, so a part of the text would go missing without a word; and it never belongs in an answer.",
    before="<script>alert(1)</script>",
    after="(removed)",
)
_TAGS = "script|iframe|frame|object|embed|applet|form|input|button|style|link|meta|base|svg|math|template"
_ACTIVE_TAG = re.compile(rf"<\s*(?i:{_TAGS})\b")
_ACTIVE = re.compile(
    rf"<\s*({_TAGS})\b|"
    r"(?:\]\(\s*<?|(?:href|src|action)\s*=\s*[\"']?\s*|^\[[^\]\n]+\]:\s*|<)((?:javascript|vbscript|data)\s*:)",
    re.I | re.M,
)
_EVENT = re.compile(r"[\s/\"'](on[a-z]+)\s*=", re.I)
_TAG = re.compile(r"<[a-z]", re.I)
_LONGEST_TAG = 2_000


@check(ACTIVE)
def markdown_hazards(case: Case) -> Iterator[Problem]:
    for passage in case.holding("<", "](", "]:"):
        for offset, what in sorted(_active(passage.shown).items()):
            yield passage.problem(
                ACTIVE,
                offset,
                f"`{what.lower()}` is active content",
                "Delete it, or put it between backticks to show it as text.",
            )


def _active(text: str) -> dict[int, str]:
    """What is active, by the offset of the tag or link that holds it."""
    found = {}
    for event in _EVENT.finditer(text) if "<" in text and "=" in text else ():
        inside = text[max(0, event.start() - _LONGEST_TAG) : event.start() + 1]
        begin = inside.rfind(">") + 1
        if tag := _TAG.search(inside, begin):
            found[event.start() + 1 - len(inside) + tag.start()] = event[1]
    for each in _ACTIVE.finditer(text) if _ACTIVE_TAG.search(text) or _runs(text) else ():
        found[each.start()] = each[1] or each[2]
    return found


def _runs(text: str) -> bool:
    """Whether a colon ends the name of a scheme that runs something: a quick look before a slow pattern."""
    before = folded(text).split(":")[:-1]
    return any(each.rstrip().endswith(("javascript", "vbscript", "data")) for each in before)
