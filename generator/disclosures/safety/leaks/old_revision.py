# SPDX-License-Identifier: AGPL-3.0-or-later
"""Earlier versions kept inside the file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OLD-REVISION",
    title="An earlier version inside the file",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Files saved on top of an earlier version, which then stays in the file.",
    why="Words deleted or redacted in the last version can be read in the one before.",
    cure="Nothing to do: the published copy holds the last version only",
    before="The file holds the redacted letter, and before it, whole, the letter as it was.",
    after="The file holds the redacted letter.",
)
def check(opened: Opened) -> Iterator[Hit]:
    older = opened.structure.revisions - 1
    if older > 0:
        yield Hit("", f"The file keeps {older} earlier version{'s' * (older != 1)} of itself.")
