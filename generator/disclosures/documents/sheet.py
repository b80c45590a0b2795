# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spreadsheets: what a reader sees in them, and what they hold besides. The one door to openpyxl; CSV too."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from ..problems import DocumentError
from . import markup, package, sheet_covers, sheet_look
from .colour import Colour, theme
from .sheet_conditions import Condition, newer

MAX_CELLS = 5_000_000
_LOWEST, _NARROWEST = 2.0, 0.3
"""Points of a row and letters of a column in which nothing can be read."""
_SAYS_NOTHING = re.compile(r"(?:(?:'(?:[^']|'')+'|[\w.]+)?!?#REF!,?)+|[A-Z.]+\((?:[^\W\d]\w*\[[^\[\]\"]*\],?)+\)")
"""A name whose cells were deleted, or a function of the columns of a table, which are in no other workbook."""
_SAVE = "Open it in a spreadsheet program and save it again as .xlsx"


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `rows` holds the cells that a reader sees, as text, without hidden rows and columns."""

    name: str
    state: str
    """`visible`, `hidden` or `veryHidden`."""
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[tuple[str, str], ...]
    """Cells that hold something in a hidden row or column: (`B7`, text)."""
    comments: tuple[tuple[str, str], ...]
    """(`B7`, author and text)."""
    invisible: tuple[tuple[str, str], ...] = ()
    """Cells outside of hidden rows and columns that hold something in a colour, size or format that shows nothing."""
    far: tuple[tuple[str, str], ...] = ()
    """Cells far away from the rest."""
    covered: tuple[tuple[str, str], ...] = ()
    """Cells under a filled shape or a picture."""


class About(Enum):
    """What a workbook holds besides its cells."""

    PRINT = auto()
    VALIDATION = auto()
    SCENARIO = auto()
    CONNECTION = auto()
    CHART = auto()
    LINK = auto()
    LEFT_OVER = auto()
    """A text that was deleted from its cell."""


@dataclass(frozen=True)
class Aside:
    """One text besides the cells."""

    about: About
    where: str
    words: str


@dataclass(frozen=True)
class Workbook:
    """A whole workbook."""

    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str], ...]
    """Defined names and what they stand for; print areas, filters and names of visible ranges are left out."""
    links: tuple[str, ...]
    """Other workbooks it takes values from; copies of those values are inside."""
    caches: tuple[str, ...]
    """Parts that keep the source rows of pivot tables."""
    properties: tuple[str, ...]
    """Parts that tell who made the file, and thumbnails."""
    asides: tuple[Aside, ...] = ()

    def beside(self, about: About) -> list[Aside]:
        return [aside for aside in self.asides if aside.about is about]


def read_workbook(data: bytes, name: str = "workbook.xlsx") -> Workbook:
    """Read an .xlsx file. Raises DocumentError when it is damaged, too large, or needs a password."""
    import openpyxl

    from . import sheet_asides  # it makes the asides that are defined here

    parts = package.parts(data, name)
    if any(b"<!ENTITY" in body for part, body in parts.items() if part.endswith((".xml", ".rels"))):
        raise DocumentError(Path(name), "this spreadsheet holds XML entities, which no Office program writes", _SAVE)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=True)
        colours = theme(markup.read(book.loaded_theme, "theme") if book.loaded_theme else None)
        hidden = sheet_asides.under_merged(parts)
        covers = sheet_covers.find(parts, sheet_asides.named(parts))
        white = sheet_asides.white_runs(parts)
        laid = _newer_conditions(sheet_asides.newer_sheets(parts))
        sheets = tuple(
            _sheet(sheet, name, colours, hidden.get(sheet.title, ()), laid.get(sheet.title, ()), covers.get(sheet.title, ()),
                   white.get(sheet.title, {}))
            for sheet in book.worksheets
        )  # fmt: skip
        charts = tuple(Sheet(sheet.title, sheet.sheet_state, (), (), ()) for sheet in book.chartsheets)
        names = tuple(_names(book))
        links = tuple(str(link.file_link.Target) for link in book._external_links if link.file_link is not None)
    except DocumentError:
        raise
    except Exception as error:  # openpyxl passes on errors of XML, zlib and its own descriptors
        raise DocumentError(Path(name), "this spreadsheet is damaged and cannot be read", _SAVE) from error
    caches = tuple(sorted(part for part in parts if part.startswith("xl/pivotCache/") and part.endswith(".xml")))
    properties = tuple(sorted(part for part in parts if part.startswith("docProps/")))
    asides = tuple(dict.fromkeys(sheet_asides.find(parts)))
    return Workbook(sheets + charts, names, links, caches, properties, asides)


def _newer_conditions(bodies: dict[str, bytes]) -> dict[str, list[Condition]]:
    """Conditional formats that openpyxl passes over, by sheet."""
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.cell_range import MultiCellRange

    def areas(places: str) -> tuple[tuple[int, int, int, int], ...]:
        return tuple(one.bounds for one in MultiCellRange(places).ranges) if places else ()

    return {name: list(newer(body, DifferentialStyle.from_tree, areas)) for name, body in bodies.items()}


def _sheet(
    sheet: Any, name: str, colours: dict[str, Colour], merged: tuple[tuple[str, str], ...],
    conditions: Sequence[Condition], covers: Sequence[sheet_covers.Area], white: dict[str, str],
) -> Sheet:  # fmt: skip
    from openpyxl.styles.colors import COLOR_INDEX

    if (sheet.max_row or 0) * (sheet.max_column or 0) > MAX_CELLS:
        raise DocumentError(Path(name), f"sheet “{sheet.title}” has more than {MAX_CELLS:,} cells", _SAVE)
    rows_hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden or (row.height is not None and row.height < _LOWEST)}
    columns_hidden, columns_told = set(), set()
    for column in sheet.column_dimensions.values():
        numbers = range(column.min or 1, min(column.max or 1, 16384) + 1)
        columns_told.update(numbers)
        if column.hidden or column.width < _NARROWEST:
            columns_hidden.update(numbers)
    usual = sheet.sheet_format
    if usual.defaultColWidth is not None and usual.defaultColWidth < _NARROWEST:
        columns_hidden.update(set(range(1, (sheet.max_column or 0) + 1)) - columns_told)
    if usual.zeroHeight:
        told = {number for number, row in sheet.row_dimensions.items() if row.height is not None}
        rows_hidden.update(set(range(1, (sheet.max_row or 0) + 1)) - told)
    rows, hidden, comments, invisible = [], list(merged), [], []
    seen: list[tuple[int, int, str]] = []
    look = sheet_look.Looks(sheet, colours, COLOR_INDEX, conditions)
    for cells in sheet.iter_rows():
        row = []
        for cell in cells:
            words = shown(cell.value, cell.number_format)
            if getattr(cell, "comment", None) is not None:
                comments.append(
                    (cell.coordinate, f"{cell.comment.author or ''}: {cell.comment.text or ''}".strip(": "))
                )
            if cell.row in rows_hidden or cell.column in columns_hidden:
                if cell.value is not None and str(cell.value).strip():
                    hidden.append((cell.coordinate, str(cell.value)))
            else:
                row.append(words)
                if cell.value is not None and str(cell.value).strip():
                    seen.append((cell.row, cell.column, str(cell.value)))
                    if look.unseen(cell):
                        invisible.append((cell.coordinate, str(cell.value)))
                    elif cell.coordinate in white and look.is_pale(cell):
                        invisible.append((cell.coordinate, white[cell.coordinate]))
        if cells and cells[0].row not in rows_hidden:
            rows.append(row)
    far = tuple(sheet_look.far(seen))
    under = covered(seen, covers)
    return Sheet(sheet.title, sheet.sheet_state, trimmed(rows), tuple(hidden), tuple(comments), tuple(invisible), far, under)


def covered(cells: Iterable[tuple[int, int, str]], areas: Sequence[sheet_covers.Area]) -> tuple[tuple[str, str], ...]:
    """Of (row, column, text): those that lie in one of the areas."""
    return tuple(
        (f"{sheet_look.letters(column)}{row}", text)
        for row, column, text in (cells if areas else ())
        if any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in areas)
    )


def _names(book: Any):
    """Names that hold more than the address of a range of a visible sheet."""
    visible = {sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"}
    holders = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for holder in holders:
        for name, defined in holder.items():
            value = defined.value or ""
            sheets = set(re.findall(r"(?:'((?:[^']|'')+)'|([^\s'!(),;:+*/^&=<>\[\]{}\"-]+))!", value))
            named = {(quoted or plain).replace("''", "'") for quoted, plain in sheets}
            if name.startswith(("_xlnm.", "_FilterDatabase", "Print_")) and not defined.hidden:
                continue
            if not defined.hidden and _SAYS_NOTHING.fullmatch(value):
                continue
            if defined.hidden or "[" in value or not named or not named <= visible:
                yield name, value


def shown(value: Any, number_format: str = "General") -> str:
    """A cell's value as text, rounded as the sheet shows it. Dates are written as 2022-02-06."""
    if value is None or number_format.strip() == ";;;":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        plain = number_format.split(";")[0]
        if plain in ("General", "@") or not re.search("[0#]", plain):
            return format(value, ".10g") if isinstance(value, float) else str(value)
        places = len(match[1]) if (match := re.search(r"\.([0#?]+)", plain)) else 0
        return f"{value * 100:.{places}f}%" if "%" in plain else f"{value:.{places}f}"
    return str(value)


def trimmed(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Without empty rows and columns at the end."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell.strip()), default=0)
    return tuple(tuple(row[:width]) for row in rows)


def decode(data: bytes, name: str = "table.csv") -> str:
    """The text of a CSV or text file: UTF-8, UTF-16 with a mark, or Windows-1252 as older Excel writes."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(Path(name), "this text is in no encoding that can be told", "Save the file again as UTF-8")


def read_csv(data: bytes, name: str = "table.csv") -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV file; the separator (comma, semicolon, tab, bar) is told from its first lines."""
    text = decode(data, name)
    try:
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
        separator = dialect.delimiter
    except csv.Error:
        separator = ","
    try:
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row)
    except csv.Error as error:
        raise DocumentError(
            Path(name), f"this CSV file cannot be read: {error}", "Save the table again as CSV"
        ) from error


def write_csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Rows as CSV (RFC 4180: commas, CRLF) in UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
