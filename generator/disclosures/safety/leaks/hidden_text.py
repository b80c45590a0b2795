# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that the program does not show."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..words import normal


@leak(
    "HIDDEN-TEXT",
    title="Hidden text",
    verdict=Verdict.BLOCK,
    kinds=OFFICE,
    finds=(
        "Text formatted as hidden, hidden slides, sections, shapes and rows, what lies outside of a slide, "
        "speaker's notes, headers, footers and notes that are on no page, and the codes of fields and form "
        "controls where they hold words that are read nowhere else."
    ),
    why="Anyone who opens the file can switch it on, and every search finds it.",
    cure="Delete the hidden text, or copy what is to be seen into a new document",
    before="The letter has a paragraph formatted as hidden. “Show all” brings it back.",
    after="The paragraph is deleted.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.HIDDEN):
        if normal(text.words):
            yield Hit(text.where, text.why, text.words)
    for text in opened.office.kept(How.UNSHOWN):
        if not opened.vocabulary.shows(text.words):
            yield Hit(text.where, text.why, text.words)
