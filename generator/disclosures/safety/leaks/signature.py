# SPDX-License-Identifier: AGPL-3.0-or-later
"""Digital signatures."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "SIGNATURE",
    title="A digital signature",
    verdict=Verdict.REVIEW,
    kinds={Kind.PDF},
    finds="Digital signatures, with the name, place and reason they state.",
    why="A signature names the person who signed, and often an address; in the published copy it no longer proves anything.",
    cure="Print the document to a new PDF without the signature, unless the signatory is meant to be named",
    before="Signed by “A. Example, 12 High Street”, as the reader's side bar tells.",
    after="No digital signature, or one whose signatory is meant to be named.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for words in opened.structure.signatures:
        yield Hit("", "The document is signed digitally.", words)
