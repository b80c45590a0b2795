# SPDX-License-Identifier: AGPL-3.0-or-later
"""Secrets in tables and pictures."""

from __future__ import annotations

import io

import openpyxl
import pymupdf
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from .pieces import Slot


def book(plant):
    def make(secret, dice):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        for row in (("Ward", "Potholes"), ("Elm", dice.randint(1, 90)), ("Oak", dice.randint(1, 90))):
            sheet.append(row)
        plant(workbook, sheet, secret)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


def sheet_of(state):
    def plant(workbook, sheet, secret):
        other = workbook.create_sheet("Staff")
        other["A1"] = secret
        other.sheet_state = state

    return plant


def row(workbook, sheet, secret):
    sheet["A9"] = secret
    sheet.row_dimensions[9].hidden = True


def column(workbook, sheet, secret):
    sheet["F2"] = secret
    sheet.column_dimensions["F"].hidden = True


def comment(workbook, sheet, secret):
    sheet["B2"].comment = Comment("Ask again", secret)


def constant(workbook, sheet, secret):
    workbook.defined_names["officer"] = DefinedName("officer", attr_text=f'"{secret}"')


def creator(workbook, sheet, secret):
    workbook.properties.creator = secret


def photograph(secret, dice):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20))
    pixels.clear_with(dice.randint(40, 200))
    jpeg, said = pixels.tobytes("jpg"), secret.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said + jpeg[2:]


SLOTS = (
    *(Slot(f"{state} sheet", book(sheet_of(state)), ending="xlsx") for state in ("hidden", "veryHidden")),
    Slot("hidden row", book(row), ending="xlsx"),
    Slot("hidden column", book(column), ending="xlsx"),
    Slot("comment on a cell", book(comment), ending="xlsx"),
    Slot("defined name", book(constant), ending="xlsx"),
    Slot("creator of a workbook", book(creator), ending="xlsx"),
    Slot("formula in a CSV", lambda s, d: f'name,value\r\nElm,"=HYPERLINK(""{s}"")"\r\n'.encode(), ending="csv"),
    Slot("comment in a picture", photograph, ending="jpg"),
)
