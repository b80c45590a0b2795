# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pymupdf

from ..making import changed, findings, pdf, published

RULE = "META-INFO"


def with_info(**info):
    def change(document):
        for key, value in info.items():
            document.docinfo[f"/{key}"] = value

    return changed(pdf(), change)


def test_a_title_that_the_page_shows_is_kept():
    data = with_info(Title="An ordinary line of the record")
    assert findings(data, rule=RULE) == []
    assert pymupdf.open(stream=published(data)).metadata["title"] == "An ordinary line of the record"


def test_an_author_and_a_title_with_other_words_are_found_and_gone_from_the_copy():
    data = with_info(Author="Quentin Harbottle", Title="Complaint about Quentin Harbottle", CaseNumber="C/77")
    assert {one.recovered for one in findings(data, rule=RULE)} == {
        "Quentin Harbottle", "Complaint about Quentin Harbottle", "C/77",
    }  # fmt: skip
    copy = published(data)
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "An ordinary line of the record."
        }
