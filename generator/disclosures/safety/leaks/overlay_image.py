# SPDX-License-Identifier: AGPL-3.0-or-later
"""A scan under a box is still a scan."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_pictures import What
from ..opened import Opened
from ..rules import leak


@leak(
    "OVERLAY-IMAGE",
    title="A picture under a cover",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds=(
        "Scans, photographs and other pictures with a box, shape, mask, second picture or annotation drawn over "
        "writing or part of the picture."
    ),
    why="The picture is stored whole: anyone can take it out of the file and see what stands under the cover.",
    cure="Redact the page again with a tool that blackens the picture itself, or print the page and scan it",
    before="A black box lies over a line of a scan. The picture in the file has the line.",
    after="The line's pixels are black in the picture itself.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.pictures:
        if hidden.what is What.PICTURE:
            yield Hit(hidden.where, "Part of a picture lies under something that covers it.")
