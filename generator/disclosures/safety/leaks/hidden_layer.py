# SPDX-License-Identifier: AGPL-3.0-or-later
"""Layers that are switched off."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "HIDDEN-LAYER",
    title="A hidden layer",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds="Layers (optional content) that are not shown when the document opens.",
    why="One click in the list of layers shows them, and copying or converting the file may too.",
    cure="Print the document to a new PDF, so that only the visible layers remain",
    before="A layer “names” is switched off. One click in the side bar switches it on.",
    after="The PDF has no layers, or all of them are shown.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name, shown in opened.structure.layers:
        if not shown:
            yield Hit("", "A layer is switched off, but its content is in the file.", name)
