# SPDX-License-Identifier: AGPL-3.0-or-later
"""A record's outcome against the files it names."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

NONE = Check(
    id="file-none",
    severity=Severity.ERROR,
    title="A released record names no file",
    what="A record whose outcome is `full` or `redacted` names at least one file, unless the request is withdrawn.",
    why="Readers are told that it was released and must be able to open it.",
    before='- number: "1"\n  outcome: full',
    after='- number: "1"\n  outcome: full\n  file: records/1-letter.pdf',
)
WITHHELD = Check(
    id="file-withheld-named",
    severity=Severity.ERROR,
    title="A withheld record names a file",
    what="A record whose outcome is `withheld` names no file.",
    why="A named file is published. Naming one here would release what the answer withholds.",
    before='- number: "8.2"\n  outcome: withheld\n  file: records/8.2.xlsx',
    after='- number: "8.2"\n  outcome: withheld',
)


@check(NONE, WITHHELD)
def outcome_files(case: Case) -> Iterator[Problem]:
    for index, record in enumerate(case.request.records):
        if record.outcome == "withheld" and record.files:
            yield case.problem(
                WITHHELD,
                ("records", index, "files" if "files" in _written(case, index) else "file"),
                f"record {record.number} is withheld but names {record.files[0].path}",
                "Remove the file from the record and from the folder, or correct the outcome.",
            )
        elif record.outcome != "withheld" and not record.files and case.request.status != "withdrawn":
            yield case.problem(
                NONE,
                ("records", index, "outcome"),
                f"record {record.number} is released ({record.outcome}) but names no file",
                "Add `file:` with the path of the released file, or correct the outcome.",
            )


def _written(case: Case, index: int) -> dict:
    return case.loaded.marks.value["records"][index]
