# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from .making import lines, page, redact

SENTENCE = "The report was written by Ann Brown on Monday and"


def html(draw, *more):
    return "\n".join(one.html for one in page(draw, *more).pages)


def test_rules_shaded_headings_and_form_boxes_are_no_redactions():
    def furniture(sheet):
        sheet.draw_rect(pymupdf.Rect(60, 40, 540, 64), fill=(0, 0, 0.4))
        sheet.insert_text((72, 56), "Report of the section", color=(1, 1, 1))
        sheet.draw_line((60, 80), (540, 80), width=2)
        sheet.draw_rect(pymupdf.Rect(60, 86, 540, 89), fill=(0, 0, 0))
        lines(sheet, "Under section 40(2) of the Act nothing was withheld.", "[Not a redaction]", at=120)
        sheet.draw_rect(pymupdf.Rect(60, 200, 540, 300))
        lines(sheet, "A framed remark.", at=240)

    assert "gap" not in html(furniture)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("s40(2)", "[Redacted: section 40(2)]"),
        ("[s40(2)]", "[Redacted: section 40(2)]"),
        ("S.40 (2)", "[Redacted: section 40(2)]"),
        ("Redacted s31(1)(a)", "[Redacted: section 31(1)(a)]"),
        ("s23(1) or s24(1)", "[Redacted: section 23(1) or section 24(1)]"),
        ("s23(1)", "[Redacted: section 23(1) or section 24(1)]"),
        ("s24", "[Redacted: section 23(1) or section 24(1)]"),
        ("s40(2), s31(1)(a)", "[Redacted: section 40(2), section 31(1)(a)]"),
        ("reg 13", "[Redacted: regulation 13]"),
        ("(b)(6)", "[Redacted: exemption 6]"),
        ("s99(9)", "[Redacted]"),
        ("REDACTED", "[Redacted]"),
        ("", "[Redacted]"),
    ],
)
def test_a_box_is_told_where_it_stands_in_the_sentence(label, words):
    def draw(sheet):
        lines(sheet, SENTENCE, "filed on Tuesday.")
        redact(sheet, "Ann Brown", label)

    assert html(draw) == (
        f'<p>The report was written by <span class="gap">{words}</span> on Monday and filed on Tuesday.</p>'
    )


@pytest.mark.parametrize(
    ("fill", "ink"), [((1, 1, 1), (0, 0, 0)), ((0.7, 0.7, 0.7), (0, 0, 0)), ((0, 0, 0), (0.8, 0.8, 0.8))]
)
def test_white_grey_and_black_boxes_with_a_label_are_found(fill, ink):
    def draw(sheet):
        lines(sheet, SENTENCE)
        redact(sheet, "Ann Brown", "s40(2)", fill, ink)

    assert '<span class="gap">[Redacted: section 40(2)]</span>' in html(draw)


@pytest.mark.parametrize(
    "look", [{"fill": (0.7, 0.7, 0.7), "color": None}, {"color": (0, 0, 0)}], ids=["grey", "outlined"]
)
def test_an_empty_pale_or_outlined_box_within_a_line_is_a_redaction(look):
    def draw(sheet):
        lines(sheet, "The report was written by", left=72)
        sheet.draw_rect(pymupdf.Rect(202, 90, 260, 103), **look)
        lines(sheet, "on Monday.", left=264)

    assert "written by <span" in html(draw)


def test_a_code_that_stands_in_brackets_without_a_box_is_told_in_the_same_words():
    assert 'by <span class="gap">[Redacted: section 23(1) or section 24(1)]</span> on' in html(
        lambda sheet: lines(sheet, "The report was written by [Redacted s23(1)] on Monday.")
    )


def test_a_label_never_leaves_its_words_in_the_text():
    def draw(sheet):
        lines(sheet, SENTENCE)
        redact(sheet, "Ann Brown", "s24(1)")

    told = html(draw)
    assert told.count("24") == 1
    assert "s24" not in told


def test_words_that_stand_only_in_replacement_texts_are_not_read():
    def draw(sheet):
        lines(sheet, "By Mr X on Monday.")
        stream = (
            sheet.read_contents().replace(b"BT", b"/Span <</ActualText (Ann Brown)>> BDC BT").replace(b"ET", b"ET EMC")
        )
        sheet.parent.update_stream(sheet.get_contents()[0], stream)

    assert html(draw) == "<p>By Mr X on Monday.</p>"


def test_a_page_that_is_redacted_in_full_is_told_once_as_such():
    def text(sheet):
        lines(sheet, "A page with words.", "Page 1", at=100)

    def whole(sheet):
        sheet.insert_text((72, 30), "Minutes of the board")
        sheet.add_redact_annot((60, 60, 540, 780), text="s31(1)(a)", fill=(0, 0, 0), text_color=(1, 1, 1), align=1)
        sheet.apply_redactions()
        sheet.insert_text((290, 820), "2")

    first, second = page(text, whole).pages
    assert not first.whole_page_redacted
    assert second.whole_page_redacted
    assert second.law == "section 31(1)(a)"
    assert [gap.codes for gap in second.gaps] == [("s31(1)(a)",)]


def test_a_large_box_does_not_swallow_the_lines_beside_it():
    def draw(sheet):
        lines(sheet, "Before.", at=100)
        sheet.draw_rect(pymupdf.Rect(72, 120, 500, 400), fill=(0, 0, 0))
        lines(sheet, "After.", at=430)

    assert html(draw).split("\n") == ["<p>Before.</p>", '<p><span class="gap">[Redacted]</span></p>', "<p>After.</p>"]


def with_span(words):
    def draw(sheet):
        lines(sheet, "The report was written by", at=100)
        lines(sheet, "on Monday.", left=264, at=100)
        lines(sheet, "Of all that was Redacted: s40(2) was told once.", at=300)
        sheet.clean_contents()
        spans = b" /Span <</ActualText (%s)>> BDC q 0 g 202 739 58 13 re f Q EMC" % words
        sheet.parent.update_stream(sheet.get_contents()[0], sheet.read_contents() + spans)

    return html(draw)


def test_a_box_may_tell_its_exemption_to_programs_alone():
    assert "[Redacted: section 40(2)]" in with_span(b"[Redacted: s40\\(2\\)]")


def test_what_else_a_box_tells_to_programs_is_never_read():
    told = with_span(b"Ann Brown")
    assert "Ann" not in told
    assert "[Redacted]" in told


def test_lines_that_are_boxed_one_by_one_are_one_redaction():
    def draw(sheet):
        lines(sheet, "Before it.", at=90)
        for row in range(5):
            sheet.draw_rect(pymupdf.Rect(72, 104 + 15 * row, 500, 116 + 15 * row), fill=(0, 0, 0))
        lines(sheet, "After it.", at=190)

    assert html(draw).count("[Redacted]") == 1


def test_fields_of_a_form_and_boxes_to_tick_are_no_redactions():
    def form(sheet):
        for row in range(4):
            lines(sheet, "Name of the applicant:", at=100 + 24 * row)
            sheet.draw_rect(pymupdf.Rect(196, 88 + 24 * row, 400, 104 + 24 * row))
            sheet.draw_rect(pymupdf.Rect(420, 91 + 24 * row, 430, 101 + 24 * row))
            lines(sheet, "Yes", at=100 + 24 * row, left=436)

    assert "gap" not in html(form)


def test_a_hatched_box_is_a_redaction():
    def draw(sheet):
        lines(sheet, "The report was written by", at=100)
        shape = sheet.new_shape()
        shape.draw_rect(pymupdf.Rect(204, 90, 260, 104))
        for x in range(204, 247, 4):
            shape.draw_line((x, 104), (x + 13, 90))
            shape.finish(width=0.5)
        shape.commit()
        lines(sheet, "on Monday.", left=268, at=100)

    assert 'written by <span class="gap">[Redacted]</span> on Monday.' in html(draw)


def test_boxes_that_look_like_one_that_stands_in_a_sentence_are_redactions_too():
    def draw(sheet):
        lines(sheet, "The report was written by", at=100)
        lines(sheet, "on Monday.", left=264, at=100)
        for at, left, right in ((90, 202, 260), (110, 72, 500), (130, 72, 300)):
            sheet.draw_rect(pymupdf.Rect(left, at, right, at + 13))

    assert html(draw).count("[Redacted]") == 2  # the whole lines are one


def test_cells_of_a_table_that_name_an_exemption_are_no_redactions():
    def draw(sheet):
        for row, cells in enumerate((("Record", "Exemption"), ("1", "s40(2)"), ("2", "s31(1)(a)"))):
            for column, cell in enumerate(cells):
                left, top = 72 + 120 * column, 100 + 20 * row
                sheet.draw_rect(pymupdf.Rect(left, top, left + 120, top + 20))
                lines(sheet, cell, left=left + 5, at=top + 14)

    told = html(draw)
    assert "gap" not in told
    assert "<td>s40(2)</td>" in told
