# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that only a screen reader reads."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.pdf_alternatives import alternatives
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ALT-TEXT",
    title="A description in words of its own",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    finds="Descriptions of pictures, and titles of parts of the document, in words that no page shows.",
    why=(
        "Redaction tools take the words from the page and leave them in the text that describes it, where screen "
        "readers and searches find them. Descriptions of pictures are right to use words of their own, so look first."
    ),
    cure="Read each text, and correct in the source document what names something that is redacted",
    before="A photograph is blacked out. Its description still says “PC Example at the front desk”.",
    after="The description says “A person at a front desk; the face is redacted”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for key, words in dict.fromkeys(alternatives(opened.structure)):
        if key in ("Alt", "T") and not opened.vocabulary.shows(words):
            yield Hit("", f"A text for screen readers (/{key}) has words that no page shows.", words)
