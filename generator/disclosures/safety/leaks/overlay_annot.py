# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words under an annotation are only covered until somebody moves it."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..rules import leak


@leak(
    "OVERLAY-ANNOT",
    title="Text under an annotation",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds=("Live text under an annotation: a drawn square, a stamp, a highlight so dark that nothing shows through."),
    why="An annotation can be moved or deleted in any PDF reader, and the text under it copied.",
    cure="Redact the words again with a tool that removes them, or print the page and scan it",
    before="A black square was drawn with the comment tools. It can be moved aside.",
    after="The words are gone; the square is part of the page.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.texts:
        if hidden.cause is Cause.ANNOTATION:
            yield Hit(hidden.where, "Text lies under an annotation that covers it.", hidden.text)
    for number, place in opened.structure.unpainted_fields:
        page = opened.pdf.pages[number - 1]
        box = page.place(place)
        under = "".join(glyph.char for glyph in page.glyphs if box.holds(glyph.box.centre)).strip()
        if under:
            yield Hit(f"page {number}, box {box}", "Text lies under a form field that readers paint over it.", under)
