# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letters of words that are gone."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_letters
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "FONT-RESIDUE",
    title="Letters of removed words in a font",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    costly=True,
    finds="Fonts cut down to the letters of the document that hold letters which nothing draws, where words were redacted.",
    why="The letters left over, with the width of the gap, leave few names that fit.",
    cure="Nothing to do: the published copy holds the letters that its pages draw",
    before="Only the redacted name had a Q and an X. Both are still in the font and in its list of letters.",
    after="The font holds the letters that can be read on the pages, and the pages look the same.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.redacted:
        for font in pdf_letters.fonts(opened.structure):
            if font.unused.strip():
                yield Hit("", f"A font holds {len(font.unused)} letters that nothing in the document draws.", font.unused)
