# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words inside annotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ANNOT-TEXT",
    title="Text in an annotation",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds=(
        "Comments, authors, subjects and rich text of annotations: notes, highlights, stamps, drawings. "
        "Text typed onto the page is left out where the page shows it."
    ),
    why="Reviewers talk in comments, often about what to withhold, and their names stand beside it.",
    cure="Delete all comments and markings, or print the document to a new PDF without them",
    before="A yellow note in the margin says “remove Example's address here”, and names who wrote it.",
    after="There is no note, and the address is gone.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for note in opened.structure.notes:
        texts = " ".join(text for key, text in note.texts if key != "DS")
        shown = note.kind == "FreeText" and opened.vocabulary.shows(re.sub(r"<[^>]*>", " ", texts))
        if texts and not shown and note.kind not in ("Link", "Redact"):
            yield Hit(f"page {note.page}", f"An annotation ({note.kind}) holds text.", texts)
