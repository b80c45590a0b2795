# SPDX-License-Identifier: AGPL-3.0-or-later
"""The numbers of the schedule: each once, in a form that can stand in an address, in order and without gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

REPEATED = Check(
    id="number-repeated",
    severity=Severity.ERROR,
    title="Two records have the same number",
    what="Each record's `number` may stand once in the schedule; capitals and brackets make no difference.",
    why="The number is the record's address on the site, so two records would share one page. When the letter prints a "
    "number twice, give the later record its corrected number and keep the printed one in `printed`.",
    before='- number: "11"\n  title: Email chain\n- number: "11"\n  title: Letter',
    after='- number: "11"\n  title: Email chain\n- number: "14"\n  printed: "11"\n  title: Letter',
)
SHAPE = Check(
    id="number-shape",
    severity=Severity.ERROR,
    title="A record's number cannot stand in an address",
    what="A number consists of letters, digits, dots, hyphens and round brackets, and starts with a letter or digit.",
    why="The number becomes part of the record's permanent address.",
    before='- number: "8/2"',
    after='- number: "8.2"',
)
ORDER = Check(
    id="number-order",
    severity=Severity.WARNING,
    title="A record stands out of order",
    what="Numbers should rise from each record to the next: 8, 8.1, 8.2, 9, 10.",
    why="Readers look a number up by running down the column.",
    before='- number: "10"\n- number: "9"',
    after='- number: "9"\n- number: "10"',
)
GAP = Check(
    id="number-gap",
    severity=Severity.WARNING,
    title="A number is skipped",
    what="When whole numbers are used, none should be missing between the first and the last, unless a note about "
    "`numbering` explains it.",
    why="A missing number looks like a record that was left out without saying so.",
    before='- number: "3"\n- number: "5"',
    after='- number: "3"\n- number: "4"',
)
_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.()-]*\Z")
_OTHER = re.compile(r"[^0-9a-z.]+")
_PIECE = re.compile(r"[0-9]+|[a-z]+")
_WHOLE = re.compile("[0-9]{1,5}")


@check(REPEATED, SHAPE, ORDER, GAP)
def schedule_numbers(case: Case) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    previous = None
    for index, record in enumerate(case.request.records):
        path = ("records", index, "number")
        first = seen.setdefault(_OTHER.sub("-", record.number.lower()).strip("-."), index)
        if not _SHAPE.match(record.number):
            yield case.problem(
                SHAPE,
                path,
                f"the number “{record.number}” cannot stand in an address",
                "Use letters, digits, dots and hyphens only, for example 8.2.",
            )
        if first != index:
            yield case.problem(
                REPEATED,
                path,
                f"the number {record.number} was already given to another record",
                "Give this record its own number, and write the letter's number as `printed`.",
                also=[("records", first, "number")],
            )
            continue
        key = sort_key(record.number)
        if previous and key < previous[0]:
            yield case.problem(
                ORDER,
                path,
                f"record {record.number} stands after record {previous[1]}",
                f"Move record {record.number} to its place in the order of numbers.",
            )
        previous = key, record.number
    yield from _gaps(case)


def sort_key(number: str) -> list[tuple[int, int, str]]:
    """Sorts 8, 8.1, 8.2, 8.10, 9; letters after digits."""
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in _PIECE.findall(number.lower())]


def _gaps(case: Case) -> Iterator[Problem]:
    if any("number" in note.about.lower() for note in case.request.notes):
        return
    wholes = {
        int(r.number): i
        for i, r in reversed([*enumerate(case.request.records)])
        if _WHOLE.fullmatch(r.number)
    }
    for low, high in pairwise(sorted(wholes)):
        if high - low > 1:
            missing = f"{low + 1}" if high - low == 2 else f"{low + 1} to {high - 1}"
            yield case.problem(
                GAP,
                ("records", wholes[high], "number"),
                f"the schedule goes from {low} to {high}: {missing} is missing",
                "Add what is missing, or explain the gap in `notes` with `about: numbering`.",
            )
