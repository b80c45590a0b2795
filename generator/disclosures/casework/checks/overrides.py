# SPDX-License-Identifier: AGPL-3.0-or-later
"""Written decisions to publish a file although a leak rule found something in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...overriding import can_be_covered
from ...problems import Problem, Severity
from ..case import Case
from ..marked_yaml import KeyPath
from .registry import Check, check

NEVER = Check(
    id="override-never",
    severity=Severity.ERROR,
    title="An override covers what nobody may let through",
    what="No override names a rule of hidden words: `OVERLAY-…`, `HIDDEN-SHEET`, `HIDDEN-CELLS`, `REDACT-UNAPPLIED`, "
    "`INVISIBLE-TEXT`, `TRACKED`; nor one of files that cannot be inspected, or of withheld terms.",
    why="What these rules find is what was meant to be removed. No reason makes it safe to publish.",
    before="overrides:\n  - {rule: OVERLAY-TEXT, reason: Known, by: A. Officer, date: 2024-03-01}",
    after="the words are removed from the file, and the override too",
)
SHAPE = Check(
    id="override-rule",
    severity=Severity.ERROR,
    title="An override names no rule",
    what="`rule` holds the id of one leak rule, in capitals, as messages print it.",
    why="An override that fits no rule covers nothing, and its writer believes that it does.",
    before="rule: links",
    after="rule: LINK",
)
TWICE = Check(
    id="override-twice",
    severity=Severity.ERROR,
    title="Two overrides of a file name the same rule",
    what="Each rule is named once for a file.",
    why="Two reasons for one decision leave open which was meant.",
    before="overrides:\n  - {rule: LINK, reason: A, …}\n  - {rule: LINK, reason: B, …}",
    after="overrides:\n  - {rule: LINK, reason: A and B, …}",
)
ORIGINAL = Check(
    id="original-not-workbook",
    severity=Severity.ERROR,
    title="`publish_original` stands on a file that is no workbook",
    what="`publish_original` is for Excel workbooks (`.xlsx`), which otherwise go out as CSV only.",
    why="Every other kind of file goes out as itself anyway, so something else was probably meant.",
    before="path: records/1.pdf\npublish_original: {reason: Readers asked for it, by: A. Officer}",
    after="path: records/1.pdf",
)
_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


@check(NEVER, SHAPE, TWICE, ORIGINAL)
def overrides(case: Case) -> Iterator[Problem]:
    for index, record in enumerate(case.request.records):
        for place, file in enumerate(record.files):
            home = case.file_path(index, place)
            if file.publish_original and not file.path.lower().endswith(".xlsx"):
                yield case.problem(
                    ORIGINAL, (*home, "publish_original"), f"{file.path} is no Excel workbook",
                    "Delete `publish_original` here.", key=True,
                )  # fmt: skip
            seen: dict[str, KeyPath] = {}
            for number, override in enumerate(file.overrides):
                path = (*home, "overrides", number, "rule")
                if not _ID.fullmatch(override.rule):
                    cure = f"Write {override.rule.upper()}." if _ID.fullmatch(override.rule.upper()) else "Write its id."
                    yield case.problem(SHAPE, path, f"“{override.rule}” is not the id of a rule", cure)
                elif not can_be_covered(override.rule):
                    yield case.problem(
                        NEVER, path, f"findings of {override.rule} can never be let through",
                        "Remove what was found from the file, then delete this override.",
                    )  # fmt: skip
                elif override.rule in seen:
                    yield case.problem(
                        TWICE, path, f"{override.rule} has two overrides", "Keep one, with the whole reason.",
                        also=[seen[override.rule]],
                    )  # fmt: skip
                seen.setdefault(override.rule, path)
