# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document read by its tags, page after page, with each redaction put beside the words that it stands by."""

from __future__ import annotations

from collections.abc import Sequence

from ..documents.pdf_flow import Run, Tag
from ..documents.pdf_structure import Structure
from ..documents.pdf_tags import Tags
from ..documents.shapes import Box
from . import tags
from .blocks import Block, Gap
from .page import Placed
from .pieces import Piece

_MARGIN = 0.1


def are_good(pages: Sequence[Placed]) -> bool:
    """Whether every page with text has tags that can be relied on."""
    if any(page.flow is None or page.scan for page in pages):
        return False

    def furniture(run: Run, number: int) -> bool:
        height = pages[number].size.height
        return run.box.y1 < _MARGIN * height or run.box.y0 > (1 - _MARGIN) * height

    return tags.are_good([page.flow for page in pages if page.flow], furniture)


def read(pages: Sequence[Placed], kept: Sequence[set[int]], structure: Structure) -> list[list[Block]]:
    """The blocks of each page; `kept` are the pieces of each, by identity, that are not head or foot."""
    told = Tags(structure).told
    out = []
    for page, wanted in zip(pages, kept, strict=True):
        pieces = {number: [one for one in found if id(one) in wanted] for number, found in page.runs.items()}
        assert page.flow is not None
        strays = _strays(page, list(page.flow.runs))
        if strays.kids:
            page.flow.root.kids.append(strays)
        order = list(_runs(page.flow.root))
        for gap in page.gaps:
            _place(gap, order, pieces)
        out.append(tags.Reader(pieces, told).blocks(page.flow.root))
    return out


def _runs(tag: Tag) -> list[Run]:
    return [run for kid in tag.kids for run in (_runs(kid) if isinstance(kid, Tag) else [kid])]


def _place(gap: Piece, order: list[Run], pieces: dict[int, list[Piece]]) -> None:
    """Put a redaction in place of its label, behind the words before it, before the words behind it, or below others."""
    box, inside, before, behind, above = gap.box, None, None, None, None
    for run in order:
        x, y = run.box.centre
        if box.grown(1.5).holds((x, y)):
            inside = inside or run
        elif box.y0 - 2 < y < box.y1 + 2 and run.box.x0 < box.x0 and box.x1 < run.box.x1:
            before = run  # one run on both sides: its pieces are parted by the box
        elif box.y0 - 2 < y < box.y1 + 2:
            if run.box.x1 <= box.x0 + 3 and (before is None or run.box.x1 > before.box.x1):
                before = run
            if run.box.x0 >= box.x1 - 3 and (behind is None or run.box.x0 < behind.box.x0):
                behind = run
        elif y < box.y0 and (above is None or run.base >= above.base):
            above = run
    if inside is not None and not (before or behind or _is_near(inside, box)):
        inside = None  # a label drawn after all else counts as part of the last element
    if home := before or (None if behind else inside or above):
        mine = pieces.setdefault(id(home), [])
        at = next((n for n, one in enumerate(mine) if one.box.x0 > box.x0 and not isinstance(one.inline, Gap)), len(mine))
        mine.insert(at if home is not above else len(mine), gap)
    elif behind or order:
        pieces.setdefault(id(behind or order[0]), []).insert(0, gap)


def _is_near(label: Run, box: Box) -> bool:
    """Whether other words of the label's element stand near its box."""
    others = [kid for kid in label.tag.kids if isinstance(kid, Run) and kid is not label] if label.tag else []
    return not others or any(kid.box.meets(box.grown(40)) for kid in others)


def _strays(page: Placed, runs: list[Run]) -> Tag:
    """What no element holds, though it is neither head nor foot; and what MuPDF counts as part of the last element drawn,
    because it was drawn after it: it stands in the margin, far from the rest. That is taken out of the tree."""
    out = Tag("P", "P", 0, None)
    height = page.size.height
    before: Run | None = None
    for run in runs:
        in_margin = run.box.y1 < _MARGIN * height or run.box.y0 > (1 - _MARGIN) * height
        if run.tag is None:
            out.kids += [] if in_margin else [run]
        elif before is not None and before.tag is run.tag and in_margin and abs(run.base - before.base) > 4 * run.size:
            run.tag.kids.remove(run)
        before = run
    return out
