# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists and messages that check what is typed."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "VALIDATION",
    title="A list behind a cell",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Lists of allowed values, and messages of checks, in words that no visible cell shows.",
    why="A drop-down list of names is a list of staff.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="A cell offers a drop-down list of all members of staff.",
    after="The table that can be seen is published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.VALIDATION):
        if not opened.vocabulary.shows(aside.words):
            yield Hit(aside.where, "A check of what is typed holds words that no visible cell shows.", aside.words)
