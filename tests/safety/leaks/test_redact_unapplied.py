# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import SECRET, changed, findings, pdf, secret

RULE = "REDACT-UNAPPLIED"


def test_an_applied_redaction_is_not_reported():
    def applied(page):
        page.add_redact_annot(secret(page), fill=(0, 0, 0))
        page.apply_redactions()

    assert findings(pdf(applied), rule=RULE) == []


def test_a_redaction_that_was_only_marked_is_found():
    found = findings(pdf(lambda page: page.add_redact_annot(secret(page), text="Harbottle")), rule=RULE)
    assert [one.where for one in found] == ["page 1"]


def test_a_mark_with_nothing_under_it_is_found_too():
    assert findings(pdf(lambda page: page.add_redact_annot((300, 300, 400, 320))), rule=RULE)


@pytest.mark.parametrize("label", ["", "s40(2)", "A councillor"])
def test_the_remains_of_an_applied_redaction_are_not_reported(label):
    document = pymupdf.open(stream=pdf(secret))
    page = document[0]
    page.add_redact_annot(page.search_for(SECRET)[0], text=label, fill=(0.9, 0.9, 0.9))
    page.apply_redactions()
    remains = document.tobytes(garbage=0)
    assert b"/Redact" in remains
    assert findings(remains, rule=RULE) == []


def test_a_mark_taken_off_its_page_is_found_where_the_words_still_stand():
    def take_off(document):
        mark = document.pages[0].Annots[0]
        document.Root.Kept = mark
        del document.pages[0].Annots

    data = changed(pdf(lambda page: page.add_redact_annot(secret(page))), take_off)
    assert [one.recovered for one in findings(data, rule=RULE)] == [SECRET]
