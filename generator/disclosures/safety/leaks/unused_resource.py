# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and fonts that no page draws."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_unused
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "UNUSED-RESOURCE",
    title="A picture, font or form that nothing draws",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Pictures, forms, fonts and patterns that pages list among their resources and never draw.",
    why="Deleting a picture from a page often deletes only the order to draw it.",
    cure="Nothing to do: the published copy does not have them",
    before="The page no longer draws the photograph, but lists it among its pictures.",
    after="The photograph is in no list.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for _, name in pdf_unused.unused_resources(opened.structure):
        yield Hit("", "A page lists something that nothing draws.", name)
