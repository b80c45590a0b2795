# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of a picture that is masked out is still in the file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_pictures import behind_colour_keys, behind_masks
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-MASKED",
    title="A picture with writing behind its mask",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    finds="Pictures that have writing where their own mask makes them transparent, or in a colour that they leave out.",
    why="The mask is a second picture beside the first: anyone can take the first out of the file without it.",
    cure="Flatten the picture in a picture program and put it into the document again, or print and scan the page",
    before="A mask hides a line of a scanned letter. The picture under the mask still has the line.",
    after="The picture has blank paper there.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for page in opened.pdf.pages:
        if behind_masks(page) or behind_colour_keys(page):
            yield Hit(f"page {page.number}", "A picture has writing that its mask keeps from sight.")
