# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the document opens by itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_places
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ACTION",
    title="An action that leaves the document",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Actions that open a file, another document or a web page, other than those of links that a reader sees.",
    why="They give away paths, servers and names, and may open something without being asked.",
    cure="Nothing to do: the published copy has no such actions",
    before="Opening page 2 starts a file on somebody's drive: Launch P:\\Cases\\Example\\notes.docx.",
    after="Page 2 opens, and nothing else happens.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for _, _, target in pdf_places.leading_out(opened.structure):
        yield Hit("", "An action leads out of the document.", target)
