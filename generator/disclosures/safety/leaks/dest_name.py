# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of places that links lead to."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_places
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "DEST-NAME",
    title="The name of a place",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds=(
        "Names of the places in the document that links and bookmarks lead to, when they hold words that no page shows. "
        "Names such as section.1 or page.3 are kept."
    ),
    why="They are made from headings and file names before redaction, and no reader sees them.",
    cure="Nothing to do: the published copy numbers such places",
    before="A heading named a person; the heading was redacted, and its place in the document is still called smith-jane.",
    after="The place is called d000001, and links inside the document still lead to it.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name in pdf_places.destinations(opened.structure):
        if pdf_places.tells(name, opened.vocabulary.shows):
            yield Hit("", "A place in the document has a name.", name)
