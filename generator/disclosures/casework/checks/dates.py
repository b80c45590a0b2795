# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of the dates of a request."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...problems import Problem, Severity
from ..case import Case
from ..when import When
from .registry import Check, check

ORDER = Check(
    id="dates-order",
    severity=Severity.ERROR,
    title="The dates of the request contradict each other",
    what="A request is received, then answered, then published; later corrections, a withdrawal and any pause of the clock "
    "stand in their own order too. Dates that are only known to the month are compared as far as they are known.",
    why="Deadlines and the order of lists are worked out from these dates.",
    before="dates: {received: 2022-03-01, responded: 2022-02-20}",
    after="dates: {received: 2022-02-01, responded: 2022-02-20}",
)
FUTURE = Check(
    id="dates-future",
    severity=Severity.WARNING,
    title="A date lies in the future",
    what="Dates of things that have happened are not later than today.",
    why="It is usually a slip in the year.",
    before="responded: 2202-02-20",
    after="responded: 2022-02-20",
)


@check(ORDER, FUTURE)
def dates(case: Case) -> Iterator[Problem]:
    request = case.request
    told: list[tuple[tuple, str, When | None]] = [
        (("dates", "received"), "received", request.dates.received),
        (("dates", "responded"), "answered", request.dates.responded),
        (("dates", "published"), "published", request.dates.published),
    ]
    for index, change in enumerate(request.history):
        told.append((("history", index, "date"), "corrected", change.date))
    known = [(path, word, when) for path, word, when in told if when]
    for (path_a, word_a, a), (path_b, word_b, b) in pairwise(known):
        if b.last < a.first:
            yield case.problem(
                ORDER,
                path_b,
                f"the request was {word_b} ({b.words}) before it was {word_a} ({a.words})",
                "Correct the one of the two dates that is wrong.",
                also=[path_a],
            )
    published, withdrawn = request.dates.published, request.withdrawn
    if withdrawn and published and withdrawn.date.last < published.first:
        yield case.problem(
            ORDER,
            ("withdrawn", "date"),
            f"the answer was withdrawn before it was published ({published.words})",
            "Correct the one of the two dates that is wrong.",
            also=[("dates", "published")],
        )
    for index, pause in enumerate(request.dates.clock_paused):
        path = ("dates", "clock_paused", index)
        if pause.end.last < pause.start.first:
            yield case.problem(
                ORDER,
                (*path, "to"),
                "the pause of the clock ends before it starts",
                "Correct `from` or `to`.",
                also=[(*path, "from")],
            )
        elif request.dates.received and pause.start.last < request.dates.received.first:
            yield case.problem(
                ORDER,
                (*path, "from"),
                "the clock was paused before the request was received",
                "Correct the date of the pause.",
            )
    for path, word, when in known:
        if when.first > case.today and word != "published":
            yield case.problem(
                FUTURE,
                path,
                f"the request is said to have been {word} on {when.words}, which is still to come",
                "Correct the date.",
            )
