# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which cells of a sheet nobody sees, although no row or column is hidden: by colour, size, format, or distance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from . import colour, sheet_conditions
from .colour import BLACK, WHITE, Colour
from .sheet_conditions import Condition
from .word_look import SMALLEST

FAR_ROWS = 100
FAR_COLUMNS = 25
_NOTHING = re.compile(r'\s*(\[[^\]]*\])*\s*("\s*")?\s*')


def shows_nothing(number_format: str, value: Any) -> bool:
    """Whether the section of a number format that a value falls into is empty (ISO/IEC 29500-1, 18.8.31)."""
    sections = number_format.split(";")
    if len(sections) < 2:
        return False
    if isinstance(value, str):
        section = sections[3] if len(sections) > 3 else "@"
    elif isinstance(value, int | float) and value < 0:
        section = sections[1]
    elif isinstance(value, int | float) and value == 0 and len(sections) > 2:
        return False  # hiding zeros is a habit of tables, and gives nothing away
    else:
        section = sections[0]
    return _NOTHING.fullmatch(section) is not None


class Looks:
    """The looks of one openpyxl worksheet's cells; styles repeat, so each is judged once."""

    def __init__(self, sheet: Any, colours: dict[str, Colour], palette: Sequence[str], conditions: Sequence[Condition] = ()):
        self.colours, self.palette = colours, palette
        tables = [table.ref for table in sheet.tables.values() if table.tableStyleInfo is not None]
        self._in_tables = {row for ref in tables for row in range(_first_row(ref), _last_row(ref) + 1)}
        self._known: dict[int, bool] = {}
        self.conditions = [*sheet_conditions.of_sheet(sheet), *conditions]
        self._known_looks: dict[tuple[int, int], bool] = {}

    def unseen(self, cell: Any) -> bool:
        """True when what the cell holds cannot be seen."""
        if self.conditions and any(self._hidden_by(number, one, cell) for number, one in enumerate(self.conditions)):
            return True
        if shows_nothing(cell.number_format or "", cell.value):
            return True
        if not cell.has_style:
            return False
        known = self._known.get(cell.style_id)
        if known is None:
            known = self._known[cell.style_id] = self._same_colour(cell)
        # the bands of a table's own style lie under its cells, and cannot be told from the cell
        return known and not (cell.row in self._in_tables and self._plain(cell))

    @staticmethod
    def _plain(cell: Any) -> bool:
        return cell.fill is None or not cell.fill.patternType

    def is_pale(self, cell: Any) -> bool:
        """Whether white words on the cell's ground cannot be seen."""
        ground = self._ground(cell)
        return ground is not None and colour.alike(WHITE, ground) and not (cell.row in self._in_tables and self._plain(cell))

    def _hidden_by(self, number: int, condition: Condition, cell: Any) -> bool:
        """Whether a conditional format is laid over a cell, is met by what it holds, and shows nothing of that."""
        says_nothing = cell.value is None or cell.value == 0 or str(cell.value).startswith("#")
        if says_nothing or not condition.covers(cell.row, cell.column) or not condition.met(cell.value):
            return False  # hidden zeros and errors are a habit, and give nothing away
        if condition.hides_value:
            return isinstance(cell.value, int | float)
        look = condition.look
        if look.numFmt is not None and shows_nothing(look.numFmt.formatCode or "", cell.value):
            return True
        key = (number, cell.style_id)
        if key not in self._known_looks:
            own = self._of(look.font.color, BLACK) if look.font is not None and look.font.color is not None else self._ink(cell)
            ground = self._ground(cell)
            if look.fill is not None and getattr(look.fill, "patternType", None) in (None, "solid"):
                # the colour of a solid fill is its ground here, unlike in a cell's own look (18.3.1.10)
                ground = self._of(getattr(look.fill, "bgColor", None), WHITE)
            elif cell.row in self._in_tables and self._plain(cell):
                ground = None
            self._known_looks[key] = own is not None and ground is not None and colour.alike(own, ground)
        return self._known_looks[key]

    def _same_colour(self, cell: Any) -> bool:
        font = cell.font
        if font is not None and font.sz is not None and font.sz <= SMALLEST:
            return True
        own, ground = self._ink(cell), self._ground(cell)
        return own is not None and ground is not None and colour.alike(own, ground)

    def _ink(self, cell: Any) -> Colour | None:
        return self._of(cell.font.color, BLACK) if cell.font is not None and cell.font.color is not None else BLACK

    def _ground(self, cell: Any) -> Colour | None:
        fill = cell.fill
        if fill is not None and getattr(fill, "patternType", None):
            return self._of(fill.fgColor, BLACK) if fill.patternType == "solid" else None
        return None if fill is not None and not hasattr(fill, "patternType") else WHITE  # no pattern: a gradient

    def _of(self, value: Any, automatic: Colour) -> Colour | None:
        if value is None:
            return automatic
        if value.type == "theme":
            return colour.numbered(self.colours, value.theme, value.tint or 0.0)
        if value.type == "indexed":
            if value.indexed in (64, 65):  # the colours of the system's own text and ground
                return (BLACK, WHITE)[value.indexed - 64]
            return colour.rgb(self.palette[value.indexed]) if value.indexed < len(self.palette) else None
        base = colour.rgb(value.rgb) if value.type == "rgb" else automatic
        return colour.tinted(base, value.tint or 0.0) if base else None


def _first_row(ref: str) -> int:
    return int(re.search(r"\d+", ref)[0])  # type: ignore[index]


def _last_row(ref: str) -> int:
    return int(re.findall(r"\d+", ref)[-1])


def far(cells: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """Of (row, column, text): those that a wide gap parts from where most of the others are."""
    cells = list(cells)
    rows = _main((row for row, _, _ in cells), FAR_ROWS)
    columns = _main((column for _, column, _ in cells), FAR_COLUMNS)
    for row, column, text in cells:
        if not (rows[0] <= row <= rows[1] and columns[0] <= column <= columns[1]):
            yield f"{letters(column)}{row}", text


def _main(numbers: Iterable[int], gap: int) -> tuple[int, int]:
    """(first, last) of the run of numbers, without gaps as wide as `gap`, that holds the most."""
    counted = Counter(numbers)
    best, start, last, held = (0, 0, 0), 0, 0, 0
    for number in sorted(counted):
        if not held or number - last > gap:
            start, held = number, 0
        held += counted[number]
        last = number
        best = max(best, (held, start, last), key=lambda run: run[0])
    return best[1], best[2]


def letters(column: int) -> str:
    """28 as `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
