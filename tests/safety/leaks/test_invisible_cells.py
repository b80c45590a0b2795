# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo

from ..making import findings, recovered, xlsx
from ..making_office import cell, is_held_back, ods, row, style

RULE = "INVISIBLE-CELLS"


def looking(**look):
    def fill(book):
        spot = book.active["A5"]
        spot.value = look.pop("value", "Harbottle")
        for name, value in look.items():
            setattr(spot, name, value)

    return xlsx(fill)


def solid(colour):
    return PatternFill("solid", fgColor=colour)


def in_a_table(book):
    book.active.add_table(Table(displayName="T", ref="A1:B3", tableStyleInfo=TableStyleInfo(name="TableStyleMedium2")))
    book.active["A1"].font = Font(color="FFFFFFFF")


FINE = {
    "plain cells": xlsx(),
    "grey on white": looking(font=Font(color="FFBFBFBF")),
    "white on blue": looking(font=Font(color="FFFFFFFF"), fill=solid("FF1F3864")),
    "the theme's white on its dark blue": looking(font=Font(color=Color(theme=0)), fill=solid(Color(theme=3))),
    "the head of a styled table": xlsx(in_a_table),
    "zeros that are not shown": looking(value=0, number_format="0;-0;;@"),
    "red negative numbers": looking(value=-3, number_format="#,##0;[Red]-#,##0"),
    "an ordinary row of LibreOffice": ods(row(cell("Ash"), cell("3"))),
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_cells_that_can_be_seen_are_not_reported(data):
    assert findings(data, "a", RULE) == []


UNSEEN = {
    "white on white": looking(font=Font(color="FFFFFFFF")),
    "the theme's white": looking(font=Font(color=Color(theme=0))),
    "the theme's white, a little darker, on the same": looking(
        font=Font(color=Color(theme=0, tint=-0.05)), fill=solid(Color(theme=0, tint=-0.05))
    ),
    "black on black": looking(fill=solid("FF000000")),
    "the theme's black on black": looking(font=Font(color=Color(theme=1)), fill=solid("FF000000")),
    "an indexed white": looking(font=Font(color=Color(indexed=9))),
    "red on red": looking(font=Font(color="FFFF0000"), fill=solid("FFFF0000")),
    "one point": looking(font=Font(size=1)),
    "a format that shows nothing": looking(number_format=";;;"),
    "a format that shows no text": looking(number_format="0;0;0;"),
    "a format that shows no number": looking(value=1234, number_format=";;"),
    "a format of quotes": looking(number_format='"";"";"";""'),
}


@pytest.mark.parametrize("data", UNSEEN.values(), ids=UNSEEN)
def test_a_cell_that_cannot_be_seen_is_found(data):
    found = findings(data, "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell A5"]
    assert recovered(found) in ("Harbottle", "1234")
    assert is_held_back(data, "a.xlsx")


def test_cells_of_an_ods_file_that_cannot_be_seen_are_found():
    white = style("W", "table-cell", '<style:text-properties fo:color="#ffffff"/>')
    black = style(
        "W",
        "table-cell",
        '<style:table-cell-properties fo:background-color="#000000"/><style:text-properties fo:color="#000000"/>',
    )
    run = style("T", "text", '<style:text-properties fo:color="#ffffff"/>')
    cells = {
        white: cell("Harbottle", 'table:style-name="W"'),
        black: cell("Harbottle", 'table:style-name="W"'),
        run: cell('<text:span text:style-name="T">Harbottle</text:span>'),
    }
    for styles, spot in cells.items():
        data = ods(row(spot), styles=styles)
        assert [one.where for one in findings(data, "a.ods", RULE)] == ["sheet Wards, cell A3"]
        assert is_held_back(data, "a.ods")


def test_a_column_whose_cells_are_white_is_found_in_an_ods_file():
    white = style("W", "table-cell", '<style:text-properties fo:color="#ffffff"/>')
    data = ods(columns='<table:table-column/><table:table-column table:default-cell-style-name="W"/>', styles=white)
    assert [one.where for one in findings(data, "a.ods", RULE)] == ["sheet Wards, cell B1", "sheet Wards, cell B2"]


def in_two_colours(second, **look):
    def fill(book):
        looks = [InlineFont(color="FF000000"), InlineFont(color=second)]
        book.active["A5"] = CellRichText(*(TextBlock(font, words) for font, words in zip(looks, ("Seen ", "Harbottle"), strict=True)))
        for name, value in look.items():
            setattr(book.active["A5"], name, value)

    return xlsx(fill)


def test_words_in_two_colours_that_can_be_seen_are_not_reported():
    assert findings(in_two_colours("FF9C0006"), "a.xlsx", RULE) == []
    assert findings(in_two_colours("FFFFFFFF", fill=solid("FF1F3864")), "a.xlsx", RULE) == []


def test_white_words_among_others_in_a_cell_are_found():
    found = findings(in_two_colours("FFFFFFFF"), "a.xlsx", RULE)
    assert [(one.where, one.recovered) for one in found] == [("sheet Wards, cell A5", "Harbottle")]
