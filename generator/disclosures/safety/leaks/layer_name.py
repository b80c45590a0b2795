# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of layers that can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "LAYER-NAME",
    title="The name of a layer",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Names of layers, unless they only say that they are layers.",
    why="Drawing programs name layers after files, people and cases.",
    cure="Nothing to do: the published copy numbers its layers",
    before="A layer is called “without A. Example's address”.",
    after="The layer is called “Layer 1”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name, _ in opened.structure.layers:
        if name and not re.fullmatch(r"Layer \d+", name):
            yield Hit("", "A layer has a name of its own.", name)
