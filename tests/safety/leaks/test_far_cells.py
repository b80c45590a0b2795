# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, recovered, xlsx
from ..making_office import cell, is_held_back, ods, row

RULE = "FAR-CELLS"


def test_tables_and_what_stands_near_them_are_not_reported():
    def second_table(book):
        book.active["A60"] = "Notes"
        book.active["T3"] = "Total"

    def long(book):
        for number in range(500):
            book.active.append([number])

    assert findings(xlsx(second_table), "a.xlsx", RULE) == []
    assert findings(xlsx(long), "a.xlsx", RULE) == []


def test_a_cell_far_below_or_far_to_the_right_is_found():
    for place in ("A900", "CZ2"):
        data = xlsx(lambda book, place=place: book.active.__setitem__(place, "Harbottle"))
        found = findings(data, "a.xlsx", RULE)
        assert [one.where for one in found] == [f"sheet Wards, cell {place}"]
        assert recovered(found) == "Harbottle"
        assert is_held_back(data, "a.xlsx")


def test_a_far_cell_of_an_ods_file_is_found():
    down = ods(row("<table:table-cell/>", attributes='table:number-rows-repeated="100000"'), row(cell("Harbottle")))
    right = ods(row('<table:table-cell table:number-columns-repeated="500"/>', cell("Harbottle")))
    assert [one.where for one in findings(down, "a.ods", RULE)] == ["sheet Wards, cell A100003"]
    assert [one.where for one in findings(right, "a.ods", RULE)] == ["sheet Wards, cell SG3"]
