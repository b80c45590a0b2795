# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists within lists, footnotes, chains of e-mails, letters, links and tables with merged heads."""

import pymupdf

from disclosures.reading.blocks import Address, Dated, Fields, Message, Notes, Quote, Table, walk
from disclosures.reading.read import read
from tests.benchmarks import reading_made, reading_made_hard

from .making import cleared, lines, page, redact


def html(draw, *more):
    return "\n".join(one.html for one in page(draw, *more).pages)


def blocks(draw, kind):
    return [one for one in walk(page(draw).pages[0].blocks) if isinstance(one, kind)]


def made(record):
    return [one for sheet in read(cleared(record.data)).pages for one in walk(sheet.blocks)]


def test_a_raised_number_without_a_note_stays_in_the_text():
    def draw(sheet):
        lines(sheet, "An area of 20 m", at=100)
        sheet.insert_text((72.3 + pymupdf.get_text_length("An area of 20 m"), 96), "2", fontsize=6)
        lines(sheet, "and its fence.", at=114)

    assert "<sup>" not in html(draw)
    assert "20 m2 and its fence." in html(draw)


def test_a_letter_that_mentions_a_sender_is_no_message():
    assert not blocks(lambda sheet: lines(sheet, "Date: 3 May 2022", "Subject: The survey", "Dear all,"), Message)


def test_a_number_that_begins_a_line_by_chance_is_no_list():
    told = html(lambda sheet: lines(sheet, "The board met in the spring of 2022 on May", "12. It met again in June."))
    assert "<ol" not in told


def test_an_initial_begins_no_list():
    assert "<ol" not in html(lambda sheet: lines(sheet, "A. Brown wrote to the board."))


def test_lists_stand_within_lists_by_their_labels_and_indents():
    def draw(sheet):
        lines(sheet, "1. First", at=100)
        lines(sheet, "(a) deep one", "(b) deep two", at=114, left=90)
        lines(sheet, "2. Second", at=142)
        lines(sheet, "• a point", at=156, left=90)

    assert html(draw) == (
        '<ol><li>First<ol type="a"><li>deep one</li><li>deep two</li></ol></li>'
        "<li>Second<ul><li>a point</li></ul></li></ol>"
    )


def test_a_roman_list_is_told_from_the_letter_i():
    def draw(sheet):
        lines(sheet, "(g) seven", "(h) eight", "(i) nine", at=100)
        lines(sheet, "And further:", at=180)
        lines(sheet, "(i) one", "(ii) two", at=200)

    told = html(draw)
    assert '<ol type="a" start="7"><li>seven</li><li>eight</li><li>nine</li></ol>' in told
    assert '<ol type="i"><li>one</li><li>two</li></ol>' in told


def test_footnotes_are_led_to_from_their_marks_and_back():
    found = made(reading_made.footnotes(1))
    (notes,) = [one for one in found if isinstance(one, Notes)]
    assert [note.label for note in notes.items] == ["1", "2", "3"]
    told = read(cleared(reading_made.footnotes(1).data)).pages[0].html
    for number in (1, 2, 3):
        assert f'href="#page-1-note-{number}" id="page-1-mark-{number}"' in told
        assert f'<p id="page-1-note-{number}"><sup><a href="#page-1-mark-{number}"' in told


def test_a_chain_is_split_into_its_messages():
    messages = [one for one in made(reading_made.chain(1)) if isinstance(one, Message)]
    assert len(messages) == 3
    assert [[name for name, _ in one.fields.items] for one in messages] == [["From", "Sent", "To", "Subject"]] * 3
    assert all(one.blocks for one in messages)


def test_what_is_quoted_belongs_to_the_message_of_its_writer():
    messages = [one for one in made(reading_made_hard.quoting(0)) if isinstance(one, Message)]
    assert [name for name, _ in messages[1].fields.items] == ["Date", "From"]
    assert isinstance(messages[1].blocks[0], Quote)
    assert ">" not in messages[1].blocks[0].blocks[0].inlines[0].text


def test_a_sender_who_is_redacted_is_told_as_such():
    def draw(sheet):
        lines(sheet, "From: Ann Brown", "Sent: 3 May 2022", "To: The board", "Dear all,")
        redact(sheet, "Ann Brown", "s40(2)")

    (message,) = blocks(draw, Message)
    assert message.fields.items[0][1][0].codes == ("s40(2)",)


def test_a_letter_has_addresses_a_date_and_a_reference():
    for seed in (0, 1):
        found = made(reading_made.letter(seed))
        addresses = [one for one in found if isinstance(one, Address)]
        assert {len(one.lines) for one in addresses} == {4, 5}
        assert [one.day for one in found if isinstance(one, Dated)] == [f"2022-02-0{seed + 3}"]
        assert [name for one in found if isinstance(one, Fields) for name, _ in one.items] == ["Our ref"]


def test_a_link_stands_on_its_words():
    def draw(sheet):
        lines(sheet, "See the report online today.")
        place = sheet.search_for("report online")[0]
        sheet.insert_link({"kind": pymupdf.LINK_URI, "from": place, "uri": "https://site.example/r?a=1&b=2"})

    assert html(draw) == '<p>See the <a href="https://site.example/r?a=1&amp;b=2">report online</a> today.</p>'


def test_cells_of_a_head_that_cover_several_columns_are_told_as_such():
    (table,) = [one for one in made(reading_made_hard.merged_head(1)) if isinstance(one, Table)]
    assert [cell.across for cell in table.head[0]] == [1, 2, 2]
    assert len(table.head) == 2
    assert all(row[0].head for row in table.rows)


def test_a_table_that_goes_on_over_the_page_has_its_head_on_both():
    for seed in (0, 1):
        first, second = [one for one in made(reading_made.long_table(seed)) if isinstance(one, Table)]
        assert first.head == second.head != ()
        assert len(first.rows) + len(second.rows) == 40


def test_a_frame_around_text_is_no_table():
    def draw(sheet):
        sheet.draw_rect((60, 80, 540, 300))
        sheet.draw_line((60, 110), (540, 110))
        sheet.draw_line((300, 80), (300, 110))
        lines(sheet, *[f"A line of the framed remark, number {n}, which goes on for a while" for n in range(8)], at=140)

    assert "<table>" not in html(draw)
