# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a disclosure was used: after there was an answer to use."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .dates import FUTURE
from .registry import Check, check

EARLY = Check(
    id="used-before-answered",
    severity=Severity.ERROR,
    title="A disclosure was used before it was made",
    what="Nothing under `used_in` came out before the request was answered, or where that day is not given, before it was received.",
    why="What came out earlier cannot rest on the answer, and a reader would be led to think so.",
    before="dates: {responded: 2024-03-26}\nused_in:\n  - {title: Bridge closed, publisher: Gazette, date: 2023-05-02}",
    after="dates: {responded: 2024-03-26}\nused_in:\n  - {title: Bridge closed, publisher: Gazette, date: 2024-05-02}",
)


@check(EARLY, FUTURE)
def used_in(case: Case) -> Iterator[Problem]:
    dates = case.request.dates
    start = dates.responded or dates.received
    for index, use in enumerate(case.request.used_in):
        path = ("used_in", index, "date")
        if use.date and start and use.date.last < start.first:
            word = "answered" if dates.responded else "received"
            message = f"“{use.title}” came out on {use.date.words}, before the request was {word} ({start.words})"
            yield case.problem(EARLY, path, message, "Correct the date, or remove the entry if it does not rest on this answer.")
        elif use.date and use.date.first > case.today:
            yield case.problem(FUTURE, path, f"“{use.title}” is said to have come out on {use.date.words}, which is still to come", "Correct the date.")
