# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.comments import Comment

from ..making import findings, recovered, xlsx

RULE = "SHEET-COMMENT"


def test_a_sheet_without_comments_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []


def test_a_comment_is_found_with_its_author_and_cell():
    def comment(book):
        book.active["B2"].comment = Comment("Ask Quentin first", "R. Harbottle")

    found = findings(xlsx(comment), "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell B2"]
    assert recovered(found) == "R.Harbottle:AskQuentinfirst"
