# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that somebody meant to replace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..wording import folded
from .registry import Check, check

LEFT = Check(
    id="placeholder",
    severity=Severity.ERROR,
    title="A placeholder was left in the text",
    what="No text of the request holds `TODO`, `TBC`, `XXX`, lorem ipsum, or an instruction in square brackets such as "
    "`[insert name]`.",
    why="It would be published as it stands.",
    before="title: Spending on [insert subject]",
    after="title: Spending on road repairs",
)
_LEFT = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME|XXX)\b|(?i:\blorem ipsum\b)|"
    r"(?i:[\[<{](?:insert|add|enter|type|your|write|fill in|delete|describe|say|name of|date of)\b[^\]>}\n]{0,80}[\]>}])|"
    r"(?i:\[(?:name|date|reference|title|text|number|xx+)\])|\?{3,}"
)

_WORDS = ("TODO", "TBC", "TBD", "FIXME", "XXX", "???")
_BEGINNINGS = "insert|add|enter|type|your|write|fill|delete|describe|say|name|date|reference|title|text|number|xx"
_OPENED = tuple(re.compile(rf"{bracket}(?i:{_BEGINNINGS})") for bracket in (r"\[", "<", r"\{"))
"""With `lorem`, what no placeholder is without."""


@check(LEFT)
def placeholders(case: Case) -> Iterator[Problem]:
    for passage in case.worth(_may_hold):
        for found in _LEFT.finditer(passage.text):
            if passage.text[found.end() : found.end() + 1] != "(":  # [text](address) is a link
                yield passage.problem(
                    LEFT,
                    found.start(),
                    f"“{found[0]}” is a placeholder",
                    "Replace it with the text that is meant, or delete it.",
                )


def _may_hold(text: str) -> bool:
    return any(word in text for word in _WORDS) or "lorem" in folded(text) or any(one.search(text) for one in _OPENED)
