# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages in two columns of running text: the left one is read to its end before the right one.

    ┌──────────────────────┐
    │  a heading across    │   what crosses the gutter parts the page into bands
    │ left 1      right 1  │   in a band with text on both sides: left 1, left 2, right 1, right 2
    │ left 2      right 2  │
    └──────────────────────┘

Short texts side by side are a table's cells or a letterhead, and a line down the gutter makes a table: both stay rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from ..documents.pdf import Page
from ..documents.shapes import Box

_LONG = 20
"""Characters that make a line of running text."""
_LINES = 4
"""Lines of running text that make a column."""


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...

    @property
    def letters(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def parts(pieces: Sequence[P], page: Page) -> list[list[P]]:
    """The pieces in groups that are read one after the other; a single group when the page has one column."""
    edge = _gutter(pieces, page)
    if edge is None:
        return [list(pieces)]
    crossing = sorted((piece for piece in pieces if piece.box.x0 < edge < piece.box.x1 - 2), key=lambda one: one.box.y0)
    rest = [piece for piece in pieces if not piece.box.x0 < edge < piece.box.x1 - 2]
    out: list[list[P]] = []
    for piece in [*crossing, None]:
        bottom = piece.box.centre[1] if piece else float("inf")
        band = [one for one in rest if one.box.centre[1] < bottom]
        rest = [one for one in rest if one.box.centre[1] >= bottom]
        left = [one for one in band if one.box.x1 <= edge + 2]
        right = [one for one in band if one.box.x0 >= edge]
        out += [left, right] if _runs(left) and _runs(right) else [band]
        out += [[piece]] if piece else []
    return _joined(out)


def _gutter(pieces: Sequence[P], page: Page) -> float | None:
    """Where the right column begins, or None."""
    width = page.size.width
    starts = Counter(
        round(piece.box.x0 / 3) for piece in pieces if piece.letters >= _LONG and 0.35 < piece.box.x0 / width < 0.7
    )
    if not starts:
        return None
    start, count = starts.most_common(1)[0]
    edge = start * 3 - 3.0
    ruled = any(p.box.width < 3 and abs(p.box.x0 - edge) < 25 and p.box.height > 20 for p in page.paints)
    return edge if count >= _LINES and not ruled else None


def _runs(pieces: Sequence[P]) -> bool:
    return sum(piece.letters >= _LONG for piece in pieces) >= _LINES


def _joined(groups: list[list[P]]) -> list[list[P]]:
    """Without empty groups; lone crossing pieces that follow one another are one group, so that lists stay lists."""
    out: list[list[P]] = []
    for group in filter(None, groups):
        if len(group) == 1 and out and len(out[-1]) <= 1:
            out[-1] = [*out[-1], *group]
        else:
            out.append(group)
    return out
