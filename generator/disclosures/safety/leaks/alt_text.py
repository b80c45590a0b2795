# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that only a screen reader reads."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.pdf_alternatives import alternatives
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import telling


@leak(
    "ALT-TEXT",
    title="A description with names or numbers",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    finds=(
        "Descriptions of pictures, summaries of tables, and titles of parts of the document that hold names, numbers or "
        "addresses which no page shows."
    ),
    why=(
        "Redaction tools take the words from the page and leave them in the text that describes it, where screen "
        "readers and searches find them. Descriptions of pictures are right to use words of their own, so only those "
        "that may name somebody are told, and none is removed."
    ),
    cure="Read each text, and correct in the source document what names something that is redacted",
    before="A photograph is blacked out. Its description still says “PC Example at the front desk”.",
    after="The description says “A person at a front desk; the face is redacted”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for key, words in dict.fromkeys(alternatives(opened.structure)):
        if key in ("Alt", "T", "Summary") and _names(opened, words):
            yield Hit("", f"A text for screen readers (/{key}) has names or numbers that no page shows.", words)


def _names(opened: Opened, words: str) -> bool:
    shows = opened.vocabulary.shows
    return not shows(words) and not all(map(shows, telling(words, wary=True)))
