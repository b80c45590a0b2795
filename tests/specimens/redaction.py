# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gaps as an officer makes them: text is written, covered by a redaction annotation, then removed by applying it.

In markup a gap is `[[s40(2)|3]]`: label and width in units of GRID. Boxes stand on that grid, so that a gap's width
says nothing about the words that were under it.
"""

from __future__ import annotations

import re

import pymupdf

GRID = 36.0
"""Width of one unit, in points."""
REMOVED = "vermilion words removed"
"""What stands under every gap until the redactions are applied; no released file may still hold it."""
GAP = re.compile(r"\[\[([^|\]]*)\|(\d+)\]\]")
_BLACK, _WHITE = (0, 0, 0), (1, 1, 1)


def cover(page: pymupdf.Page, box: pymupdf.Rect, label: str, size: float = 7) -> None:
    """Write words into `box` and mark it for redaction, with `label` in white on black; no label when it is empty."""
    step = size + 5
    baseline = box.y1 - 3
    while baseline > box.y0 + 6:
        fits = REMOVED
        while fits and pymupdf.get_text_length(fits, "helv", 9) > box.width - 2:
            fits = fits.rpartition(" ")[0]
        page.insert_text((box.x0 + 1, baseline), fits, fontname="helv", fontsize=9)
        baseline -= step
    text = {"text": label, "fontname": "helv", "fontsize": size, "align": 1, "text_color": _WHITE} if label else {}
    page.add_redact_annot(box, fill=_BLACK, **text)


def apply(doc: pymupdf.Document) -> None:
    """Remove what lies under every marked box, in all pages, and leave one content stream to a page."""
    for page in doc:
        page.apply_redactions()
        page.clean_contents()
