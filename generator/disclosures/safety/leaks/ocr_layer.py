# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of a scan, kept after the scan was blackened."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..rules import leak


@leak(
    "OCR-LAYER",
    title="Words of a scan that the scan no longer shows",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds="Text that was recognised in a scan, where the scan shows no ink or nothing but ink.",
    why="The picture was redacted, but the words that a program once read in it can still be searched and copied.",
    cure="Run text recognition anew on the redacted scan, and put the result in the file's place",
    before="A scanned line is blackened. The layer of recognised text under it still has its words.",
    after="The layer has the words that the scan shows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.texts:
        if hidden.cause is Cause.SCAN:
            yield Hit(hidden.where, "A scan's text layer has words where the scan shows nothing.", hidden.text)
