# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that is drawn so that nobody sees it."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..rules import leak


@leak(
    "INVISIBLE-TEXT",
    title="Invisible text",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds=(
        "Text that is white on white, transparent, tiny, cut away by a clipping path, or drawn in the mode "
        "for invisible text."
    ),
    why="It is found by searching, by copying the page, and by screen readers, which read it aloud.",
    cure="Remove the invisible text: delete it in the source document, or print the page and scan it",
    before="The space after “Dear” looks empty. Selecting it copies “Mrs Example”, in white.",
    after="There is nothing to select.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.texts:
        if hidden.cause is Cause.INVISIBLE:
            yield Hit(hidden.where, "Text is drawn so that it cannot be seen.", hidden.text)
