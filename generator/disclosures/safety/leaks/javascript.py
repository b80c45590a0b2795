# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs inside the document."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "JAVASCRIPT",
    title="A script or action",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="JavaScript and other actions that run, send or play something.",
    why="A public record must not run anything on a reader's machine, and scripts hold values and addresses.",
    cure="Nothing to do: the published copy has no scripts",
    before="A script writes `var owner = \"A. Example\"` when the document opens.",
    after="The document has no scripts.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for script in opened.structure.scripts:
        yield Hit("", "The document holds a script or an action.", script)
