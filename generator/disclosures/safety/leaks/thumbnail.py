# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of pages as they once were."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "THUMBNAIL",
    title="A small picture of a page",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Thumbnails of pages that are kept inside the file.",
    why="Many programs do not renew them: they show the page as it was before it was redacted.",
    cure="Nothing to do: the published copy has no thumbnails",
    before="The page is redacted. Its thumbnail, made before, is not.",
    after="The page has no thumbnail.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if count := opened.structure.count_of("/Thumb"):
        yield Hit("", f"The file keeps {count} small picture{'s' * (count != 1)} of its pages.")
