# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of a picture that was cut off is still in the file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_pictures import What
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-CROPPED",
    title="A picture with writing that was cropped away",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    costly=True,
    finds="Pictures whose writing is partly cut off by a frame or by the edge of the page. Cropped photographs are not meant.",
    why="Cropping only moves the frame: anyone can take the whole picture out of the file.",
    cure="Crop the picture itself in a picture program and put it into the document again, or print and scan the page",
    before=(
        "The page shows the lower half of a scanned letter. The picture in the file is the whole letter, "
        "with its address."
    ),
    after="The picture in the file is the lower half.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.pictures:
        if hidden.what is What.CROPPED:
            yield Hit(hidden.where, "A picture has writing outside the part that is shown.")
