# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction of spreadsheets and CSV: by cell, by row, by column, and by words.

What comes out is CSV, made from what a reader sees: so no hidden sheet, formula, comment or old value can follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from ...documents import package
from ...documents.kind import Kind
from ...documents.opendocument_sheet import read_ods
from ...documents.sheet import read_csv, read_workbook, write_csv
from ...problems import DocumentError
from . import label
from .marks import Mark
from .texts import Redrawn
from .words import Words, refuse_kinds

KINDS = {"words", "pattern", "names", "regex", "cells", "rows", "columns"}
_CELLS = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?:\s*[:-]\s*\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?\Z")
_ROWS = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?(?P<r1>\d{1,7})(?:\s*[:-]\s*(?P<r2>\d{1,7}))?\Z")
_COLUMNS = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?(?P<c1>[A-Z]{1,3})(?:\s*[:-]\s*(?P<c2>[A-Z]{1,3}))?\Z")
_HIDDEN = re.compile(
    rb"<(?:\w+:)?(?:row|col)\b[^>]*\s(?:hidden=[\"'](?:1|true)|(?:ht|width)=[\"']0(?:\.0*)?[\"'])"
    rb"|table:visibility=[\"'](?:collapse|filter)"
)
Rows = tuple[tuple[str, ...], ...]


def redact(data: bytes, name: str, kind: Kind, marks: Sequence[Mark], names: Mapping[int, list[str]], out_name: str) -> list[Redrawn]:
    """The redacted tables, one for each visible sheet that holds something. Raises DocumentError."""
    refuse_kinds(marks, KINDS, "a table", name)
    if PurePath(out_name).suffix.lower() != ".csv":
        raise DocumentError(Path(out_name), "a redacted table is written as CSV", "End the name of the output with .csv")
    if any(mark.cells or mark.rows or mark.columns for mark in marks):
        _refuse_hidden(data, name, kind)
    tables = _tables(data, name, kind)
    for index, mark in enumerate(marks):
        _check_place(index, mark, [sheet for sheet, _ in tables], name)
    stem = PurePath(out_name).stem
    return [
        _one(rows, sheet, f"{stem}.csv" if len(tables) == 1 else f"{stem}-{_plain(sheet)}.csv", marks, names)
        for sheet, rows in tables
    ]


def _tables(data: bytes, name: str, kind: Kind) -> list[tuple[str, Rows]]:
    if kind is Kind.CSV:
        return [("", read_csv(data, name))]
    book = (read_ods if kind is Kind.ODS else read_workbook)(data, name)
    return [(sheet.name, sheet.rows) for sheet in book.sheets if sheet.state == "visible" and sheet.rows]


def _one(rows: Rows, sheet: str, name: str, marks: Sequence[Mark], names: Mapping[int, list[str]]) -> Redrawn:
    words = Words(marks, names)
    boxes: list[tuple[int, str, int]] = []
    gone: dict[str, int] = {}
    table = [list(row) for row in rows]
    for r, row in enumerate(table, 1):
        for c, text in enumerate(row, 1):
            index = next((at for at, mark in enumerate(marks) if _covers(mark, sheet, r, c)), None)
            if index is not None and text.strip():
                gone[text.strip()] = index
                row[c - 1] = label.spoken(marks[index].codes)
                boxes.append((0, f"{letters(c)}{r}", index))
            elif index is None:
                row[c - 1], met = words.without(text)
                boxes += [(0, f"{letters(c)}{r}", at) for at in met]
    notes = [
        f"what mark {gone[text.strip()] + 1} took away also stands in cell {letters(c)}{r}"
        for r, row in enumerate(table, 1)
        for c, text in enumerate(row, 1)
        if len(text.strip()) > 3 and text.strip() in gone and not text.strip().replace(".", "").isdigit()
    ]
    return Redrawn(name, write_csv(tuple(map(tuple, table))), list(marks), tuple(boxes), words.found, Counter(), notes)


def _covers(mark: Mark, sheet: str, row: int, column: int) -> bool:
    said, pattern = next(((text, pattern) for text, pattern in _said(mark) if text), ("", None))
    for part in said.split(",") if pattern else ():
        match = pattern.match(part.strip())
        its = match.groupdict() if match else {}
        if match and (not its.get("sheet") or its["sheet"] == sheet):
            rows, columns = _range(its, "r", int), _range(its, "c", number)
            if rows[0] <= row <= rows[1] and columns[0] <= column <= columns[1]:
                return True
    return False


def _said(mark: Mark) -> list[tuple[str | None, re.Pattern[str]]]:
    return [(mark.cells, _CELLS), (mark.rows, _ROWS), (mark.columns, _COLUMNS)]


def _range(its: dict[str, str | None], key: str, convert) -> tuple[int, int]:
    """First and last; everything where the address says nothing of it."""
    if not its.get(f"{key}1"):
        return 1, 10**9
    ends = [convert(its[f"{key}1"]), convert(its.get(f"{key}2") or its[f"{key}1"])]
    return min(ends), max(ends)


def _check_place(index: int, mark: Mark, sheets: list[str], name: str) -> None:
    """Raises DocumentError for an address that cannot be read, or a sheet that is not there."""
    examples = {"cells": "B2, B2:C10 or Staff!B2", "rows": "4, 4-9 or Staff!4", "columns": "C, C-E or Staff!C"}
    for said, pattern in _said(mark):
        for part in (said or "").split(",") if said else ():
            match = pattern.match(part.strip())
            if not match:
                raise DocumentError(Path(name), f"mark {index + 1}: “{part.strip()}” is no address", f"Write {examples[mark.kind]}")
            if match["sheet"] and match["sheet"] not in sheets:
                raise DocumentError(Path(name), f"mark {index + 1}: there is no sheet “{match['sheet']}” to be seen", f"Name one of {', '.join(sheets)}")


def _refuse_hidden(data: bytes, name: str, kind: Kind) -> None:
    """Addresses count hidden rows and columns, the published table does not: so there may be none."""
    if kind is not Kind.CSV and any(_HIDDEN.search(body) for part, body in package.parts(data, name).items() if part.endswith(".xml")):
        raise DocumentError(
            Path(name), "rows or columns of this workbook are hidden, so addresses of cells are not certain",
            "Show or delete the hidden rows and columns, save, and mark again",
        )  # fmt: skip


def letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def number(column: str) -> int:
    """1 for `A`, 27 for `AA`."""
    out = 0
    for letter in column:
        out = out * 26 + ord(letter) - 64
    return out


def _plain(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name).lower().split()) or "sheet"
