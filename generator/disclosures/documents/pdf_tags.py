# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tags of a PDF say besides their role: descriptions, languages, and what the cells of a table cover.

A tag is found by the way to it from the root of the tag tree: its place among its siblings at each step, as
`pdf_flow.Tag.index` tells it (PDF 1.7, 14.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .pdf_flow import Tag
from .pdf_structure import Array, Dictionary, Structure, text


@dataclass(frozen=True)
class Told:
    """What one tag says. `scope` is `Row`, `Column`, `Both` or empty; `across` and `down` count columns and rows."""

    alt: str = ""
    lang: str = ""
    scope: str = ""
    across: int = 1
    down: int = 1


_NOTHING = Told()


class Tags:
    """The tags of an open PDF."""

    def __init__(self, structure: Structure):
        self._root = structure.root.get("/StructTreeRoot")
        self._found: dict[tuple[int, ...], Any] = {}

    def told(self, tag: Tag) -> Told:
        """What a tag says; nothing when it is not where it should be."""
        element = self._element(tag)
        if not isinstance(element, Dictionary) or str(element.get("/S", ""))[1:] != tag.raw:
            return _NOTHING
        keys = _attributes(element.get("/A"))
        return Told(
            text(element.get("/Alt")).strip(), text(element.get("/Lang")).strip(),
            str(keys.get("/Scope", ""))[1:], _count(keys.get("/ColSpan")), _count(keys.get("/RowSpan")),
        )  # fmt: skip

    def _element(self, tag: Tag) -> Any:
        path: list[int] = []
        at: Tag | None = tag
        while at is not None and at.parent is not None:
            path.append(at.index)
            at = at.parent
        way = tuple(reversed(path))
        return self._at(way)

    def _at(self, way: tuple[int, ...]) -> Any:
        if not way:
            return self._root
        if way not in self._found:
            above = self._at(way[:-1])
            kids = above.get("/K") if isinstance(above, Dictionary) else None
            if isinstance(kids, Array):
                self._found[way] = kids[way[-1]] if way[-1] < len(kids) else None
            else:
                self._found[way] = kids if way[-1] == 0 else None
        return self._found[way]


def _attributes(value: Any) -> dict[str, Any]:
    """The attributes of an element, which may be one dictionary or a list of them."""
    out: dict[str, Any] = {}
    for one in list(value) if isinstance(value, Array) else [value]:
        if isinstance(one, Dictionary):
            out.update(one.items())
    return out


def _count(value: Any) -> int:
    try:
        return min(max(int(value), 1), 100)
    except (TypeError, ValueError):
        return 1
