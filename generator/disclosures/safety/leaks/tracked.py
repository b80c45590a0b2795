# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes that were recorded and never accepted."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate, How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "TRACKED",
    title="Tracked changes",
    verdict=Verdict.BLOCK,
    kinds=OFFICE | WORKBOOKS,
    finds=(
        "Deleted, inserted, moved and reformatted text whose change was recorded and not accepted, with who made "
        "it, and the log of changes of shared workbooks."
    ),
    why="Deleted words are still in the file, and one click shows them: it is the oldest leak of word processors.",
    cure="Accept all changes, turn their recording off, and save the document again",
    before="“~~A. Example~~ [redacted] wrote to us”: rejecting the change brings the name back.",
    after="“[redacted] wrote to us”",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.TRACKED):
        yield Hit(text.where, text.why, text.words)
    for part in opened.office.of(Fate.TRACKED):
        yield Hit(part, "A shared workbook keeps a log of its changes.")
