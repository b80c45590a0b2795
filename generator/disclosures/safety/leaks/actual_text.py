# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that claim to stand on the page."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.pdf_alternatives import alternatives
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ACTUAL-TEXT",
    title="Replacement text with other words",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Texts that programs read in place of drawn letters, and expansions of abbreviations, in words that no page shows.",
    why="Copying a redacted page gives the words that were drawn there once, and screen readers read them aloud.",
    cure="Nothing to do: in the published copy, programs read the letters that are drawn",
    before=(
        "The page shows “the officer”. A screen reader, or a copy of the line, says “PC Example”, which "
        "stands behind it as /ActualText."
    ),
    after="The page shows “the officer”, and every program reads “the officer”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for key, words in dict.fromkeys(alternatives(opened.structure)):
        if key in ("ActualText", "E") and not opened.vocabulary.shows(words):
            yield Hit("", f"A replacement text (/{key}) has words that no page shows.", words)
