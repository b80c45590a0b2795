# SPDX-License-Identifier: AGPL-3.0-or-later
import struct
import zlib

import pymupdf
import pytest

from ..making import findings, published

RULE = "IMAGE-META"


def dots(kind):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 16, 16))
    pixels.clear_with(90)
    return pixels.tobytes(kind)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*extra, tail=b""):
    plain = dots("png")
    end = plain.rindex(b"IEND") - 4
    return plain[:end] + b"".join(extra) + plain[end:] + tail


def webp(*extra):
    body = b"VP8L" + struct.pack("<I", 4) + b"\x2f\0\0\0" + b"".join(extra)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


GIF = b"GIF89a\x01\0\x01\0\0\0\0" + b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0" + b";"


@pytest.mark.parametrize("data", [dots("jpg"), png(), webp(), GIF], ids=["jpeg", "png", "webp", "gif"])
def test_a_picture_alone_is_not_reported_and_not_changed(data):
    assert findings(data, "a", RULE) == []
    assert published(data, "a") == data


JPEG = dots("jpg")
LEAKY = {
    "a JPEG with EXIF": JPEG[:2] + b"\xff\xe1\x00\x11Exif\0\0Harbottle" + JPEG[2:],
    "a JPEG with a comment": JPEG[:2] + b"\xff\xfe\x00\x0bHarbottle" + JPEG[2:],
    "a JPEG with something after its end": JPEG + b"Harbottle",
    "a PNG with a text": png(chunk(b"tEXt", b"Author\0Harbottle")),
    "a PNG with EXIF": png(chunk(b"eXIf", b"Harbottle")),
    "a PNG that was cropped on top of itself": png(tail=b"Harbottle"),
    "a WebP with XMP": webp(b"XMP " + struct.pack("<I", 10) + b"Harbottle "),
    "a GIF with a comment": GIF[:-1] + b"!\xfe\x09Harbottle\0;",
}


@pytest.mark.parametrize("data", LEAKY.values(), ids=LEAKY)
def test_what_a_picture_tells_about_itself_is_found_and_gone_from_the_copy(data):
    assert any("Harbottle" in one.recovered for one in findings(data, "a", RULE))
    assert b"Harbottle" not in published(data, "a")


def test_the_copy_of_a_picture_has_the_same_pixels():
    for name in ("a JPEG with EXIF", "a PNG with a text"):
        before, after = (pymupdf.Pixmap(data).samples for data in (LEAKY[name], published(LEAKY[name], "a")))
        assert before == after
