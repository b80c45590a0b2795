# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text in a colour or size that nobody can see."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OFFICE-INVISIBLE",
    title="Invisible text in a document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE,
    finds=(
        "Text in the colour of what is behind it (white on white, black on black highlighting), transparent, or "
        "no larger than two points."
    ),
    why=(
        "It looks removed, but it is found by searching, by selecting it, and by screen readers, which read it aloud."
    ),
    cure="Delete the words themselves, and write a mark such as [redacted] in their place",
    before="A black line of text. Its letters are black too, and can be copied.",
    after="`[redacted: section 40(2)]`",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.INVISIBLE):
        yield Hit(text.where, text.why, text.words)
