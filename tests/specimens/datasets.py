# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small table about nobody, as CSV and as XLSX: the same rows in both."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

import openpyxl
from openpyxl.styles import Font

from .paper import SPECIMEN
from .recipe import Subject

HEAD = ("Financial year", "Ward", "Potholes reported", "Potholes repaired", "Median days to repair")
_WARDS = ("Harbour", "Mill Lane", "Northgate", "Old Town", "Riverside", "Station")
_YEARS = ("2021-22", "2022-23", "2023-24")
_MADE = datetime(2025, 1, 6, 9)


def rows() -> list[tuple[str, str, int, int, int]]:
    """One row for each ward and year; made figures that follow a plain rule."""
    made = []
    for y, year in enumerate(_YEARS):
        for w, ward in enumerate(_WARDS):
            reported = 140 + 37 * w + 22 * y
            made.append((year, ward, reported, reported - 9 - 4 * w + y, 6 + (w * 5 + y) % 9))
    return made


def csv_bytes(subject: Subject) -> bytes:
    """UTF-8 with CRLF, as RFC 4180 says."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD, *rows()])
    return text.getvalue().encode()


def xlsx_bytes(subject: Subject) -> bytes:
    """One visible sheet; times of making are fixed and nothing is compressed, so the bytes depend on the rows alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Potholes"
    for row in (HEAD, *rows()):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (16, 14, 20, 20, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    book.properties.title = f"{SPECIMEN}: {subject.title}"
    book.properties.creator = ""
    book.properties.created = _MADE
    raw = io.BytesIO()
    book.save(raw)
    return _fixed(raw.getvalue())


def _fixed(data: bytes) -> bytes:
    """The same package with the time of saving, which openpyxl always sets, put back to a fixed one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _MADE.isoformat().encode() + b"Z", part)
            kept.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return out.getvalue()
