# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of places that links lead to."""

from __future__ import annotations

import re
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
    finds="Names of the places in the document that links and bookmarks lead to.",
    why="They are made from headings and file names before redaction, and no reader sees them.",
    cure="Nothing to do: the published copy numbers such places",
    before="A link leads to a place called `Interview_A_Example`.",
    after="The place is called by a number.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name in pdf_places.destinations(opened.structure):
        if not re.fullmatch(r"d\d{6}", name):
            yield Hit("", "A place in the document has a name.", name)
