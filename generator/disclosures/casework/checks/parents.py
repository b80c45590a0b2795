# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attachments and the records they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

UNKNOWN = Check(
    id="parent-unknown",
    severity=Severity.ERROR,
    title="A record is part of one that does not exist",
    what="`part_of` holds the number of another record in the same schedule.",
    why="The page links from the attachment to the record it came with.",
    before='- number: "8.1"\n  part_of: "08"',
    after='- number: "8.1"\n  part_of: "8"',
)
LOOP = Check(
    id="parent-loop",
    severity=Severity.ERROR,
    title="A record is part of itself",
    what="Following `part_of` from record to record must end at a record that is part of none.",
    why="Such a family of records cannot be drawn.",
    before='- number: "8"\n  part_of: "8"',
    after='- number: "8"',
)
UNTOLD = Check(
    id="parent-untold",
    severity=Severity.WARNING,
    title="A sub-number has no parent",
    what='A record such as 8.1 is expected to say `part_of: "8"` when the schedule has a record 8.',
    why="Without it the page does not show that the two belong together.",
    before='- number: "8"\n- number: "8.1"',
    after='- number: "8"\n- number: "8.1"\n  part_of: "8"',
)


@check(UNKNOWN, LOOP, UNTOLD)
def parents(case: Case) -> Iterator[Problem]:
    records = {record.number: record for record in case.request.records}
    for index, record in enumerate(case.request.records):
        path = ("records", index, "part_of")
        stem = record.number.rpartition(".")[0]
        if record.part_of and record.part_of not in records:
            near = get_close_matches(record.part_of, records, 1, 0.4)
            yield case.problem(
                UNKNOWN,
                path,
                f"record {record.number} is part of {record.part_of}, which is not in the schedule",
                f"Write the number of a record in the schedule{f', perhaps {near[0]}' if near else ''}.",
            )
        elif record.part_of and _loops(record.number, records):
            yield case.problem(
                LOOP,
                path,
                f"record {record.number} is, in the end, part of itself",
                "Remove `part_of` from the record that stands on its own.",
            )
        elif not record.part_of and stem in records:
            yield case.problem(
                UNTOLD,
                ("records", index, "number"),
                f"record {record.number} does not say that it belongs to record {stem}",
                f'Add `part_of: "{stem}"` to record {record.number}.',
            )
        elif record.part_of and stem in records and record.part_of != stem:
            yield case.problem(
                UNTOLD,
                path,
                f"record {record.number} says that it is part of {record.part_of}, not of {stem}",
                f'Write `part_of: "{stem}"`, or correct the number.',
            )


def _loops(number: str, records: dict) -> bool:
    seen, here = set(), number
    while here in records and here not in seen:
        seen.add(here)
        here = records[here].part_of
    return here == number
