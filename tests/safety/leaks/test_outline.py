# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import SECRET, findings, pdf, published

RULE = "OUTLINE"


def outlined(*titles):
    document = pymupdf.open(stream=pdf())
    document.set_toc([[1, title, 1] for title in titles])
    return document.tobytes()


def test_bookmarks_in_words_of_the_page_are_not_reported_and_stay():
    data = outlined("An ordinary line")
    assert findings(data, rule=RULE) == []
    assert pymupdf.open(stream=published(data)).get_toc() == [[1, "An ordinary line", 1]]


def test_a_bookmark_with_other_words_is_found_and_renamed_in_the_copy():
    data = outlined("An ordinary line", f"Interview with {SECRET}")
    assert [one.recovered for one in findings(data, rule=RULE)] == [f"Interview with {SECRET}"]
    assert pymupdf.open(stream=published(data)).get_toc() == [[1, "An ordinary line", 1], [1, "Bookmark", 1]]
