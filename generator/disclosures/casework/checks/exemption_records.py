# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exemptions against the schedule: something withheld needs one, and what one is tied to must have lost something."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

NEEDED = Check(
    id="exemption-needed",
    severity=Severity.ERROR,
    title="Something is withheld and no exemption is cited",
    what="A request with a redacted or withheld record, or one that is neither confirmed nor denied, cites at least one "
    "exemption. Which exemption applies to which record is never demanded: `not-stated` is an answer.",
    why="The law allows nothing to be withheld without naming the provision.",
    before='records:\n  - number: "1"\n    outcome: redacted',
    after="exemptions:\n  - code: s40(2)\n    records: not-stated",
)
UNKNOWN = Check(
    id="exemption-record-unknown",
    severity=Severity.ERROR,
    title="An exemption is tied to a record that does not exist",
    what="`records` of an exemption holds numbers of the schedule, or `not-stated`.",
    why="The page links each exemption to the records it covers.",
    before='- code: s40(2)\n  records: ["8.3"]',
    after='- code: s40(2)\n  records: ["8.2"]',
)
FULL = Check(
    id="exemption-on-full",
    severity=Severity.ERROR,
    title="An exemption is tied to a record released in full",
    what="A record whose outcome is `full` has nothing withheld, so no exemption covers it.",
    why="One of the two must be wrong, and a reader cannot tell which.",
    before='- code: s40(2)\n  records: ["15"]   # record 15 is released in full',
    after="- code: s40(2)\n  records: not-stated",
)
EXTENT = Check(
    id="exemption-extent",
    severity=Severity.WARNING,
    title="An exemption covers the whole of a record that is partly released",
    what="`extent: whole` belongs to records that are withheld.",
    why="A redacted record is released in part, so no exemption covers the whole of it.",
    before='- code: s40(2)\n  extent: whole\n  records: ["8"]   # record 8 is redacted',
    after='- code: s40(2)\n  extent: part\n  records: ["8"]',
)
IDLE = Check(
    id="exemption-idle",
    severity=Severity.WARNING,
    title="An exemption is cited though everything is released",
    what="When every record is released in full, no exemption is expected, other than a procedural one.",
    why="Readers will look for what is missing.",
    before="exemptions: [{code: s40(2)}]   # all records are released in full",
    after="the exemption removed, or the outcome corrected",
)


@check(NEEDED, UNKNOWN, FULL, EXTENT, IDLE)
def exemption_records(case: Case) -> Iterator[Problem]:
    request = case.request
    lost = [i for i, record in enumerate(request.records) if record.outcome != "full"]
    if not request.exemptions and request.held == "neither-confirmed-nor-denied":
        yield case.problem(
            NEEDED,
            ("held",),
            "the answer neither confirms nor denies, and no provision is cited for it",
            "Add the provision under `exemptions`, for example `- code: s40(5B)`.",
        )
    elif not request.exemptions and lost:
        record = request.records[lost[0]]
        yield case.problem(
            NEEDED,
            ("records", lost[0], "outcome"),
            f"record {record.number} is {record.outcome}, and the request cites no exemption",
            "Add the exemption under `exemptions`, with `records: not-stated` if the answer ties it to none.",
        )
    for index, use in enumerate(request.exemptions):
        for place, number in enumerate(use.records):
            path = ("exemptions", index, "records", place)
            record = request.record(number)
            name = " or ".join(use.codes)
            if record is None:
                yield case.problem(
                    UNKNOWN,
                    path,
                    f"{name} is tied to record {number}, which is not in the schedule",
                    "Write a number of the schedule, or `records: not-stated`.",
                )
            elif record.outcome == "full":
                yield case.problem(
                    FULL,
                    path,
                    f"{name} is tied to record {number}, which is released in full",
                    f"Remove {number} from this exemption, or correct the outcome of record {number}.",
                )
            elif use.extent == "whole" and record.outcome == "redacted":
                yield case.problem(
                    EXTENT,
                    path,
                    f"{name} is said to cover the whole of record {number}, which is released in part",
                    "Write `extent: part`, or correct the record's outcome.",
                )
    if request.records and not lost:
        for index in {
            i for i, c in case.citations if c.kind not in ("procedural", "outside") and c.effect != "elsewhere"
        }:
            if not request.exemptions[index].records:
                yield case.problem(
                    IDLE,
                    ("exemptions", index),
                    "an exemption is cited, but every record is released in full",
                    "Remove the exemption, or correct the outcome of the record that it covers.",
                )
