# SPDX-License-Identifier: AGPL-3.0-or-later
"""Objects that nothing points to."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_unused
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ORPHAN",
    title="Something that no page reaches",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Pages, texts, pictures and other objects that are in the file but in no place of the document.",
    why="Deleted pages and replaced pictures often stay in the file, where simple programs find them.",
    cure="Nothing to do: the published copy holds only what the document reaches",
    before="Page 3 was deleted. Its text is still in the file, in no page.",
    after="The text is gone.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if count := len(pdf_unused.orphans(opened.structure)):
        yield Hit("", f"{count:,} object{'s' * (count != 1)} in the file belong to no page.")
