# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from disclosures.reading.read import read
from disclosures.store import Store

from .making import LAW, cleared, lines, page, redact


def html(draw, *more):
    return "\n".join(one.html for one in page(draw, *more).pages)


def test_ordinary_lines_stay_one_paragraph_without_headings_lists_or_tables():
    text = html(
        lambda sheet: lines(sheet, "In 2022 the service wrote to", "the board. It asked for an", "answer by June.")
    )
    assert text == "<p>In 2022 the service wrote to the board. It asked for an answer by June.</p>"


def test_what_a_record_says_cannot_become_markup():
    nasty = '<script>alert("1")</script> <img src=x onerror=y> & more'
    assert html(lambda sheet: lines(sheet, nasty)) == (
        "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &lt;img src=x onerror=y&gt; &amp; more</p>"
    )


def test_headings_are_told_by_size_and_by_weight():
    def draw(sheet):
        lines(sheet, "The large title", at=80, fontsize=20)
        lines(sheet, "A bold line", at=120, fontname="hebo")
        lines(sheet, "Text below it, long enough to be the body of the page, and more of it.", at=150)

    assert html(draw).split("\n")[:2] == ["<h3>The large title</h3>", "<h4>A bold line</h4>"]


def test_paragraphs_end_at_a_gap_and_words_divided_at_the_line_end_are_made_whole():
    def draw(sheet):
        lines(sheet, "The committee has recom-", "mended it.")
        lines(sheet, "A second paragraph.", at=150)

    assert html(draw).split("\n") == ["<p>The committee has recommended it.</p>", "<p>A second paragraph.</p>"]


def test_bullets_and_numbers_become_lists_whose_items_run_on():
    def draw(sheet):
        lines(sheet, "• the first item, which", "  runs on", "• the second item")
        lines(sheet, "3. third", "4. fourth", at=200)

    assert html(draw).split("\n") == [
        "<ul><li>the first item, which runs on</li><li>the second item</li></ul>",
        '<ol start="3"><li>third</li><li>fourth</li></ol>',
    ]


def test_the_head_of_an_email_is_told_as_terms():
    def draw(sheet):
        lines(sheet, "From: The secretary", "To: Ann Brown", "Subject: The survey")
        lines(sheet, "Dear all,", at=180)
        redact(sheet, "Ann Brown", "s40(2)")

    text = html(draw)
    assert text.startswith('<article class="message"')
    assert "<div><dt>From</dt><dd>The secretary</dd></div>" in text
    assert '<dt>To</dt><dd><span class="gap">[Redacted: section 40(2)]</span></dd>' in text
    assert text.endswith("<p>Dear all,</p></article>")


def test_columns_of_short_cells_become_a_table_with_its_head():
    def draw(sheet):
        for row, cells in enumerate((("Ward", "Potholes", "Mended"), ("Elm", "12", "in May"), ("Oak", "7", "in June"))):
            for left, cell in zip((72, 200, 320), cells, strict=True):
                lines(sheet, cell, at=100 + 16 * row, left=left, fontname="hebo" if row == 0 else "helv")

    assert html(draw) == (
        '<table><thead><tr><th scope="col">Ward</th><th scope="col">Potholes</th>'
        '<th scope="col">Mended</th></tr></thead>'
        "<tbody><tr><td>Elm</td><td>12</td><td>in May</td></tr>"
        "<tr><td>Oak</td><td>7</td><td>in June</td></tr></tbody></table>"
    )


LEFT = [
    "The left column begins here and",
    "goes on for several lines of it,",
    "each as wide as its column is,",
    "until it comes to its last,",
]
RIGHT = [
    "The right column is read after",
    "that, from its first line to the",
    "last one, and not line by line",
    "across the gutter of the page.",
]


def test_two_columns_are_read_one_after_the_other_under_a_heading_across_both():
    def draw(sheet):
        lines(sheet, "A heading that stands across both of the columns", at=80, fontsize=18)
        lines(sheet, *LEFT, "which is one more line.", at=120)
        lines(sheet, *RIGHT, at=120, left=320)

    assert html(draw).split("\n")[1:] == [
        f"<p>{' '.join(LEFT)} which is one more line.</p>",
        f"<p>{' '.join(RIGHT)}</p>",
    ]


def test_long_cells_beside_a_ruled_line_stay_side_by_side():
    def draw(sheet):
        sheet.draw_line((310, 100), (310, 200))
        lines(sheet, *LEFT, at=120)
        lines(sheet, *RIGHT, at=120, left=320)

    text = html(draw)
    assert text.index("The left column") < text.index("The right column") < text.index("goes on for several")


def test_running_text_beside_line_numbers_is_no_table():
    def draw(sheet):
        lines(sheet, "1", "2", "3", left=40)
        lines(sheet, *["A line of the judgment that is as wide as the page is and goes on to the edge"] * 3, left=90)

    assert "<table>" not in html(draw)


def test_running_heads_and_page_numbers_are_read_once_or_not_at_all():
    def sheet_number(number):
        def draw(sheet):
            lines(sheet, f"Minutes, part {number}", at=30)
            lines(sheet, f"What was said on sheet {['one', 'two', 'three'][number - 1]}.", at=200)
            lines(sheet, f"Page {number} of 3", at=820)

        return draw

    text = html(*map(sheet_number, (1, 2, 3)))
    assert text.count("Minutes, part") == 1
    assert text.count("What was said") == 3
    assert "of 3" not in text


def test_a_turned_page_is_read_in_the_order_a_reader_sees():
    def draw(sheet):
        sheet.set_rotation(90)
        for number, text in enumerate(("First line of it", "second line of it.")):
            sheet.insert_text(pymupdf.Point(72, 100 + 14 * number) * sheet.derotation_matrix, text, rotate=90)

    assert html(draw) == "<p>First line of it second line of it.</p>"


def test_a_reading_is_kept_and_its_words_are_not(tmp_path):
    document = pymupdf.open()
    lines(document.new_page(), "Written by Ann Brown on Monday.")
    redact(document[0], "Ann Brown", "s40(2)")
    record, store = cleared(document.tobytes()), Store(tmp_path)
    first = read(record, LAW.get, store)
    assert read(record, LAW.get, store) == first
    assert "[Redacted]" in read(record, lambda code: None, store).pages[0].html


def test_the_declared_language_is_told():
    document = pymupdf.open()
    lines(document.new_page(), "Bore da")
    document.set_language("cy")
    assert read(cleared(document.tobytes())).language == "cy"


def test_a_scan_is_told_and_a_letter_with_a_logo_is_not():
    def scan(sheet):
        paper = pymupdf.open().new_page()
        lines(paper, "On paper")
        sheet.insert_image(sheet.rect, pixmap=paper.get_pixmap(dpi=100))

    def letter(sheet):
        dots = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20))
        dots.clear_with(60)
        sheet.insert_image((400, 40, 460, 100), pixmap=dots)
        lines(sheet, "Dear reader,", at=200)

    assert page(scan).scanned
    assert not page(letter).scanned


def test_rows_of_unequal_length_are_filled_up():
    (table,) = read(cleared(b"a,b,c\n1\n", "t.csv")).tables
    assert table.rows == (("1", "", ""),)


def test_a_picture_has_no_text():
    dots = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20))
    dots.clear_with(60)
    reading = read(cleared(dots.tobytes("png"), "a.png"))
    assert (reading.pages, reading.tables) == ((), ())


def test_only_a_cleared_document_can_be_read():
    with pytest.raises(AttributeError):
        read(b"%PDF-1.7")
