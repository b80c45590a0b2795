# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small picture of the first page as it once was."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE, WORKBOOKS
from ...documents.office import Fate
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OFFICE-THUMBNAIL",
    title="A small picture of the document",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS,
    finds="Small pictures of the first page that programs keep in the file.",
    why="They show the page as it was when it was last saved with one: often before it was redacted.",
    cure="Nothing to do: the published copy has none",
    before="The small picture of page 1 was made before the redaction.",
    after="There is no small picture.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for part in opened.office.of(Fate.THUMBNAIL):
        yield Hit(part, "The file holds a small picture of its first page.")
