# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no mark covers stays as it was."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest

from . import making
from .making import SECRET


def full_page(page) -> None:
    """Text in several fonts and colours, a table, a curve, a picture and links, all away from the marked line."""
    for number, font in enumerate(("tiro", "cour", "hebo", "helv")):
        page.insert_text((72, 300 + 20 * number), "Words that stay (all of them), “quoted” – and more", fontname=font, color=(0, 0, 0.6))
    page.draw_rect((72, 400, 300, 440), color=(1, 0, 0), fill=(0.9, 0.9, 0.8))
    page.draw_bezier((72, 460), (120, 430), (200, 520), (300, 470), color=(0, 0.5, 0))
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 20), False)
    picture.set_rect(picture.irect, (10, 120, 200))
    page.insert_image(pymupdf.Rect(350, 400, 430, 440), pixmap=picture)
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 285, 200, 303), "uri": "https://www.gov.uk/"})
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(72, 305, 200, 323), "page": 0})


def test_letters_without_a_mark_stay_in_their_order():
    before = making.drawn(full_page, full_page)
    after = making.taken(before).uncleared
    for old, new in zip(making.texts(before), making.texts(after), strict=True):
        assert new.replace("s40(2)\n", "").split() == old.replace(SECRET, "").split()


def test_a_page_without_a_mark_keeps_its_drawing_to_the_byte():
    before = making.drawn(full_page, full_page)
    after = making.taken(before).uncleared
    with pymupdf.open(stream=before, filetype="pdf") as old, pymupdf.open(stream=after, filetype="pdf") as new:
        assert old[1].read_contents() == new[1].read_contents()


def test_a_page_looks_the_same_outside_the_line_that_is_redacted():
    before, after = (making.pixels(data) for data in (making.drawn(full_page), making.taken(making.drawn(full_page)).uncleared))
    row = before.width * 3
    top, bottom = 186 * row, 208 * row
    assert before.samples[:top] == after.samples[:top]
    assert before.samples[bottom:] == after.samples[bottom:]
    assert before.samples[top:bottom] != after.samples[top:bottom]


def test_the_words_before_a_gap_do_not_move():
    before, after = making.drawn(), making.taken(making.drawn()).uncleared
    with pymupdf.open(stream=before, filetype="pdf") as old, pymupdf.open(stream=after, filetype="pdf") as new:
        places = [[word[:2] for word in document[0].get_text("words") if word[4] in ("Signed", "by")] for document in (old, new)]
    assert places[0] == places[1]


def test_links_elsewhere_stay():
    after = making.taken(making.drawn(full_page)).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        assert {link["kind"] for link in document[0].get_links()} == {pymupdf.LINK_URI, pymupdf.LINK_GOTO}


def test_tags_stay_and_say_the_same():
    before = making.tagged()
    after = making.taken(before, {"words": "Jo Ray"}).uncleared
    assert making.spoken(before)[-1] == making.spoken(after)[-1] == "Second line of the letter"
    with pikepdf.open(io.BytesIO(after)) as document:
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en-GB"


def test_bookmarks_in_other_words_stay():
    def with_bookmarks(page) -> None:
        page.parent.set_toc([[1, "An ordinary line", 1], [1, f"Statement of {SECRET}", 1]])

    outcome = making.taken(making.drawn(with_bookmarks))
    with pymupdf.open(stream=outcome.uncleared, filetype="pdf") as document:
        assert [title for _, title, _ in document.get_toc()] == ["An ordinary line", "[Redacted]"]
    assert outcome.also["bookmarks"] == 1


@pytest.mark.parametrize("words", ["Harbottles", "Quent", "quentin harbottle x"])
def test_words_that_are_not_there_take_nothing(words):
    outcome = making.taken(making.drawn(), {"words": words})
    assert not outcome.boxes and outcome.idle == [0]


def test_a_part_of_a_longer_word_stays_unless_asked_for():
    assert not making.taken(making.drawn(), {"words": "Harbot"}).boxes
    assert making.taken(making.drawn(), {"words": "Harbot", "part_of_word": "yes"}).boxes


def test_capitals_count_only_when_asked_for():
    assert making.taken(making.drawn(), {"words": SECRET.upper()}).boxes
    assert not making.taken(making.drawn(), {"words": SECRET.upper(), "case": "yes"}).boxes


def test_a_mark_for_one_page_leaves_the_others():
    def again(page) -> None:
        page.insert_text((72, 200), f"Also by {SECRET} today")

    outcome = making.taken(making.drawn(lambda page: None, again), {"words": SECRET, "pages": "1"})
    assert SECRET not in making.texts(outcome.uncleared)[0] and SECRET in making.texts(outcome.uncleared)[1]


def test_the_same_source_and_marks_give_the_same_bytes():
    data = making.drawn(full_page)
    assert making.taken(data).uncleared == making.taken(data).uncleared
