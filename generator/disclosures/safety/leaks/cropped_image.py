# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that hold more than they show."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "CROPPED-IMAGE",
    title="A cropped picture in a document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE,
    finds="Pictures that are cropped by the document: the file holds them whole.",
    why="Cropping in a word processor hides and does not remove. One click brings the rest back.",
    cure="Crop the picture in a picture program, or delete the cropped areas (Picture Format, Compress Pictures)",
    before="The slide shows half of a screenshot. “Reset picture” brings back the other half, with an inbox.",
    after="The picture itself holds the half that is shown.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.CROPPED):
        yield Hit(text.where, text.why)
