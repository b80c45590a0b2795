# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.comments import Comment

from ..making import findings, recovered, xlsx
from ..making_office import cell, ods, row

RULE = "SHEET-COMMENT"


def test_a_sheet_without_comments_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []


def test_a_comment_is_found_with_its_author_and_cell():
    def comment(book):
        book.active["B2"].comment = Comment("Ask Quentin first", "R. Harbottle")

    found = findings(xlsx(comment), "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell B2"]
    assert recovered(found) == "R.Harbottle:AskQuentinfirst"


def test_a_comment_of_an_ods_file_is_found():
    note = "<office:annotation><dc:creator>A. Clerk</dc:creator><text:p>Harbottle</text:p></office:annotation>"
    found = findings(ods(row(cell("Ash", "", note))), "a.ods", RULE)
    assert [(one.where, "Harbottle" in one.recovered) for one in found] == [("sheet Wards, cell A3", True)]
