# SPDX-License-Identifier: AGPL-3.0-or-later
"""The headings of request.md and response.md, which become the outline of a page."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..markdown_parts import headings as headings_of
from .registry import Check, check

ORDER = Check(
    id="headings-order",
    severity=Severity.WARNING,
    title="Headings are out of order",
    what="The first heading is `#` or `##`, and each heading goes at most one level deeper than the one before.",
    why="People who listen to a page move by its headings; a gap sounds like a missing part.",
    before="## Decision\n\n#### Section 40(2)",
    after="## Decision\n\n### Section 40(2)",
)
EMPTY = Check(
    id="headings-empty",
    severity=Severity.WARNING,
    title="A heading is empty",
    what="Each heading has text.",
    why="It would be announced and lead to nothing.",
    before="##",
    after="## Decision",
)


@check(ORDER, EMPTY)
def headings(case: Case) -> Iterator[Problem]:
    for passage in case.holding("#"):
        if passage.path:
            continue
        level = 1
        for place, (offset, depth, words) in enumerate(headings_of(passage.text)):
            if depth > level + 1:
                before = f"a heading of level {level}" if place else "the start"
                yield passage.problem(
                    ORDER, offset, f"a heading of level {depth} follows {before}", f"Use {'#' * (level + 1)} here."
                )
            if not words:
                yield passage.problem(
                    EMPTY, offset, "this heading has no text", "Write the heading, or delete the line."
                )
            level = depth
