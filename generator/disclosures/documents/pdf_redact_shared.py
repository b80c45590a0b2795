# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letterheads and the like are drawn once and shown on many pages: what is marked on one of them goes from all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .pdf_redact_fonts import Unknown
from .pdf_redact_layers import read_page
from .pdf_redact_regions import Frame, Region
from .pdf_redact_walk import Content, Matrix, at, covers, inverse
from .pdf_structure import Structure
from .shapes import Box

_Bands = list[tuple[Region, Box]]
"""What is marked in a form, in the form's own coordinates."""


def carried(structure: Structure, regions: list[Region], hidden: set[tuple[int, int]]) -> list[Region]:
    """The regions, and those that the same forms call for on other pages."""
    marked: dict[Any, _Bands] = {}
    boxes = [region for region in regions if region.kind == "box"]
    for number in sorted({region.page for region in boxes}):
        page = structure.pdf.pages[number - 1]
        frame = Frame.of(page)
        for form in _forms(page, hidden):
            for region in (one for one in boxes if one.page == number):
                bands = _bands(form, frame.to_file(region.box))
                marked.setdefault(form.stream.objgen, []).extend((region, band) for band in bands)
    if not any(marked.values()):
        return regions
    found = list(regions)
    for number, page in enumerate(structure.pdf.pages, 1):
        frame = Frame.of(page)
        for form in _forms(page, hidden):
            for region, band in marked.get(form.stream.objgen, ()):
                box = frame.to_seen(_mapped(band, form.to_page))
                if not any(one.page == number and one.box.grown(1).holds(box.centre) for one in found):
                    found.append(Region(number, box, region.mark, region.label, region.spoken, "words"))
    return sorted(found, key=lambda one: (one.page, one.mark))


def _forms(page: Any, hidden: set[tuple[int, int]]) -> Iterator[Content]:
    """Every form that a page draws, those inside others too."""
    try:
        content = read_page(page, hidden)
    except Unknown:
        return
    waiting = [content] if content else []
    while waiting:
        inner = [form for _, _, form in waiting.pop().forms]
        yield from inner
        waiting += inner


def _bands(form: Content, place: Box) -> list[Box]:
    """What `place` covers of a form's own letters, a box for each line."""
    lines: dict[int, Box] = {}
    back = inverse(form.to_page)
    for letter in (letter for show in form.shows for letter in show.letters):
        if covers(place, letter):
            box = _mapped(letter.bounds(), back)
            key = round(letter.t)
            lines[key] = lines[key].around(box) if key in lines else box
    return list(lines.values())


def _mapped(box: Box, by: Matrix) -> Box:
    xs, ys = zip(*(at(by, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
