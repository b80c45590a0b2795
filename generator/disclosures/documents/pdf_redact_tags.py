# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boxes in the tag tree: each is an element of its own, standing where the words were (PDF 1.7, 14.7).

    <P> [0]              <P> [0]          piece 0 of the page's content: “From ”
                   ─►        <Span> [5]   the box, said as “[Redacted: section 40(2)]”
                             [6]          “ to the board”

The paragraph's content is cut in two at the gap, so that a screen reader meets the box inside the sentence.
"""

from __future__ import annotations

from typing import Any

from .pdf_redact_boxes import Stamp
from .pdf_redact_walk import Content, Letter
from .pdf_structure import Array, Dictionary, Name, String, Structure

Splits = dict[int, int]
"""id of the letter before which content is cut: number of the piece that follows."""


def tag(structure: Structure, page: Any, stamps: list[Stamp], content: Content | None) -> tuple[Splits, list[int | None]]:
    """Give each box an element, and tell where content is to be cut. Nothing when the page is not tagged."""
    tree = structure.root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary) or not structure.tagged or "/StructParents" not in page.obj:
        return {}, [None] * len(stamps)
    return _Tagger(structure, page, tree).tag(stamps, content)


class _Tagger:
    def __init__(self, structure: Structure, page: Any, tree: Any):
        self.pdf, self.page, self.tree = structure.pdf, page, tree
        self.owners = _owners(tree.get("/ParentTree"), int(page.obj.StructParents))
        self.now: dict[int, int] = {}

    def tag(self, stamps: list[Stamp], content: Content | None) -> tuple[Splits, list[int | None]]:
        splits: Splits = {}
        numbers: list[int | None] = [None] * len(stamps)
        if self.owners is None or content is None:
            return splits, numbers
        order = {id(letter): place for place, letter in enumerate(_own_letters(content))}
        places = sorted(range(len(stamps)), key=lambda at: order.get(id(stamps[at].instead_of), len(order)))
        for at in places:
            letter = stamps[at].instead_of
            piece = letter.show.piece if letter is not None and id(letter) in order else None
            if piece is not None and self._owner(piece) is not None:
                numbers[at], splits[id(letter)] = self._inside(piece, stamps[at])
            else:
                numbers[at] = self._after(stamps[at], content)
        return splits, numbers

    def _owner(self, piece: int) -> Any:
        if 0 <= piece < len(self.owners) and isinstance(self.owners[piece], Dictionary):
            return self.owners[piece]
        return None

    def _inside(self, piece: int, stamp: Stamp) -> tuple[int, int]:
        """The box's piece, and that of what follows it in the same element."""
        owner = self._owner(piece)
        box, rest = self._next(None), self._next(owner)
        span = self._span(owner, stamp, box)
        kids = _kids(owner)
        current = self.now.get(piece, piece)
        place = next((at for at, kid in enumerate(kids) if _is_piece(kid, current, self.page)), len(kids) - 1)
        kids[place + 1 : place + 1] = [span, self._reference(rest)]
        owner["/K"] = Array(kids)
        self.now[piece] = rest
        return box, rest

    def _after(self, stamp: Stamp, content: Content) -> int | None:
        """The piece of a box that stands in no element: it comes after the element that stands next above it."""
        (_, y), near = stamp.box.centre, None
        for letter in _own_letters(content):
            if letter.show.piece is not None and self._owner(letter.show.piece) is not None:
                away = (letter.y < y, abs(letter.y - y))
                near = (away, letter) if near is None or away < near[0] else near
        if near is None:
            return None
        owner = self._owner(near[1].show.piece)
        parent = owner.get("/P")
        if not isinstance(parent, Dictionary):
            return None
        box = self._next(None)
        kids = _kids(parent)
        place = next((at for at, kid in enumerate(kids) if getattr(kid, "objgen", None) == owner.objgen), len(kids) - 1)
        kids.insert(place + 1, self._span(parent, stamp, box))
        parent["/K"] = Array(kids)
        return box

    def _next(self, owner: Any) -> int:
        self.owners.append(owner)
        return len(self.owners) - 1

    def _span(self, parent: Any, stamp: Stamp, box: int) -> Any:
        span = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Span, P=parent, Pg=self.page.obj, K=box,
                       ActualText=String(stamp.region.spoken))
        )  # fmt: skip
        self.owners[box] = span
        return span

    def _reference(self, piece: int) -> Any:
        return Dictionary(Type=Name.MCR, Pg=self.page.obj, MCID=piece)


def _own_letters(content: Content) -> list[Letter]:
    """Letters of the page's own content: the pieces of a form are numbered apart."""
    return [letter for show in content.shows for letter in show.letters]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _is_piece(kid: Any, piece: int, page: Any) -> bool:
    if isinstance(kid, Dictionary):
        elsewhere = "/Pg" in kid and kid.Pg.objgen != page.obj.objgen
        return not elsewhere and "/MCID" in kid and int(kid.MCID) == piece
    return not isinstance(kid, Array | Name | String) and int(kid) == piece


def _owners(tree: Any, key: int) -> Any:
    """The list that tells which element each piece of a page belongs to; None when the tree has none."""
    waiting = [tree]
    for _ in range(10_000):
        if not waiting:
            return None
        node = waiting.pop()
        if not isinstance(node, Dictionary):
            continue
        pairs = list(node.get("/Nums", Array()))
        for number, value in zip(pairs[::2], pairs[1::2], strict=False):
            if int(number) == key:
                return value if isinstance(value, Array) else None
        waiting += list(node.get("/Kids", Array()))
    return None
