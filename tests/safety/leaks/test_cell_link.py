# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, published, recovered, xlsx
from ..making_office import cell, ods, row

RULE = "CELL-LINK"


def linked(target):
    return xlsx(lambda book: setattr(book.active["A2"], "hyperlink", target))


def test_addresses_that_cells_show_are_not_reported():
    def shown(book):
        book.active["A2"] = "mailto:foi@example.org"
        book.active["A2"].hyperlink = "mailto:foi@example.org"

    assert findings(xlsx(shown), "a.xlsx", RULE) == []


def test_an_address_behind_a_cell_is_found_and_not_in_the_table():
    data = linked("mailto:q.harbottle@example.org")
    assert "harbottle" in recovered(findings(data, "a.xlsx", RULE))
    assert b"harbottle" not in published(data, "a.xlsx")
    other = ods(row(cell('<text:a xlink:href="mailto:q.harbottle@example.org">Ash</text:a>')))
    assert "harbottle" in recovered(findings(other, "a.ods", RULE))
    assert b"harbottle" not in published(other, "a.ods")
