# SPDX-License-Identifier: AGPL-3.0-or-later
"""More pictures than one in a file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import PICTURES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "IMAGE-EXTRA-FRAME",
    title="A further picture in the file",
    verdict=Verdict.FIX,
    kinds=PICTURES,
    finds="Frames of an animation (GIF, PNG, WebP), second pictures behind a photograph, pages of a TIFF.",
    why=(
        "Whoever redacts what opens first may not know of the others. Pictures that phones put behind a photograph are "
        "dropped from the copy; frames and pages that readers would see hold the file back."
    ),
    cure="Save the picture to be released as a file of its own, or pages as PDF",
    before="The GIF shows a blackened letter. Its first frame, shown for no time at all, is the letter before.",
    after="The picture has one frame.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for held in opened.picture.of("frame"):
        yield Hit("", f"The file holds {held.what}.")
