# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction of a PDF: what stands under a box goes, the rest of its line closes up, and a labelled box is drawn.

    regions ─► pixels and lines out ─► letters out, lines laid anew ─► boxes with labels, in the tag tree ─► bytes

It knows nothing of names or exemptions, nor of the same words elsewhere in the file: safety/redact asks for what goes,
and searches what is left.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..problems import DocumentError
from .pdf import Pdf
from .pdf_redact_boxes import Stamp, draw
from .pdf_redact_emit import emit, is_changed
from .pdf_redact_fonts import Unknown, text_width
from .pdf_redact_forms import drop_form
from .pdf_redact_layers import drop_hidden_layers, read_page
from .pdf_redact_links import move_links
from .pdf_redact_pixels import Under, look_under, taken_out
from .pdf_redact_regions import Frame, Placed, Redacted, Region
from .pdf_redact_shared import carried
from .pdf_redact_snap import GRID, Gap, lay_out
from .pdf_redact_tags import tag
from .pdf_redact_walk import Content, Letter, covers
from .pdf_structure import Structure, hidden_layers
from .shapes import Box

_SMALL, _USUAL = 5.0, 8.0


def redact(data: bytes, regions: list[Region], name: str, told: Callable[[int, int], None] = lambda done, total: None) -> Redacted:
    """Take away what `regions` cover. `told(done, total)` counts pages. Raises DocumentError.

    Annotations must be part of the page already (`pdf_redact_pixels.flattened`).
    """
    pages: dict[int, list[Region]] = {}
    with Structure(data, name) as structure:
        _check_pages(regions, structure, name)
        regions = carried(structure, regions, hidden_layers(structure))
    for region in regions:
        pages.setdefault(region.page, []).append(region)
    unders, fixed = _surveyed(data, name, pages)
    if unders:
        data = taken_out(data, name, unders)
    unknown = {number for number, under in unders.items() if under.letters}
    out = Redacted(b"")
    with Structure(data, name) as structure:
        drop_hidden_layers(structure)
        drop_form(structure)
        for done, (number, wanted) in enumerate(sorted(pages.items()), 1):
            page = structure.pdf.pages[number - 1]
            _Page(structure, page, number, wanted, fixed, number in unknown).redact(out)
            told(done, len(pages))
        buffer = io.BytesIO()
        structure.pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    out.data = buffer.getvalue()
    return out


def _check_pages(regions: list[Region], structure: Structure, name: str) -> None:
    if wrong := next((region.page for region in regions if region.page > structure.page_count), 0):
        cure = f"Correct the page number of mark {next(one.mark for one in regions if one.page == wrong) + 1}"
        raise DocumentError(Path(name), f"it has {structure.page_count} pages, and no page {wrong}", cure)


def _surveyed(data: bytes, name: str, pages: dict[int, list[Region]]) -> tuple[dict[int, Under], set[Region]]:
    """What MuPDF has to take out of each page, and the regions that lie over pictures."""
    unders: dict[int, Under] = {}
    fixed: set[Region] = set()
    with Pdf(data, name) as pdf, Structure(data, name) as structure:
        hidden = hidden_layers(structure)
        for number, wanted in pages.items():
            view, under = pdf.pages[number - 1], Under()
            fixed.update([region for region in wanted if look_under(view, region, under)])
            try:
                read_page(structure.pdf.pages[number - 1], hidden)
            except (Unknown, KeyError, ValueError, TypeError, AttributeError, IndexError):
                under.letters = True
                under.whole += [region.box for region in wanted]
            if under.whole or under.cut:
                unders[number] = under
            view.forget()
    return unders, fixed


class _Page:
    """One page under way."""

    def __init__(self, structure: Structure, page: Any, number: int, regions: list[Region], fixed: set[Region], unknown: bool):
        self.structure, self.page, self.number, self.regions, self.unknown = structure, page, number, regions, unknown
        self.frame = Frame.of(page)
        self.fixed = {index for index, region in enumerate(regions) if region in fixed or region.kind == "page" or unknown}
        self.places = [self.frame.to_file(region.box) for region in regions]
        first: dict[int, int] = {}
        self.kin = [
            first.setdefault(region.mark, index) if region.kind == "words" and index not in self.fixed else index
            for index, region in enumerate(regions)
        ]
        """The first region of the same words: neighbours of one mark become one gap."""

    def redact(self, out: Redacted) -> None:
        content = None if self.unknown else read_page(self.page, hidden_layers(self.structure))
        gaps: list[Gap] = []
        met: set[int] = set()
        if content:
            letters = list(content.letters())
            met = self._take(letters)
            movable = [one for one in letters if one.region is None or one.region not in self.fixed]
            still = [one for one in letters if one.region in self.fixed and one.region is not None]
            gaps = lay_out([*movable, *still], self._label_width, self.frame.sheet) if movable else []
            gaps = [gap for gap in gaps if gap.region not in self.fixed]
        stamps = []
        for index, region in enumerate(self.regions):
            own = [gap for gap in gaps if gap.region == index]
            if own:
                stamps += [Stamp(box, self._along(gap.letter), region, gap.letter) for gap, box in _joined(own, region, self.places[index])]
            elif index in met and index not in self.fixed:
                continue
            else:
                box = self._page_box() if region.kind == "page" else self.places[index]
                stamps.append(Stamp(box, self.frame.across, region, self._first(content, index)))
        splits, pieces = tag(self.structure, self.page, stamps, content)
        if content and is_changed(content):
            new = emit(content, self.structure.pdf, splits)
            self.page.obj.Contents = self.structure.pdf.make_stream(new)
            self.page.obj.Resources = content.resources
        if content:
            covered = [place for index, place in enumerate(self.places) if index in self.fixed]
            move_links(self.page, list(content.letters()), covered)
        draw(self.structure, self.page, stamps, pieces)
        out.boxes += [
            Placed(self.number, self.frame.to_seen(one.box), one.region.mark, self.regions.index(one.region) in self.fixed)
            for one in stamps
        ]

    def _take(self, letters: list[Letter]) -> set[int]:
        """Give each letter under a region to the first that covers it; the regions that met any letter."""
        met = set()
        for one in letters:
            for index, place in enumerate(self.places):
                if covers(place, one):
                    met.add(index)
                    one.region = self.kin[index] if one.region is None else one.region
        return met

    def _along(self, letter: Letter) -> tuple[float, float]:
        """The direction of a label as seen: to the right, or downwards on a line that stands on its side."""
        (ux, uy), (ax, ay) = letter.show.along, self.frame.across
        return (ay, -ax) if abs(ux * ax + uy * ay) < 0.01 else (ax, ay)

    def _label_width(self, index: int) -> float:
        return text_width(self.regions[index].label, 7)

    def _page_box(self) -> Box:
        return Box(self.frame.x0 + 36, self.frame.y0 + 36, self.frame.x1 - 36, self.frame.y1 - 36)

    def _first(self, content: Content | None, index: int) -> Letter | None:
        return next((one for one in content.letters() if one.region == index), None) if content else None


def _joined(gaps: list[Gap], region: Region, place: Box) -> list[tuple[Gap, Box]]:
    """The boxes of one region: one for each line, or one for all when nothing follows them on their lines.

    That one is as wide as the longest line and a little more, but reaches no further than its mark, on the grid.
    """
    if region.kind != "box" or len(gaps) < 2 or any(gap.followed for gap in gaps):
        return [(gap, gap.box()) for gap in gaps]
    whole = gaps[0].box(whole=True)
    for gap in gaps[1:]:
        whole = whole.around(gap.box(whole=True))
    across = abs(gaps[0].letter.show.along[0]) > 0.5
    limit = max(math.floor((place.width if across else place.height) / GRID + 0.01), 1) * GRID
    if (whole.width if across else whole.height) > limit:
        ux, uy = gaps[0].letter.show.along
        whole = Box(
            whole.x0 if ux > -0.5 else whole.x1 - limit, whole.y0 if uy > -0.5 else whole.y1 - limit,
            whole.x0 + limit if ux > 0.5 else whole.x1, whole.y0 + limit if uy > 0.5 else whole.y1,
        )  # fmt: skip
    return [(gaps[0], whole)]
