# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the request says of itself as a whole against what its records say."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..request import Request
from .registry import Check, check

DIFFERS = Check(
    id="outcome-differs",
    severity=Severity.ERROR,
    title="The request's outcome is not that of its records",
    what="`outcome` may be left out; when it is given and there are records, it says `full` when all are released whole, "
    "`withheld` when all are withheld, and `partial` otherwise.",
    why="The page counts the records, so a second, different answer would contradict it.",
    before="outcome: full   # one record is redacted",
    after="outcome: partial",
)
HELD = Check(
    id="held-differs",
    severity=Severity.ERROR,
    title="Records are listed although none is held",
    what="A request with `held: no` lists no records.",
    why="A record in the schedule is a record that is held.",
    before='held: no\nrecords:\n  - number: "1"',
    after='held: yes\nrecords:\n  - number: "1"',
)


def derived(request: Request) -> str:
    """`full`, `partial` or `withheld`, from the records; empty when there are none."""
    outcomes = {record.outcome for record in request.records}
    if not outcomes:
        return ""
    return next(iter(outcomes)) if outcomes in ({"full"}, {"withheld"}) else "partial"


@check(DIFFERS, HELD)
def request_outcome(case: Case) -> Iterator[Problem]:
    request = case.request
    expected = derived(request)
    if request.outcome and expected and request.outcome.casefold() != expected:
        yield case.problem(
            DIFFERS,
            ("outcome",),
            f"the outcome says “{request.outcome}”, but the records make it “{expected}”",
            f"Write `outcome: {expected}`, or delete the line: it is worked out from the records.",
        )
    if request.held == "no" and request.records:
        yield case.problem(
            HELD,
            ("held",),
            f"`held: no` is said of a request with {len(request.records)} records",
            "Write `held: yes`, or `partly`, or remove the records.",
        )
