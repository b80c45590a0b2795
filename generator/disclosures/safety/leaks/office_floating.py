# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coloured shapes in front of text, whose place on the page is not known."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OFFICE-FLOATING",
    title="A coloured shape in front of the text",
    verdict=Verdict.REVIEW,
    kinds={Kind.DOCX, Kind.ODT},
    finds=(
        "Coloured shapes and pictures of one colour, without words, that float in front of the text of a document. Black and "
        "white ones are told by OVERLAY-SHAPE. Photographs, logos, and shapes that the text flows around are not meant."
    ),
    why="Only the program knows where such a shape comes to lie. It may cover words, and anyone can move it away.",
    cure="Open the document and move the shape aside; if words lie under it, delete them, otherwise let the text flow around it",
    before="A grey box lies over three lines of a report. The lines can still be searched and copied.",
    after="The three lines are deleted, and so is the box.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.FLOATING):
        yield Hit(text.where, text.why)
