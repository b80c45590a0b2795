# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published
from ..pictures import chunk, dots, exif, jpeg, png, segment, tiff

RULE = "IMAGE-THUMBNAIL"
SMALL = b"\xff\xd8Harbottle\xff\xd9"
CAMERA = exif((0x010F, 2, b"Zed\0"), thumbnail=SMALL)


@pytest.mark.parametrize(
    "data", [dots("jpg"), jpeg(segment(0xE1, b"Exif\0\0" + exif((0x010F, 2, b"Zed\0")))), tiff({})], ids=["plain", "EXIF", "TIFF"]
)
def test_a_picture_without_a_small_one_is_not_reported(data):
    assert findings(data, "a", RULE) == []


@pytest.mark.parametrize(
    "data",
    [
        jpeg(segment(0xE1, b"Exif\0\0" + CAMERA)),
        jpeg(segment(0xE0, b"JFXX\0\x10" + SMALL)),
        jpeg(segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\3\1Harbottle")),
        jpeg(segment(0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\0\x0e" + SMALL)),
        png(chunk(b"eXIf", CAMERA)),
    ],
    ids=["EXIF", "JFXX", "JFIF", "Photoshop", "PNG"],
)
def test_a_small_picture_is_found_and_gone_from_the_copy(data):
    assert len(findings(data, "a", RULE)) == 1
    assert b"Harbottle" not in published(data, "a")


def test_a_small_version_in_a_tiff_is_found():
    assert len(findings(tiff({}, {254: (4, 1, b"\1\0\0\0")}), "a", RULE)) == 1
