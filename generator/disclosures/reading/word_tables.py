# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word's tables: which rows and cells are heads, and which cells cover others (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..documents.markup import Element
from .blocks import Inline, Table, TableCell, Words
from .word_styles import Styles, switched_on

_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080


@dataclass
class _Cell:
    at: int
    cell: TableCell
    goes_on: bool
    """True where it only carries on the cell above."""


def table(element: Element, styles: Styles, words: Callable[[Element], tuple[Inline, ...]]) -> Table:
    """The table; `words` reads a cell."""
    rows = [_row(row, words) for row in _rows(element)]
    _join_down(rows)
    heads = _heads(element, styles, rows)
    side = _looks(element, "firstColumn", _FIRST_COLUMN) and styles.marks(_style(element), "firstCol")
    done = [
        tuple(replace(one.cell, head=number < heads or (side and one.at == 0)) for one in row if not one.goes_on)
        for number, row in enumerate(rows)
    ]
    return Table(tuple(done[:heads]), tuple(done[heads:]))


def _rows(element: Element) -> Iterator[Element]:
    """Its own rows, also those inside content controls, but not those of a table in a cell."""
    for child in element:
        if child.tag == "w:tr":
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"):
            yield from _rows(child)


def _row(row: Element, words: Callable[[Element], tuple[Inline, ...]]) -> list[_Cell]:
    found, at = [], 0
    for cell in _cells(row):
        across, down = cell.find("w:tcPr/w:gridSpan"), cell.find("w:tcPr/w:vMerge")
        wide = max(int(across.get("w:val", "1")), 1) if across is not None else 1
        goes_on = down is not None and down.get("w:val", "continue") != "restart"
        found.append(_Cell(at, TableCell(words(cell), across=wide), goes_on))
        at += wide
    return found


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == "w:tc":
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from _cells(child)


def _join_down(rows: list[list[_Cell]]) -> None:
    """A cell covers those below that carry it on; one that carries nothing on stands for itself."""
    above: dict[int, _Cell] = {}
    for row in rows:
        now: dict[int, _Cell] = {}
        for one in row:
            first = above.get(one.at)
            if one.goes_on and first is not None and first.cell.across == one.cell.across:
                first.cell = replace(first.cell, down=first.cell.down + 1)
                now[one.at] = first
            else:
                one.goes_on = False
                now[one.at] = one
        above = now


def _heads(element: Element, styles: Styles, rows: list[list[_Cell]]) -> int:
    """How many rows are the head: those that Word repeats on each page, or a first row that is set off."""
    told = 0
    for row in _rows(element):
        if switched_on(row.find("w:trPr/w:tblHeader")) is not True:
            break
        told += 1
    if not told and len(rows) > 1:
        styled = _looks(element, "firstRow", _FIRST_ROW) and styles.marks(_style(element), "firstRow")
        told = int(styled or (_all_bold(rows[0]) and not _all_bold(rows[1])))
    reach = max((number + one.cell.down for number, row in enumerate(rows[:told]) for one in row if not one.goes_on), default=0)
    return max(told, reach) if max(told, reach) < len(rows) else 0


def _all_bold(row: list[_Cell]) -> bool:
    words = [one for cell in row for one in cell.cell.inlines if isinstance(one, Words) and one.text.strip()]
    return bool(words) and all(one.bold for one in words)


def _style(element: Element) -> str:
    style = element.find("w:tblPr/w:tblStyle")
    return style.get("w:val", "") if style is not None else ""


def _looks(element: Element, name: str, bit: int) -> bool:
    look = element.find("w:tblPr/w:tblLook")
    if look is None:
        return False
    if (said := look.get(f"w:{name}")) is not None:
        return said not in ("0", "false", "off")
    try:
        return bool(int(look.get("w:val", "0"), 16) & bit)
    except ValueError:
        return False
