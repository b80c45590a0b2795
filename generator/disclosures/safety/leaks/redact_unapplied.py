# SPDX-License-Identifier: AGPL-3.0-or-later
"""A redaction that was marked and never carried out."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.redaction_boxes import is_label
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "REDACT-UNAPPLIED",
    title="Redaction marked but not applied",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds=(
        "Redaction annotations, whether something lies under them or not; and those that were taken off their page, when "
        "words still stand at their place."
    ),
    why="The mark looks like a redaction in some readers, but nothing has been removed.",
    cure="Apply the redactions in the program they were marked with, and save the result as a new file",
    before="A red frame stands around a name. In another reader there is no frame, and the name can be read by all.",
    after="The program was told to apply its redactions: the frame is a black box, and nothing lies under it.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for note in opened.structure.notes:
        if note.kind == "Redact":
            texts = " ".join(text for _, text in note.texts)
            yield Hit(f"page {note.page}", "A redaction is marked here but was never applied.", texts)
    for number, place, label in opened.structure.loose_redactions:
        page = opened.pdf.pages[number - 1]
        box = page.place(place)
        under = "".join(glyph.char for glyph in page.glyphs if box.holds(glyph.box.centre)).strip()
        if under and under not in label and not is_label(under):
            yield Hit(f"page {number}, box {box}", "A redaction was marked here and taken away, not applied.", under)
