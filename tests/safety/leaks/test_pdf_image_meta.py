# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import findings, pdf, published

RULE = "PDF-IMAGE-META"


def with_picture(extra=b""):
    dots = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 16, 16))
    dots.clear_with(90)
    jpeg = dots.tobytes("jpg")
    return pdf(lambda page: page.insert_image((72, 300, 172, 400), stream=jpeg[:2] + extra + jpeg[2:]))


def test_a_plain_picture_is_not_reported():
    assert findings(with_picture(), rule=RULE) == []


def test_exif_and_comments_inside_a_picture_are_found_and_gone_from_the_copy():
    exif = b"Exif\0\0Harbottle's camera"
    comment = b"by Harbottle"
    extra = b"".join(
        marker + (len(body) + 2).to_bytes(2, "big") + body
        for marker, body in ((b"\xff\xe1", exif), (b"\xff\xfe", comment))
    )
    data = with_picture(extra)
    assert len(findings(data, rule=RULE)) == 2
    assert b"Harbottle" not in published(data)
