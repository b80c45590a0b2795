# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, xlsx
from ..making_office import cell, is_held_back, ods, row, style

RULE = "HIDDEN-SHEET"


def test_visible_sheets_are_not_reported():
    assert findings(xlsx(lambda book: book.create_sheet("Notes").append(["Counted monthly"])), "a.xlsx", RULE) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_found_by_name_with_the_number_of_its_cells(state):
    def hide(book):
        sheet = book.create_sheet("Staff")
        sheet.append(["Quentin Harbottle", "PC 1234"])
        sheet.sheet_state = state

    found = findings(xlsx(hide), "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Staff"]
    assert "2 cells" in found[0].what


def test_a_hidden_sheet_of_an_ods_file_is_found():
    staff = f'<table:table table:name="Staff" table:style-name="H">{row(cell("Quentin Harbottle"))}</table:table>'
    hidden = style("H", "table", '<style:table-properties table:display="false"/>')
    shown = style("H", "table", '<style:table-properties table:display="true"/>')
    assert findings(ods(after=staff, styles=shown), "a.ods", RULE) == []
    data = ods(after=staff, styles=hidden)
    assert [one.where for one in findings(data, "a.ods", RULE)] == ["sheet Staff"]
    assert is_held_back(data, "a.ods")
