# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists from items that each say how deep they stand, as Word and PowerPoint keep them.

    depth 0  First          Listing(First,
    depth 1    inner                Second with Listing(inner) under First)
    depth 0  Second
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .blocks import Block, Inline, Item, Listing


@dataclass(frozen=True)
class Deep:
    """An item, how deep it stands (from 0), and how its list counts: the HTML style, empty for bullets."""

    depth: int
    inlines: tuple[Inline, ...]
    style: str = ""
    number: int = 1
    list: str = ""
    """Items of different lists never join."""


def nested(items: Iterable[Block | Deep]) -> list[Block]:
    """The blocks with each run of items as a list."""
    out: list[Block] = []
    run: list[Deep] = []
    for one in (*items, None):
        if isinstance(one, Deep):
            run.append(one)
            continue
        out += _lists(run)
        run = []
        if one is not None:
            out.append(one)
    return out


def _lists(run: Sequence[Deep]) -> list[Block]:
    """Lists of one depth that follow one another, each with what is deeper inside its items."""
    out: list[Block] = []
    at = 0
    while at < len(run):
        first = run[at]
        items: list[Item] = []
        while at < len(run) and run[at].depth >= first.depth:
            if run[at].depth == first.depth and (run[at].style, run[at].list) != (first.style, first.list):
                break
            end = at + 1
            while end < len(run) and run[end].depth > first.depth:
                end += 1
            items.append(Item(run[at].inlines, tuple(_lists(run[at + 1 : end]))))
            at = end
        out.append(Listing(tuple(items), bool(first.style), first.number, first.style or "1"))
    return out
