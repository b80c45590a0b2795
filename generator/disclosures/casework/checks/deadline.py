# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the answer came within the time that the statute allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...law import calendar
from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

LATE = Check(
    id="deadline-missed",
    severity=Severity.WARNING,
    title="The answer was late and nothing explains it",
    what="From the dates of receipt and answer, the working days of the statute, and any pause or extension given, the answer "
    "came after its last day. A note about the deadline, or a word on the delay in response.md, counts as an explanation.",
    why="The page shows how long the answer took. Readers and the regulator will ask.",
    before="dates: {received: 2022-02-01, responded: 2022-05-01}",
    after="dates:\n  received: 2022-02-01\n  responded: 2022-05-01\n  extended: {to: 2022-05-03, under: s10(3), why: public interest test}",
)
_EXPLAINS = re.compile(
    r"\b(?:late|delay\w*|deadline|overdue|apolog\w+|sorry|longer than|exceeded|oedi|ymddiheur\w+)\b", re.I
)


@check(LATE)
def deadline(case: Case) -> Iterator[Problem]:
    dates = case.request.dates
    received, responded = dates.received, dates.responded
    if not (case.regime and received and responded and received.precision == responded.precision == "day"):
        return
    extension = dates.extended.to.last if dates.extended else None
    pauses = [(pause.start.first, pause.end.last) for pause in dates.clock_paused]
    due = calendar.deadline(received.first, case.regime, pauses, extension)
    if due.due is None or not due.certain or responded.first <= due.due:
        return
    notes = " ".join(f"{note.about} {note.text}" for note in case.request.notes)
    if not _EXPLAINS.search(f"{notes} {case.response}"):
        day = f"{due.due.day} {due.due:%B %Y}"
        yield case.problem(
            LATE,
            ("dates", "responded"),
            f"the answer was due on {day} and came on {responded.words}",
            "Add the extension or pause that applied, or a note with `about: deadline` that says why it was late.",
            also=[("dates", "received")],
        )
