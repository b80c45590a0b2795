# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old numbers that a request was published under; and what a build finds between the site and the register of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..slug import slug
from .registry import Check, check, describe

STILL = Check(
    id="moved-from-current",
    severity=Severity.ERROR,
    title="An old number is still in use",
    what="`moved_from` of a record names numbers that no record has now; `moved_from` of a request names other references than its own.",
    why="One address cannot both show a record and lead to another.",
    before='- number: "14"\n  moved_from: "11"\n- number: "11"',
    after='- number: "14"\n  printed: "11"\n- number: "11"',
)

describe(
    Check(
        "address-lost", Severity.ERROR, "A published address would be lost",
        "Each address of the register (`published/`) is published, or leads somewhere: by `moved_from`, by a line of `moved.txt`, or because "
        "its answer was withdrawn. `disclosures addresses update` keeps the register.",
        "Letters, articles and court bundles cite it. Nobody who follows the link could tell a moved page from one that was hushed up.",
        "the folder of a published request was deleted",
        "status: withdrawn\nwithdrawn: {date: 2025-03-01, reason: It named a member of the public.}",
    ),
    Check(
        "address-emptied", Severity.WARNING, "No answer belongs at a published address any more",
        "A subject, exemption, kind of record or year whose last answer has gone leads to the list above it.",
        "It may have been renamed: then its old address should lead to the new one.",
        "/subjects/woods/   # in published/2024.txt, and no answer has the subject",
        "/subjects/woods/ /subjects/northmere-wood/   # in published/moved.txt",
    ),
    Check(
        "address-moved", Severity.ERROR, "A declared move leads nowhere",
        "The second address of a line of `moved.txt` is published, or has moved itself.",
        "A reader would be sent to a page that is not there.",
        "/subjects/woods/ /subjects/wods/",
        "/subjects/woods/ /subjects/northmere-wood/",
    ),
    Check(
        "address-register", Severity.ERROR, "A line of the register cannot be read",
        "Each line of a file in `published/` is one address that begins with /; each line of `moved.txt` two of them, or one with a dash and "
        "a reason.",
        "An address that cannot be read cannot be kept.",
        "<<<<<<< main",
        "/requests/foi-24-001/",
    ),
    Check(
        "address-taken", Severity.ERROR, "Two things would stand at one address",
        "An old reference or number under `moved_from` is that of nothing else, in the whole log.",
        "One address cannot both show a request and lead to another.",
        "moved_from: FOI-24-001   # another request has this reference",
        "moved_from: FOI-24-010",
    ),
)  # fmt: skip


@check(STILL)
def moved_from(case: Case) -> Iterator[Problem]:
    request = case.request
    if slug(request.reference) in map(slug, request.moved_from):
        yield case.problem(STILL, ("moved_from",), "`moved_from` names the request's own reference", "Remove it there.")
    numbers = {record.number for record in request.records}
    for index, record in enumerate(request.records):
        for old in record.moved_from:
            if old in numbers:
                yield case.problem(
                    STILL, ("records", index, "moved_from"), f"record {record.number} is said to have moved from {old}, and there is a record {old}",
                    "Remove the number under `moved_from`; a number that only the letter prints is `printed`.",
                )  # fmt: skip
