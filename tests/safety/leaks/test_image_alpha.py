# SPDX-License-Identifier: AGPL-3.0-or-later
import zlib

import pymupdf
import pytest

from disclosures.safety.examine import prepare

from ..making import findings, published
from ..pictures import chunk, raw_png, webp

RULE = "IMAGE-ALPHA"


def rows(pixel, side=12):
    return b"".join(b"\0" + b"".join(pixel(x, y) for x in range(side)) for y in range(side))


def alpha(x):
    return bytes([0 if x < 6 else 255])


CLEAN = rows(lambda x, y: (bytes([x * 9, y * 9, 7]) if x >= 6 else b"\xff\xff\xff") + alpha(x))
HIDDEN = rows(lambda x, y: bytes([x * 9, y * 9, 7]) + alpha(x))


@pytest.mark.parametrize(
    "data",
    [raw_png(12, 12, 6, CLEAN), raw_png(12, 12, 2, rows(lambda x, y: bytes([x * 9, y * 9, 7]))), webp()],
    ids=["empty under its transparent parts", "without transparency", "an opaque WebP"],
)
def test_a_picture_that_hides_nothing_is_not_reported_and_not_changed(data):
    assert findings(data, "a", RULE) == []
    assert published(data, "a") == data


def under(data, size):
    """The colours under full transparency, of a picture of 12 by 12 pixels whose rows have no filter."""
    at = data.index(b"IDAT")
    body = zlib.decompress(data[at + 4 :])
    row = 1 + 12 * size
    pixels = [body[y * row + 1 + x * size :][:size] for y in range(12) for x in range(12)]
    return {pixel[:-1] for pixel in pixels if pixel[-1] == 0}


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (raw_png(12, 12, 6, HIDDEN), 4),
        (raw_png(12, 12, 6, HIDDEN, chunk(b"pHYs", bytes(9))), 4),
        (raw_png(12, 12, 4, rows(lambda x, y: bytes([x * y]) + alpha(x))), 2),
    ],
    ids=["colour", "with another chunk", "grey"],
)
def test_a_picture_under_transparency_is_found_and_emptied_in_the_copy(data, size):
    assert len(findings(data, "a", RULE)) == 1
    copy = published(data, "a")
    assert pymupdf.Pixmap(copy).samples == pymupdf.Pixmap(data).samples
    assert len(under(data, size)) > 2
    assert under(copy, size) == {bytes(size - 1)}
    assert findings(copy, "a") == []


def test_an_interlaced_picture_is_emptied_too():
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    body = b""
    for left, top, across, down in passes:
        for y in range(top, 12, down):
            body += b"\0" + b"".join(bytes([x * 9, y * 9, 7]) + alpha(x) for x in range(left, 12, across))
    data = raw_png(12, 12, 6, body, interlaced=True)
    copy = published(data, "a")
    assert len(findings(data, "a", RULE)) == 1
    assert pymupdf.Pixmap(copy).samples == pymupdf.Pixmap(data).samples


def test_a_webp_that_cannot_be_looked_under_is_held_back():
    _, (copy,) = prepare(webp(alpha=True), "a")
    assert [finding.rule for finding in copy.findings] == [RULE]
