# SPDX-License-Identifier: AGPL-3.0-or-later
"""A redaction that was marked and never carried out."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "REDACT-UNAPPLIED",
    title="Redaction marked but not applied",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds="Redaction annotations, whether something lies under them or not.",
    why="The mark looks like a redaction in some readers, but nothing has been removed.",
    cure="Apply the redactions in the program they were marked with, and save the result as a new file",
    before="Red frames stand around the names. The names are still there: “Apply” was never pressed.",
    after="Black boxes stand in the places of the names, and nothing is under them.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for note in opened.structure.notes:
        if note.kind == "Redact":
            texts = " ".join(text for _, text in note.texts)
            yield Hit(f"page {note.page}", "A redaction is marked here but was never applied.", texts)
