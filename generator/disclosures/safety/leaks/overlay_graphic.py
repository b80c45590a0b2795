# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing that became lines and curves, under a box."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_pictures import What
from ..opened import Opened
from ..rules import leak


@leak(
    "OVERLAY-GRAPHIC",
    title="A drawing under a cover",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds="Letters turned into outlines, signatures and small figures that lie whole under a shape, picture or annotation.",
    why="Such words cannot be searched or copied, but any drawing program shows them once the cover is moved.",
    cure="Redact the page again with a tool that removes drawings too, or print the page and scan it",
    before="A black box lies over a signature, whose strokes are still in the file.",
    after="The strokes are gone.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.pictures:
        if hidden.what is What.DRAWING:
            yield Hit(hidden.where, "A drawing lies under something that covers it.")
