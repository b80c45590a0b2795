# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes records to read, and clears them through the gate's own decision without a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf

from disclosures.reading.read import Reading, read
from disclosures.safety import gate
from disclosures.safety.examine import prepare

LAW = {
    "s40(2)": "section 40(2)", "s31(1)(a)": "section 31(1)(a)", "s23(1)": "section 23(1)", "s24(1)": "section 24(1)",
    "r13": "regulation 13", "(b)(6)": "exemption 6",
}  # fmt: skip


def cleared(data: bytes, name: str = "record.pdf") -> gate.Cleared:
    """A file that has passed every rule."""
    first, copies = prepare(data, name)
    told = [
        {"name": c.name, "kind": c.kind.name, "facts": c.facts, "findings": [f.as_dict() for f in c.findings]}
        for c in copies
    ]
    head = {"first": {"findings": [f.as_dict() for f in first.findings]}, "copies": told}
    result = gate._decide(name, head, [copy.data for copy in copies], None)
    assert isinstance(result, gate.Cleared), result.findings
    return result


def page(draw: Callable[[Any], object], *more: Callable[[Any], object]) -> Reading:
    """What is read from a PDF with these pages."""
    document = pymupdf.open()
    for drawing in (draw, *more):
        drawing(document.new_page())
    return read(cleared(document.tobytes()), LAW.get, alternatives=[("s23(1)", "s24(1)")])


def lines(page: Any, *texts: str, at: float = 100, left: float = 72, step: float = 14, **look: Any) -> None:
    """Write lines under one another."""
    for number, text in enumerate(texts):
        page.insert_text((left, at + number * step), text, **look)


def redact(page: Any, words: str, label: str = "", fill: tuple = (0, 0, 0), ink: tuple = (1, 1, 1)) -> None:
    """Take words away for good and leave a box."""
    for place in page.search_for(words):
        page.add_redact_annot(place, text=label, fill=fill, text_color=ink, fontsize=7, align=1)
    page.apply_redactions()
