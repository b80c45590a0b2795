# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published, recovered, xlsx
from ..making_office import cell, ods, row, style
from .test_validation import replaced

RULE = "HIDDEN-CELLS"


def test_visible_cells_and_empty_hidden_columns_are_not_reported():
    def fill(book):
        book.active.column_dimensions["F"].hidden = True
        book.active.row_dimensions[40].hidden = True

    assert findings(xlsx(fill), "a.xlsx", RULE) == []


def test_a_hidden_column_row_and_group_are_found_with_their_cells():
    def column(book):
        book.active["D2"] = "Harbottle"
        book.active.column_dimensions["D"].hidden = True

    def group(book):
        book.active["E2"] = "Harbottle"
        book.active.column_dimensions.group("D", "F", hidden=True)

    def row(book):
        book.active["A9"] = "Harbottle"
        book.active.row_dimensions[9].hidden = True

    for fill, place in ((column, "D2"), (group, "E2"), (row, "A9")):
        found = findings(xlsx(fill), "a.xlsx", RULE)
        assert [one.where for one in found] == [f"sheet Wards, cell {place}"], fill.__name__
        assert recovered(found) == "Harbottle"


def test_a_row_without_height_is_found():
    found = findings(replaced(xlsx(), b'<row r="3"', b'<row r="3" ht="0" customHeight="1"'), "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell A3", "sheet Wards, cell B3"]


def test_what_a_merged_cell_covers_is_found():
    data = replaced(xlsx(), b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>')
    found = findings(data, "a.xlsx", RULE)
    assert [(one.where, one.recovered) for one in found] == [
        ("sheet Wards, cell A2", "Elm"),
        ("sheet Wards, cell A3", "Oak"),
    ]


HIDDEN = {
    "a row": (ods(row(cell("Harbottle"), attributes='table:visibility="collapse"')), "A3"),
    "a filtered row": (ods(row(cell("Harbottle"), attributes='table:visibility="filter"')), "A3"),
    "a row without height": (
        ods(row(cell("Harbottle"), attributes='table:style-name="F"'), styles=style("F", "table-row", '<style:table-row-properties style:row-height="0cm"/>')), "A3",
    ),
    "a row of a closed group": (ods(f'<table:table-row-group table:display="false">{row(cell("Harbottle"))}</table:table-row-group>'), "A3"),
    "a column": (ods(row(cell("Ash"), cell("3"), cell("Harbottle")), columns='<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'), "C3"),
    "a covered cell": (ods(row(cell("Ash", 'table:number-columns-spanned="2"'), "<table:covered-table-cell><text:p>Harbottle</text:p></table:covered-table-cell>")), "B3"),
}  # fmt: skip


def test_the_visible_cells_of_an_ods_file_are_published():
    data = ods(row(attributes='table:visibility="collapse"'), row(cell("Ash"), cell("3")))
    assert findings(data, "a.ods", RULE) == []
    assert published(data, "a.ods") == b"Ward,Potholes\r\nElm,12\r\nAsh,3\r\n"


@pytest.mark.parametrize(("data", "place"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_cells_of_an_ods_file_are_found(data, place):
    found = findings(data, "a.ods", RULE)
    assert [(one.where, one.recovered) for one in found] == [(f"sheet Wards, cell {place}", "Harbottle")]


def in_row_four(book):
    book.active.append(["Harbottle"])
    return book.active


def low(book):
    in_row_four(book).row_dimensions[4].height = 0.5


def low_by_default(book):
    sheet = in_row_four(book)
    sheet.sheet_format.zeroHeight = True
    for row in (1, 2, 3):
        sheet.row_dimensions[row].height = 15


def narrow(book):
    book.active["D1"] = "Harbottle"
    book.active.column_dimensions["D"].width = 0.1


def narrow_by_default(book):
    book.active["D1"] = "Harbottle"
    book.active.sheet_format.defaultColWidth = 0
    for column in "ABC":
        book.active.column_dimensions[column].width = 9


@pytest.mark.parametrize("fill", [low, low_by_default, narrow, narrow_by_default])
def test_rows_and_columns_too_small_to_show_anything_are_found(fill):
    assert [one.recovered for one in findings(xlsx(fill), "a.xlsx", RULE)] == ["Harbottle"]


def test_small_rows_and_columns_that_can_be_read_are_not_reported():
    def fill(book):
        in_row_four(book).row_dimensions[4].height = 8
        book.active.column_dimensions["A"].width = 2
        book.active.sheet_format.defaultColWidth = 4

    assert findings(xlsx(fill), "a.xlsx", RULE) == []
