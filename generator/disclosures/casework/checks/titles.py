# SPDX-License-Identifier: AGPL-3.0-or-later
"""Titles that leave a reader unable to tell two records apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..request import Record
from .registry import Check, check

SAME = Check(
    id="title-repeated",
    severity=Severity.WARNING,
    title="Two records share their title and their date",
    what="Titles may repeat, as letters between the same people do; title and date together should not.",
    why="Either a record is listed twice, or readers cannot tell the two apart.",
    before='- {number: "3", date: 2022-01-21, title: Letter to the Mayor}\n- {number: "4", date: 2022-01-21, title: Letter to the Mayor}',
    after='- {number: "3", date: 2022-01-21, title: Letter to the Mayor}\n'
    '- {number: "4", date: 2022-01-21, title: Letter to the Mayor about the budget}',
)


@check(SAME)
def titles(case: Case) -> Iterator[Problem]:
    if len({_folded(record) for record in case.request.records}) == len(case.request.records):
        return  # the usual case
    seen: dict[tuple, int] = {}
    for index, record in enumerate(case.request.records):
        key = (_folded(record), record.date and record.date.iso)
        first = seen.setdefault(key, index)
        if first != index:
            other = case.request.records[first].number
            yield case.problem(
                SAME,
                ("records", index, "title"),
                f"records {other} and {record.number} have the same title and date",
                "Add to the title what tells the two apart, or remove the record that is listed twice.",
                also=[("records", first, "title")],
            )


def _folded(record: Record) -> str:
    return " ".join(record.title.casefold().split())
