# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that somebody meant to replace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
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


@check(LEFT)
def placeholders(case: Case) -> Iterator[Problem]:
    for passage in case.passages:
        for found in _LEFT.finditer(passage.text):
            if passage.text[found.end() : found.end() + 1] != "(":  # [text](address) is a link
                yield passage.problem(
                    LEFT,
                    found.start(),
                    f"“{found[0]}” is a placeholder",
                    "Replace it with the text that is meant, or delete it.",
                )
