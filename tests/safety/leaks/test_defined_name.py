# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.workbook.defined_name import DefinedName

from ..making import findings, xlsx
from ..making_office import SECRET, ods

RULE = "DEFINED-NAME"


def named(name, value, hidden=False):
    return xlsx(lambda book: book.defined_names.add(DefinedName(name, attr_text=value, hidden=hidden)))


def test_the_name_of_a_visible_range_is_not_reported():
    assert findings(named("Counts", "Wards!$A$1:$B$3"), "a.xlsx", RULE) == []


def test_constants_hidden_names_and_names_of_other_places_are_found():
    for value, hidden in (('"Quentin Harbottle"', False), ("Wards!$A$1", True), ("'[other.xlsx]Staff'!$A$1", False)):
        assert findings(named("Officer", value, hidden), "a.xlsx", RULE), value


def test_names_of_an_ods_file_are_judged_alike():
    def named(expression):
        return ods(after=f"<table:named-expressions>{expression}</table:named-expressions>")

    assert (
        findings(
            named('<table:named-range table:name="A" table:cell-range-address="$Wards.$A$1:.$A$2"/>'), "a.ods", RULE
        )
        == []
    )
    assert findings(
        named(f'<table:named-expression table:name="A" table:expression="&quot;{SECRET}&quot;"/>'), "a.ods", RULE
    )
    assert findings(named('<table:named-range table:name="A" table:cell-range-address="$Staff.$A$1"/>'), "a.ods", RULE)


def test_names_whose_cells_are_gone_and_sums_of_a_table_are_not_reported():
    for value in ("#REF!", "Wards!#REF!", "SUM(Table1[Potholes])"):
        assert findings(named("Total", value), "a.xlsx", RULE) == [], value
    assert findings(named("Total", "SUM([1]Staff!$A$1)"), "a.xlsx", RULE)
    assert findings(named("Total", "#REF!", hidden=True), "a.xlsx", RULE)
