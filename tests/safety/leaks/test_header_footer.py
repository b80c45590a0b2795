# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, ods

RULE = "HEADER-FOOTER"


def headed(words):
    return xlsx(lambda book: setattr(book.active.oddHeader.center, "text", words))


def test_page_numbers_and_words_of_the_cells_are_not_reported():
    for words in ("Page &P of &N", "&D &T", "Potholes"):
        found = findings(headed(words), "a.xlsx", RULE)
        assert [one.recovered for one in found if one.recovered.replace("of", "").replace("Page", "").strip()] == []
    assert findings(ods(), "a.ods", RULE) == []


def test_a_name_in_a_header_or_footer_is_found_and_not_in_the_table():
    assert "QuentinHarbottle" in recovered(findings(headed(SECRET), "a.xlsx", RULE))
    assert b"Harbottle" not in published(headed(SECRET), "a.xlsx")
    page = f'<style:master-page style:name="Default"><style:header><text:p>{SECRET}</text:p></style:header></style:master-page>'
    assert "QuentinHarbottle" in recovered(findings(ods(master=page), "a.ods", RULE))
