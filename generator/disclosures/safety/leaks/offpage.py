# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text outside the part of the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..rules import leak


@leak(
    "OFFPAGE",
    title="Text outside the visible page",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds="Text outside the crop box or media box of its page.",
    why="Cropping a page only moves its edges: whatever lies outside stays in the file and can be copied.",
    cure="Print the page to a new PDF as it is shown, and put that in its place",
    before="The page was cropped to hide its head. The head is still there, outside of the frame.",
    after="Nothing lies outside of the frame.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.texts:
        if hidden.cause is Cause.OFF_PAGE:
            yield Hit(hidden.where, "Text lies outside the visible page.", hidden.text)
