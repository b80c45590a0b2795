# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands before and after the document."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_unused
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "TRAILING-DATA",
    title="Data before or after the document",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Bytes before the first and after the last line of the document, and remarks inside the drawing of a page.",
    why="Anything can hide there, and readers never show it.",
    cure="Nothing to do: the published copy begins and ends with the document",
)
def check(opened: Opened) -> Iterator[Hit]:
    for data in opened.structure.outside:
        yield Hit("", f"{len(data):,} bytes stand outside the document.", data[:200].decode("latin-1"))
    for _, said in pdf_unused.comments(opened.structure):
        yield Hit("", "A remark stands between the orders that draw a page.", said)
