# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of a page: columns, what stands beside them, tables among them, and pages that lie on their side."""

import pymupdf

from tests.benchmarks import reading_made, reading_made_hard
from tests.benchmarks.reading import measured
from tests.benchmarks.reading_made import Writer

from .making import lines, page


def html(draw, *more):
    return "\n".join(one.html for one in page(draw, *more).pages)


def text(draw):
    return [block.inlines[0].text for block in page(draw).pages[0].blocks]


PROSE = [f"line {n} of the text which is about as long as lines are" for n in range(8)]


def test_lines_that_all_begin_anew_beside_one_another_are_cells_and_no_columns():
    def draw(sheet):
        for row in range(6):
            lines(sheet, f"Ward {row}", at=100 + 30 * row)
            lines(sheet, "a remark that goes on", "over a second line", at=100 + 30 * row, left=200, step=12)
            lines(sheet, "and another remark of", "two lines beside it", at=100 + 30 * row, left=360, step=12)

    (table,) = page(draw).pages[0].blocks
    assert len(table.rows) == 6


def test_a_list_in_one_column_of_text_makes_no_columns():
    def draw(sheet):
        for row in range(6):
            lines(sheet, "•", at=100 + 16 * row)
            lines(sheet, PROSE[row], at=100 + 16 * row, left=90)

    assert html(draw).count("<li>") == 6


def test_a_box_at_the_side_is_read_after_the_text_or_before_it_but_never_within():
    def draw(sheet):
        lines(sheet, *PROSE, at=100, step=13)
        lines(sheet, "Contact", "the records", "office at", "the hall", at=104, left=440, step=15)

    told = html(draw)
    assert " ".join(PROSE) in told
    assert "Contact the records office at the hall" in told.replace("<br>", " ").replace("</p>\n<p>", " ")


def test_made_pages_are_read_in_the_order_of_their_source():
    for layout in (reading_made.three_columns, reading_made.sidebar, reading_made_hard.narrow_gutter,
                   reading_made_hard.items_in_columns, reading_made_hard.indented):  # fmt: skip
        found = measured(layout(1))
        assert found["in order"] >= 0.99 * found["words"], layout.__name__


def test_tables_stand_where_they_are_between_columns_and_their_cells_are_right():
    for layout in (reading_made_hard.table_between_columns, reading_made_hard.three_rules, reading_made.ruled_table,
                   reading_made.bare_table):  # fmt: skip
        found = measured(layout(1))
        assert found["in order"] >= 0.99 * found["words"], layout.__name__
        assert found["cells right"] >= 0.95 * found["cells"] > 0, layout.__name__


def test_a_page_on_its_side_or_on_its_head_is_read_as_if_it_were_turned():
    for seed in (0, 1, 2, 3):
        found = measured(reading_made_hard.turned(seed))
        assert found["in order"] >= 0.99 * found["words"], seed


def test_words_that_run_up_the_margin_are_not_lost():
    def draw(sheet):
        lines(sheet, *PROSE)
        sheet.insert_text((40, 400), "Released copy", rotate=90)

    assert "<p>Released copy</p>" in html(draw)


def test_a_divided_word_is_mended_and_a_double_name_is_not():
    def draw(sheet):
        lines(sheet, "The service wrote to the commit-", "tee about a state-of-the-", "art plan and of non-", "payment.")

    assert "to the committee about a state-of-the-art plan and of non-payment." in html(draw)


def test_page_numbers_are_told_as_printed_where_they_are_not_as_counted():
    def numbered(label):
        def draw(sheet):
            lines(sheet, f"What stands on sheet {label}.", at=200)
            lines(sheet, label, at=820, left=290)

        return draw

    labels = [one.label for one in page(*map(numbered, ("iii", "iv", "v"))).pages]
    assert labels == ["iii", "iv", "v"]
    assert [one.label for one in page(*map(numbered, ("1", "2", "3"))).pages] == ["", "", ""]


def test_numbers_beside_the_lines_of_a_judgment_are_not_read_and_those_of_a_list_are():
    def judgment(sheet):
        for n in range(1, 21):
            lines(sheet, str(n), left=50, at=80 + 24 * n)
            lines(sheet, f"and the court found in line {'abcdefghijklmnopqrst'[n - 1]} that the claim had no merit", left=90, at=80 + 24 * n)

    def schedule(sheet):
        for n in range(1, 21):
            lines(sheet, str(n), left=50, at=80 + 24 * n)
            lines(sheet, "Letter", left=90, at=80 + 24 * n)
            lines(sheet, "released", left=200, at=80 + 24 * n)

    assert "17" not in html(judgment)
    assert "17" in html(schedule)


def test_a_year_at_the_head_of_a_page_is_no_page_number():
    assert "2022" in html(lambda sheet: lines(sheet, "2022", at=40), lambda sheet: lines(sheet, "Other", at=300))


def test_large_sheets_with_thousands_of_lines_are_read_all_the_same():
    def draw(sheet):
        shape = sheet.new_shape()
        for n in range(4000):
            shape.draw_line((n % 500, n // 8), (n % 500 + 3, n // 8 + 2))
            shape.finish(width=0.2)
        shape.commit()
        lines(sheet, "A plan of the site", at=700)

    assert "A plan of the site" in html(draw)


def test_the_maker_says_what_it_writes():
    w = Writer("check", 1)
    w.sheet()
    w.line(60, 100, "Some words")
    with pymupdf.open(stream=w.done().data) as document:
        assert document[0].get_text().split() == ["Some", "words"]
