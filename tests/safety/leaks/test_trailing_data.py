# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import content, findings, pdf, published
from ..pictures import dots, gif, jpeg, png, raw_png, webp

RULE = "TRAILING-DATA"


@pytest.mark.parametrize("data", [pdf(), pdf() + b"\r\n\n", b"\n" + pdf()])
def test_line_ends_around_a_document_are_not_reported(data):
    assert findings(data, rule=RULE) == []


@pytest.mark.parametrize("data", [jpeg(), dots("png"), webp(), gif(), jpeg(tail=b"\0\0\n")])
def test_a_picture_that_ends_with_its_end_is_not_reported(data):
    assert findings(data, "a", RULE) == []


@pytest.mark.parametrize("data", [b"Harbottle\n" + pdf(), pdf() + b"\nHarbottle"], ids=["before", "after"])
def test_bytes_outside_the_document_are_found_and_gone_from_the_copy(data):
    assert [one.recovered for one in findings(data, rule=RULE)] == ["Harbottle"]
    assert b"Harbottle" not in published(data)


@pytest.mark.parametrize(
    "data",
    [jpeg(tail=b"Harbottle"), png(tail=b"Harbottle"), webp() + b"Harbottle", gif(tail=b"Harbottle"), jpeg(tail=jpeg() + b"Harbottle")],
    ids=["jpeg", "png", "webp", "gif", "a jpeg written over a longer one"],
)
def test_what_a_picture_leaves_behind_its_end_is_found_and_gone_from_the_copy(data):
    assert any("Harbottle" in one.recovered or "bytes behind" in one.what for one in findings(data, "a", RULE))
    assert b"Harbottle" not in published(data, "a")


def test_rows_below_the_last_row_of_a_png_are_found_and_gone_from_the_copy():
    data = raw_png(3, 1, 0, b"\0abc" + b"\0xyz")
    assert [one.recovered.strip() for one in findings(data, "a", RULE)] == ["xyz"]
    copy = published(data, "a")
    assert pymupdf.Pixmap(copy).samples == b"abc"
    assert len(findings(copy, "a")) == 0


def test_per_cent_signs_in_words_and_pictures_are_no_remarks():
    assert findings(content("BT /F1 12 Tf 72 500 Td (100 % of \\(it\\) % too) Tj <2525> Tj ET"), rule=RULE) == []
    assert findings(content("q 9 0 0 9 60 590 cm BI /W 3 /H 1 /CS /G /BPC 8 ID %a% EI Q"), rule=RULE) == []


def test_a_remark_in_a_drawing_is_found_and_gone_from_the_copy():
    data = content("% Harbottle\n{secret}% once more\n")
    assert [one.recovered.strip() for one in findings(data, rule=RULE)] == ["Harbottle", "once more"]
    assert findings(published(data), rule=RULE) == []


def test_bytes_between_two_parts_of_the_document_are_found_and_gone_from_the_copy():
    whole = pymupdf.open(stream=pdf()).tobytes()
    data = whole.replace(b"endobj\n", b"endobj\n% seen by Harbottle\n", 1)
    assert findings(whole, rule=RULE) == []
    assert [one.recovered for one in findings(data, rule=RULE)] == ["% seen by Harbottle"]
    assert b"Harbottle" not in published(data)
