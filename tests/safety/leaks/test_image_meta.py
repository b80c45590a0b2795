# SPDX-License-Identifier: AGPL-3.0-or-later
import struct
import zlib

import pymupdf
import pytest

from disclosures.safety.examine import prepare

from ..making import findings, published
from ..pictures import chunk, dots, exif, gif, jpeg, png, riff, segment, tiff, webp

RULE = "IMAGE-META"


@pytest.mark.parametrize("data", [dots("jpg"), png(), webp(), gif()], ids=["jpeg", "png", "webp", "gif"])
def test_a_picture_alone_is_not_reported_and_not_changed(data):
    assert findings(data, "a") == []
    assert published(data, "a") == data


def test_a_tiff_alone_is_not_reported_and_published_as_png():
    _, (copy,) = prepare(tiff({}), "scan.tif")
    assert findings(tiff({}), "scan.tif") == []
    assert (copy.name, copy.findings, copy.facts) == ("scan.png", (), {"width": 2, "height": 2})
    assert pymupdf.Pixmap(copy.data).samples == bytes([10, 20, 30, 40])


def profile(name: bytes) -> bytes:
    """A colour profile (version 2) with a name and a private part."""
    desc = b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + bytes(80)
    private = b"data" + bytes(4) + b"Harbottle"
    grey = b"curv" + bytes(8)
    at, table, bodies = 132 + 36, b"", b""
    for tag, body in ((b"desc", desc), (b"kTRC", grey), (b"priv", private)):
        table += tag + struct.pack(">II", at + len(bodies), len(body))
        bodies += body
    head = bytes(8) + b"\2" + bytes(3) + b"mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(88)
    return head + struct.pack(">I", 3) + table + bodies


ICC = profile(b"Screen of Harbottle")
PHOTOSHOP = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0eHarbottle"
LEAKY = {
    "a JPEG with EXIF": jpeg(segment(0xE1, b"Exif\0\0Harbottle")),
    "a JPEG with XMP": jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Harbottle")),
    "a JPEG with IPTC": jpeg(segment(0xED, PHOTOSHOP)),
    "a JPEG with a comment": jpeg(segment(0xFE, b"Harbottle")),
    "a JPEG with a block of a camera": jpeg(segment(0xE5, b"Harbottle")),
    "a JPEG with a named colour profile": jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + ICC)),
    "a JPEG with a comment before its scan": dots("jpg").replace(b"\xff\xda", segment(0xFE, b"Harbottle") + b"\xff\xda", 1),
    "a JPEG with a longer Adobe block": jpeg(segment(0xEE, b"Adobe\0\x64\0\0\0\0\1Harbottle")),
    "a PNG with a text": png(chunk(b"tEXt", b"Author\0Harbottle")),
    "a PNG with a packed text": png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Harbottle"))),
    "a PNG with EXIF": png(chunk(b"eXIf", b"Harbottle")),
    "a PNG with a private chunk": png(chunk(b"prVt", b"Harbottle")),
    "a WebP with XMP": webp(b"XMP " + struct.pack("<I", 10) + b"Harbottle "),
    "a WebP with EXIF": webp(b"EXIF" + struct.pack("<I", 10) + b"Harbottle "),
    "a GIF with a comment": gif(b"!\xfe\x09Harbottle\0"),
    "a GIF with XMP": gif(b"!\xff\x0bXMP DataXMP\x09Harbottle\0"),
    "a TIFF with an artist": tiff({315: (2, 10, b"Harbottle\0")}),
    "a TIFF with IPTC": tiff({33723: (7, 9, b"Harbottle")}),
}


@pytest.mark.parametrize("data", LEAKY.values(), ids=LEAKY)
def test_what_a_picture_tells_about_itself_is_found_and_gone_from_the_copy(data):
    assert any("Harbottle" in one.recovered for one in findings(data, "a", RULE))
    assert b"Harbottle" not in published(data, "a")


def test_the_copy_of_a_picture_has_the_same_pixels():
    for name in ("a JPEG with EXIF", "a JPEG with a comment before its scan", "a PNG with a text"):
        before, after = (pymupdf.Pixmap(data).samples for data in (LEAKY[name], published(LEAKY[name], "a")))
        assert before == after


def test_a_profile_keeps_its_colours_and_loses_its_name():
    copy = published(LEAKY["a JPEG with a named colour profile"], "a")
    assert b"ICC_PROFILE\0\1\1" in copy
    assert b"kTRC" in copy
    assert published(copy, "a") == copy


TURNED = exif((0x0112, 3, struct.pack(">H", 6)), (0x010F, 2, b"Zed\0"))


@pytest.mark.parametrize(
    "data",
    [
        jpeg(segment(0xE1, b"Exif\0\0" + TURNED)),
        png(chunk(b"eXIf", TURNED)),
        riff(webp()[12:], b"EXIF" + struct.pack("<I", len(TURNED)) + TURNED),
    ],
    ids=["jpeg", "png", "webp"],
)
def test_a_photograph_stays_the_right_way_up(data):
    copy = published(data, "a")
    assert b"Zed" not in copy
    assert exif((0x0112, 3, struct.pack(">H", 6))) in copy
    assert published(copy, "a") == copy
    assert findings(copy, "a") == []


def test_the_facts_tell_how_large_a_reader_sees_it():
    wide = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 30, 20))
    wide.clear_with(90)
    plain = wide.tobytes("jpg")
    turned = plain[:2] + segment(0xE1, b"Exif\0\0" + TURNED) + plain[2:]
    sizes = [prepare(data, "a")[1][0].facts for data in (plain, turned, wide.tobytes("png"))]
    assert sizes == [{"width": 30, "height": 20}, {"width": 20, "height": 30}, {"width": 30, "height": 20}]
