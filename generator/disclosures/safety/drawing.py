# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of the pages on which something hides, with a frame and a label at each place, for the officer who mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..documents.kind import Kind
from ..documents.pdf_picture import Mark, marked
from ..documents.shapes import Box
from .findings import Finding
from .opened import Opened, Tick, quiet

_PLACE = re.compile(r"page (\d+)(?:, box (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+))?")
_TOP = 14
_LONGEST = 60


@dataclass(frozen=True)
class Drawn:
    """A page as PNG. It shows what was found in full: it is not for others to see."""

    page: int
    png: bytes


def draw(data: bytes, name: str, findings: Iterable[Finding], tick: Tick = quiet) -> list[Drawn]:
    """A picture of each page that a finding names; none for files without pages. Raises DocumentError."""
    wanted: dict[int, list[Finding]] = {}
    for finding in findings:
        if place := _PLACE.match(finding.where):
            wanted.setdefault(int(place[1]), []).append(finding)
    drawn = []
    with Opened(data, name, tick) as opened:
        if opened.kind is not Kind.PDF or not wanted:
            return []
        for page in opened.pdf.pages:
            if page.number in wanted:
                tick()
                drawn.append(Drawn(page.number, marked(page, list(_marks(wanted[page.number], page.size)))))
    return drawn


def _marks(findings: list[Finding], page: Box) -> Iterable[Mark]:
    """Findings without a box are told at the top of the page, one below the other."""
    line = 0
    for finding in findings:
        label = f"{finding.rule}: {finding.recovered or finding.title}"
        label = label if len(label) <= _LONGEST else label[: _LONGEST - 3] + "..."
        place = _PLACE.match(finding.where)
        if place and place[2] is not None:
            yield Mark(Box(*(float(one) for one in place.groups()[1:])), label)
        else:
            top = 4 + line * (_TOP + 6)
            yield Mark(Box(4, top, page.x1 - 4, top + 1), label)
            line += 1
