# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boxes that say nothing themselves, explained by the document's key or by the one exemption of their record."""

import pymupdf
import pytest

from disclosures.reading.read import read

from .making import LAW, cleared, lines


def document(*said, fill=(0, 0, 0)):
    made = pymupdf.open()
    sheet = made.new_page()
    lines(sheet, "The report was written by", at=100)
    sheet.draw_rect(pymupdf.Rect(202, 90, 260, 103), fill=fill, color=None)
    lines(sheet, "on Monday.", left=264, at=100)
    lines(sheet, *said, at=300)
    return cleared(made.tobytes())


def told(record, **more):
    return read(record, LAW.get, alternatives=[("s23(1)", "s24(1)")], **more).pages[0].html


def test_a_law_that_is_only_mentioned_is_no_key():
    assert "[Redacted]" in told(document("The black path leads to the hall. Section 40(2) of the Act was read out."))


def test_a_key_for_another_kind_of_box_explains_nothing():
    assert "[Redacted]" in told(document("Grey boxes = s40(2)"))


@pytest.mark.parametrize(
    ("key", "law"),
    [
        ("Black box = s40(2)", "section 40(2)"),
        ("Key: black boxes mean section 31(1)(a); grey boxes mean s40(2).", "section 31(1)(a)"),
        ("All redactions are made under section 40(2).", "section 40(2)"),
        ("Blacked out: s23(1)", "section 23(1) or section 24(1)"),
    ],
)
def test_the_key_of_a_document_explains_its_boxes(key, law):
    assert f"[Redacted: {law}]" in told(document(key))


def test_the_one_exemption_of_a_record_explains_boxes_that_nothing_else_explains():
    assert "[Redacted: section 40(2)]" in told(document("Other words."), default=("s40(2)",))
    assert "[Redacted: section 31(1)(a)]" in told(document("Black box = s31(1)(a)"), default=("s40(2)",))


def test_alternatives_are_never_told_apart_by_the_exemption_of_a_record():
    assert "[Redacted: section 23(1) or section 24(1)]" in told(document("Other words."), default=("s23(1)", "s24(1)"))


def test_a_sample_of_a_box_in_the_key_explains_boxes_like_it():
    made = pymupdf.open()
    sheet = made.new_page()
    for at, words in ((100, "of the report on Monday"), (300, "= s31(1)(a)")):
        sheet.draw_rect(pymupdf.Rect(72, at - 10, 120, at + 3), fill=(0, 0, 0))
        lines(sheet, words, left=124, at=at)
    assert told(cleared(made.tobytes())).count("[Redacted: section 31(1)(a)]") == 2
