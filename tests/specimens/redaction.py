# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gaps as an officer makes them: words stand there, a redaction annotation is drawn over them, `disclosures redact`
takes them away. The sheet with the words lives in memory alone.

In markup a gap is `[[s40(2)|3]]`: label, and width of the words in units of GRID.
"""

from __future__ import annotations

import atexit
import re
import tempfile
from functools import cache
from pathlib import Path

import pymupdf

from disclosures.safety.gate import Gate
from disclosures.safety.redact.label import NOT_STATED
from disclosures.safety.redact.work import Stopped, redact
from disclosures.store import Store

GRID = 36.0
"""Width of one unit, in points."""
REMOVED = "vermilion words removed"
"""What stands under every gap until it is redacted; no released file may still hold it."""
_SIZE = 10.5
GAP = re.compile(r"\[\[([^|\]]*)\|(\d+)\]\]")


class File(bytes):
    """A finished file, and the log of its marks; empty when it has none."""

    log: bytes = b""


def cover(page: pymupdf.Page, box: pymupdf.Rect, label: str) -> float:
    """Fill `box` with words and mark them for redaction under the exemption in `label`; none is stated when it is empty.

    Returns where the words end: the box is as wide as they are.
    """
    baseline = box.y1 - 3
    words, wide = _fitting(round(box.width, 3))
    end = box.x0 + wide
    while baseline > box.y0 + 6:
        page.insert_text((box.x0, baseline), words, fontname="helv", fontsize=_SIZE)
        baseline -= 1.3 * _SIZE
    page.add_redact_annot((box.x0 - 1, box.y0, end + 1, box.y1), text=label or None)
    return end


@cache
def _fitting(width: float) -> tuple[str, float]:
    """As many of the words as fit, and how wide they are."""
    words = " ".join([REMOVED] * 9)
    while (wide := pymupdf.get_text_length(words, "helv", _SIZE)) > width:
        words = words.rpartition(" ")[0]
    return words, wide


def redacted(sheet: bytes) -> File:
    """The sheet as `disclosures redact --annotations` writes it; as it is when nothing is marked."""
    with pymupdf.open(stream=sheet, filetype="pdf") as document:
        if not any(page.first_annot for page in document):
            return File(sheet)
    result = redact(sheet, "sheet.pdf", "specimen.pdf", [], {}, NOT_STATED, lambda done, total: None, _gate())
    if isinstance(result, Stopped):
        raise RuntimeError(f"the specimen would be held back: {result}")
    file = File(result.data)
    file.log = result.log
    return file


@cache
def _gate() -> Gate:
    """One for all specimens, because its canary takes seconds; it remembers while this program runs."""
    folder = tempfile.TemporaryDirectory()
    gate = Gate(Store(Path(folder.name)), workers=1)
    atexit.register(folder.cleanup)
    atexit.register(gate.__exit__)
    return gate
