# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers as the letter prints them, where they mislead a reader who compares the page with the letter."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

UNEXPLAINED = Check(
    id="printed-unexplained",
    severity=Severity.NOTE,
    title="A printed number differs and no note says so",
    what="A record whose `printed` number differs from its `number` should be named in one of the `notes`.",
    why="A reader with the letter in hand needs to know that the page corrects it.",
    before='- number: "14"\n  printed: "11"',
    after='- number: "14"\n  printed: "11"\n…\nnotes:\n  - about: numbering\n    text: The letter prints 11 twice.\n'
    '    records: ["11", "14"]',
)


@check(UNEXPLAINED)
def printed_numbers(case: Case) -> Iterator[Problem]:
    told = {number for note in case.request.notes for number in note.records}
    for index, record in enumerate(case.request.records):
        if record.printed and record.printed != record.number and record.number not in told:
            yield case.problem(
                UNEXPLAINED,
                ("records", index, "printed"),
                f"the letter prints {record.printed} where the schedule says {record.number}, and no note tells",
                f"Add an item to `notes` that names record {record.number} under `records`.",
            )
