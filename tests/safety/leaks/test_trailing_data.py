# SPDX-License-Identifier: AGPL-3.0-or-later
import re

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


def striped(high: int, kind: str = "jpg") -> bytes:
    """A picture of 64 by `high` pixels with stripes of many shades."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 64, high))
    for y in range(high):
        pixels.set_rect((0, y, 64, y + 1), (37 * y % 256, 91 * y % 256, 200))
    return pixels.tobytes(kind)


def lowered(data: bytes, high: int) -> bytes:
    head = re.search(rb"\xff[\xc0-\xc2]\0\x11\x08", data)
    return data[: head.end()] + high.to_bytes(2, "big") + data[head.end() + 2 :]


@pytest.mark.parametrize("high", [8, 16, 100, 111])
def test_a_jpeg_of_any_height_is_not_reported(high):
    assert findings(striped(high), "a.jpg") == []


@pytest.mark.parametrize("high", [32, 40])
def test_rows_below_the_last_row_of_a_jpeg_are_found_and_gone_from_the_copy(high):
    data = lowered(striped(160), high)
    assert [one.what for one in findings(data, "a.jpg")] == ["The picture holds rows below its last one."]
    copy = published(data, "a.jpg")
    assert (pymupdf.Pixmap(copy).width, pymupdf.Pixmap(copy).height) == (64, high)
    taller = pymupdf.Pixmap(lowered(copy, 160)).samples
    assert set(taller[64 * 3 * 64 :]) == {128}


def framed(coded: bytes, wide: int = 1, high: int = 1) -> bytes:
    blocks = b"".join(bytes([len(coded[at : at + 255])]) + coded[at : at + 255] for at in range(0, len(coded), 255))
    size = wide.to_bytes(2, "little") + high.to_bytes(2, "little")
    return b"GIF89a" + size + b"\0\0\0" + b",\0\0\0\0" + size + b"\0\x02" + blocks + b"\0;"


@pytest.mark.parametrize("coded", [b"D\x01", b"D\x01\0", b"\x84\x51", b"D\x01" + bytes(600)], ids=["with its end", "and a zero", "without end", "zeros"])
def test_a_frame_of_a_gif_that_ends_with_its_end_is_not_reported(coded):
    assert findings(framed(coded, 9, 9), "a.gif") == []


def test_bytes_behind_the_end_of_a_gifs_frame_are_found_and_gone_from_the_copy():
    data = framed(b"D\x01" + b"Harbottle" * 40)
    assert ["Harbottle" in one.recovered for one in findings(data, "a.gif", RULE)] == [True]
    copy = published(data, "a.gif")
    assert b"Harbottle" not in copy
    assert pymupdf.Pixmap(copy).samples == pymupdf.Pixmap(framed(b"D\x01")).samples


def test_a_gif_with_more_pixels_than_it_shows_is_held_back():
    codes = "".join(f"{code:03b}"[::-1] for code in (4, 0, 1, 4, 0, 1, 4, 0, 1, 5))
    coded = bytes(int(codes[at : at + 8][::-1].rjust(8, "0"), 2) for at in range(0, len(codes), 8))
    assert findings(framed(coded, 2, 3), "a.gif") == []
    assert {one.rule for one in findings(framed(coded, 2, 2), "a.gif")} == {"DAMAGED"}


def test_bytes_between_two_parts_of_the_document_are_found_and_gone_from_the_copy():
    whole = pymupdf.open(stream=pdf()).tobytes()
    data = whole.replace(b"endobj\n", b"endobj\n% seen by Harbottle\n", 1)
    assert findings(whole, rule=RULE) == []
    assert [one.recovered for one in findings(data, rule=RULE)] == ["% seen by Harbottle"]
    assert b"Harbottle" not in published(data)
