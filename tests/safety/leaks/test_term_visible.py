# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.safety.examine import prepare
from disclosures.safety.recurring import Recurring

from ..making import BLACK, SECRET, findings, pdf, secret
from ..making_office import docx, para, pptx, shape

RULE = "TERM-VISIBLE"
WHITE_WORDS = '<w:color w:val="FFFFFF"/>'


def covered(page):
    page.draw_rect(secret(page), fill=BLACK)


def removed(page):
    page.add_redact_annot(secret(page), fill=BLACK)
    page.apply_redactions()
    page.insert_text((72, 300), f"Signed by {SECRET}")


def in_clear(words):
    return lambda page: page.insert_text((72, 300), words)


@pytest.mark.parametrize(
    "data",
    [pdf(), pdf(covered), pdf(covered, in_clear("Signed by the constable in charge.")), pdf(removed)],
    ids=["nothing hidden", "hidden and nowhere else", "other words", "removed well, which leaves nothing to compare"],
)
def test_what_stands_nowhere_else_is_not_reported(data):
    assert findings(data, rule=RULE) == []


@pytest.mark.parametrize(
    ("hidden", "text"),
    [
        ("The Police", "The police came, and the Police left."),
        ("Essex Police", "Essex Police answered."),
        ("March", "In March the count was 12."),
        ("s40(2) [redacted s40(2)]", "[redacted s40(2)]"),
        ("of it", "most of it"),
        ("12", "The count was 12."),
    ],
)
def test_ordinary_words_labels_dates_and_public_names_are_no_names(hidden, text):
    assert Recurring([hidden], [text], known=["Essex Police"]).find(text) == []


@pytest.mark.parametrize(
    ("hidden", "text", "words"),
    [
        ("Quentin Harbottle", "signed Quentin Harbottle, Head", "Quentin Harbottle"),
        ("Quentin Harbottle", "Mr Harbottle said", "Harbottle"),
        ("Mrs Sallow", "and Sallow\nsaid", "Sallow"),
        ("It was seen by Ann van der Brook at noon", "Ann van\nder Brook", "Ann van der Brook"),
        ("call 01245 555 019 today please, whenever you like to", "tel. 01245555019", "01245555019"),
        ("write to q.harbottle@home.example whenever you like", "<q.harbottle@home.example>", "q.harbottle@home.example"),
        ("SC/24/001", "see SC/24/001", "SC/24/001"),
        ("Quentin Harbottle", "QUENTIN HARBOTTLE", "QUENTIN HARBOTTLE"),
    ],
)
def test_names_and_numbers_are_found_however_they_are_written(hidden, text, words):
    assert [found for _, found in Recurring([hidden], [text]).find(text)] == [words]


def test_a_name_under_a_box_that_stands_in_clear_on_another_page_is_told_with_its_page():
    found = findings(pdf(covered, in_clear(f"Signed: {SECRET}")), rule=RULE)
    assert [(one.where, one.recovered, one.verdict.value) for one in found] == [("page 2", SECRET, "R")]


def test_a_name_on_the_page_of_its_own_box_is_told_once():
    def both(page):
        covered(page)
        in_clear(f"Signed: {SECRET}")(page)

    assert [one.where for one in findings(pdf(both), rule=RULE)] == ["page 1"]


def test_a_document_that_hides_a_name_in_white_and_shows_it_below_is_told():
    data = docx(para(SECRET, WHITE_WORDS) + para(f"Yours, {SECRET}"))
    assert [one.recovered for one in findings(data, "a.docx", RULE)] == [SECRET]
    assert prepare(data, "a.docx")[1] == ()


def test_a_slide_that_covers_a_name_and_shows_it_on_the_next_is_told():
    first = shape(SECRET, (100, 100, 300, 50)) + shape("", (90, 90, 320, 70), fill="000000")
    data = pptx(first, shape(f"Thanks to {SECRET}"))
    assert [one.where for one in findings(data, "a.pptx", RULE)] == ["slide 3"]
