# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

from openpyxl.worksheet.datavalidation import DataValidation

from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, ods

RULE = "VALIDATION"


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """A package with some bytes of its parts replaced by others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            after.writestr(entry, before.read(entry).replace(old, new))
    return out.getvalue()


def checked(**check):
    def fill(book):
        rule = DataValidation(type="list", **check)
        rule.add("A2")
        book.active.add_data_validation(rule)

    return xlsx(fill)


def test_lists_of_what_cells_show_are_not_reported():
    assert findings(checked(formula1='"Elm,Oak"'), "a.xlsx", RULE) == []
    assert findings(checked(formula1="$A$2:$A$3"), "a.xlsx", RULE) == []


def test_lists_and_messages_that_no_cell_shows_are_found_and_not_in_the_table():
    for check in (
        {"formula1": f'"Elm,{SECRET}"'},
        {"formula1": '"Elm"', "prompt": SECRET},
        {"formula1": '"Elm"', "error": SECRET},
    ):
        data = checked(**check)
        assert recovered(findings(data, "a.xlsx", RULE)) == "QuentinHarbottle"
        assert b"Harbottle" not in published(data, "a.xlsx")


def test_lists_of_an_ods_file_are_found():
    list_ = f'<table:content-validations><table:content-validation table:condition="of:cell-content-is-in-list(&quot;{SECRET}&quot;)"/></table:content-validations>'
    assert recovered(findings(ods(before=list_), "a.ods", RULE)) == "QuentinHarbottle"
