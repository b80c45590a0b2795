# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells of a workbook that lie under a filled shape or a picture: what is published as CSV holds them all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import markup, opc
from .markup import Element

_COLUMN, _ROW = 609_600, 190_500
"""The width and height of a cell that nobody changed, in English metric units."""
_FAR = 20_000
Area = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""


def find(parts: dict[str, bytes], sheets: dict[str, str]) -> dict[str, list[Area]]:
    """The areas under shapes and pictures, by sheet; `sheets` are their parts with their names."""
    arrows = opc.relations(parts)
    found: dict[str, list[Area]] = {}
    for part, name in sheets.items():
        for arrow in arrows.get(part, ()):
            if arrow.type == "drawing" and arrow.target in parts:
                found.setdefault(name, []).extend(_areas(markup.read(parts[arrow.target], arrow.target)))
    return found


def _areas(root: Element) -> Iterator[Area]:
    for anchor in root:
        if not any(map(_is_opaque, anchor.iter())):
            continue
        start, end, size = anchor.find("xdr:from"), anchor.find("xdr:to"), anchor.find("xdr:ext")
        if start is not None:
            left, top = _spot(start)
        else:  # anchored to the sheet itself
            spot = anchor.find("xdr:pos")
            left, top = (int(spot.get("x", "0")) / _COLUMN, int(spot.get("y", "0")) / _ROW) if spot is not None else (0.0, 0.0)
        if end is not None:
            right, bottom = _spot(end)
        elif size is not None:
            right, bottom = left + int(size.get("cx", "0")) / _COLUMN, top + int(size.get("cy", "0")) / _ROW
        else:
            continue
        # a cell counts when more than half of it is covered
        area = (round(left) + 1, round(top) + 1, min(round(right), _FAR), round(bottom))
        if area[0] <= area[2] and area[1] <= area[3]:
            yield area


def _spot(element: Element) -> tuple[float, float]:
    """(column, row) from 0, with the part of the cell that lies before the corner."""
    values = [float(found.text or 0) if (found := element.find(f"xdr:{name}")) is not None else 0.0 for name in ("col", "colOff", "row", "rowOff")]
    return values[0] + min(values[1] / _COLUMN, 1), values[2] + min(values[3] / _ROW, 1)


def _is_opaque(element: Element) -> bool:
    if element.tag == "xdr:pic":
        return True
    if element.tag != "xdr:sp":
        return False
    properties = element.find("xdr:spPr")
    for child in properties if properties is not None else ():
        if child.tag in ("a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill"):
            return all(float(alpha.get("val", "100000").rstrip("%")) > 50_000 for alpha in child.iter("a:alpha"))
        if child.tag == "a:noFill":
            return False
    reference = element.find("xdr:style/a:fillRef")
    return reference is not None and reference.get("idx") not in (None, "0")


def areas_of_shapes(table: Element, fills: dict[int, bool]) -> Iterator[Area]:
    """The same for a table of OpenDocument: shapes that begin in one cell and end in another; `fills` by the shape's id()."""
    row_number = 0
    for row in table.iter("table:table-row"):
        column = 0
        for cell in row:
            for shape in cell:
                if shape.tag.startswith("draw:") and fills.get(id(shape)) and (end := shape.get("table:end-cell-address")):
                    match = re.search(r"\.\$?([A-Z]+)\$?(\d+)$", end)
                    if match:
                        last = 0
                        for letter in match[1]:
                            last = last * 26 + ord(letter) - 64
                        yield (column + 1, row_number + 1, last, int(match[2]))
            column += int(cell.get("table:number-columns-repeated", "1"))
        row_number += int(row.get("table:number-rows-repeated", "1"))
