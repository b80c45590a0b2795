# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers of records that public material and notes refer to."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

COVERS = Check(
    id="covers-unknown",
    severity=Severity.ERROR,
    title="Public material covers a record that does not exist",
    what="`covers` holds numbers of the schedule.",
    why="The page of each record covered links to the material.",
    before='covers: ["8.3"]',
    after='covers: ["8.2"]',
)
NOTE = Check(
    id="note-record-unknown",
    severity=Severity.ERROR,
    title="A note is about a record that does not exist",
    what="`records` of a note holds numbers of the schedule.",
    why="The note is shown on the page of each record it names.",
    before='notes:\n  - about: numbering\n    text: …\n    records: ["16"]',
    after='notes:\n  - about: numbering\n    text: …\n    records: ["15"]',
)


@check(COVERS, NOTE)
def cross_references(case: Case) -> Iterator[Problem]:
    listed = [(COVERS, ("public_domain", i, "covers"), m.covers) for i, m in enumerate(case.request.public_domain)]
    listed += [(NOTE, ("notes", i, "records"), n.records) for i, n in enumerate(case.request.notes)]
    numbers = {record.number for record in case.request.records} if listed else set()
    for check_, path, named in listed:
        for place, number in enumerate(named):
            if number not in numbers and case.request.held != "neither-confirmed-nor-denied":
                yield case.problem(
                    check_,
                    (*path, place),
                    f"record {number} is not in the schedule",
                    "Write a number of the schedule, each as an item of its own, or delete it.",
                )
