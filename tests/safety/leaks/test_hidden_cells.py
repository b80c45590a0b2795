# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

from ..making import findings, recovered, xlsx

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
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as whole, zipfile.ZipFile(out, "w") as flat:
        for entry in whole.infolist():
            body = whole.read(entry)
            flat.writestr(entry, body.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"'))
    found = findings(out.getvalue(), "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell A3", "sheet Wards, cell B3"]
