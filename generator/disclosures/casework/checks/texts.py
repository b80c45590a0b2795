# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two texts that every request has: what was asked, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

ANSWER = Check(
    id="response-missing",
    severity=Severity.ERROR,
    title="The answer is missing",
    what="The folder holds response.md, unless the publication is withdrawn.",
    why="The answer is what is being published.",
    before="request.yaml\nrequest.md",
    after="request.yaml\nrequest.md\nresponse.md",
)
ASKED = Check(
    id="asked-missing",
    severity=Severity.ERROR,
    title="What was asked is missing",
    what="The folder holds request.md, or request.yaml has a `request:` text, unless the publication is withdrawn.",
    why="Nobody can judge an answer without the question.",
    before="request.yaml\nresponse.md",
    after="request.yaml\nrequest.md\nresponse.md",
)
TWICE = Check(
    id="asked-twice",
    severity=Severity.ERROR,
    title="What was asked is written twice",
    what="Either request.md or `request:` in request.yaml, not both.",
    why="Only one could be shown, and nobody would know which.",
    before="request: All letters …   # and request.md",
    after="request.md alone",
)


@check(ANSWER, ASKED, TWICE)
def texts(case: Case) -> Iterator[Problem]:
    request, there = case.request, case.loaded.texts
    unread = {p.place.file.name for p in case.loaded.problems}
    if request.status != "withdrawn":
        if "response.md" not in there and "response.md" not in unread:
            yield case.about_file(
                ANSWER, "response.md", "response.md is missing", "Write the authority's answer in response.md."
            )
        if "request.md" not in there and "request.md" not in unread and not request.request:
            yield case.about_file(
                ASKED,
                "request.md",
                "neither request.md nor a `request:` text says what was asked",
                "Write what was asked in request.md.",
            )
    if "request.md" in there and request.request:
        yield case.problem(
            TWICE, ("request",), "what was asked is written both here and in request.md", "Keep one of the two."
        )
