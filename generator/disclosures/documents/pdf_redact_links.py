# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links follow the words they lie on: one that stayed would tell how far the words moved, and so what was there."""

from __future__ import annotations

from typing import Any

from .pdf_redact_walk import Letter
from .pdf_structure import Array, Dictionary, Name
from .shapes import Box


def move_links(page: Any, letters: list[Letter], covered: list[Box]) -> None:
    """Lay each link of a page around those of its letters that stay.

    A link whose letters all went goes too, as does one that lies on a place that is `covered`.
    """
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept = []
    for one in annotations:
        if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Link and "/Rect" in one:
            left, low, right, high = (float(side) for side in one.Rect)
            box = Box(min(left, right), min(low, high), max(left, right), max(low, high))
            on = [letter for letter in letters if not letter.space and box.holds(letter.bounds().centre)]
            stay = [letter for letter in on if letter.region is None]
            if (on and not stay) or any(place.holds(box.centre) for place in covered):
                continue
            if len(stay) < len(on) or any(letter.moved is not None for letter in stay):
                around = stay[0].bounds(moved=True)
                for letter in stay[1:]:
                    around = around.around(letter.bounds(moved=True))
                one["/Rect"] = Array([round(side, 2) for side in around])
                if "/QuadPoints" in one:
                    del one["/QuadPoints"]
        kept.append(one)
    if len(kept) < len(annotations):
        page.obj.Annots = Array(kept)
