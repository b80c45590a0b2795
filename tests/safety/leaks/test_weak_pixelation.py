# SPDX-License-Identifier: AGPL-3.0-or-later
import math
import random
from functools import cache

import pikepdf
import pymupdf
import pytest

from ..making import BLACK, WHITE, changed, findings, pdf, rules

RULE = "WEAK-PIXELATION"
SHEET = pymupdf.Rect(0, 90, 595, 842)
NAME = pymupdf.Rect(66, 184, 180, 206)
"""Where the name stands on the page, in points."""
DPI = 150


@cache
def paper():
    """A scanned letter as grey values: width, height, pixels."""
    sheet = pymupdf.open().new_page()
    sheet.insert_text((72, 200), "Quentin Harbottle", fontsize=12)
    for line in range(8):
        sheet.insert_text((72, 260 + 20 * line), "A line of the letter that was scanned, which all may read.")
    pixels = sheet.get_pixmap(dpi=DPI, clip=SHEET, colorspace=pymupdf.csGRAY)
    return pixels.width, pixels.height, pixels.samples


def scan(change=lambda width, height, pixels: None):
    """The letter as a picture after `change` to its pixels."""
    width, height, pixels = paper()
    pixels = bytearray(pixels)
    change(width, height, pixels)
    return pymupdf.Pixmap(pymupdf.csGRAY, width, height, bytes(pixels), False)


def area():
    zoom = DPI / 72
    return (int(NAME.x0 * zoom), int((NAME.y0 - 90) * zoom), int(NAME.x1 * zoom), int((NAME.y1 - 90) * zoom))


def coarse(size, uneven=False):
    """The name as blocks of `size` pixels, or of that size and one more in turns, as programs that enlarge make them."""

    def change(width, height, pixels):
        left, top, right, bottom = area()

        def cuts(start, end):
            found = [start]
            while found[-1] < end:
                found.append(min(found[-1] + size + (uneven and len(found) % 2), end))
            return list(zip(found, found[1:], strict=False))

        for y0, y1 in cuts(top, bottom):
            for x0, x1 in cuts(left, right):
                values = [pixels[y * width + x] for y in range(y0, y1) for x in range(x0, x1)]
                for y in range(y0, y1):
                    pixels[y * width + x0 : y * width + x1] = bytes([sum(values) // len(values)]) * (x1 - x0)

    return change


def grid(shade, size=8, left=200, top=600, columns=40, rows=40):
    """Squares of a shade each, drawn into the letter."""

    def change(width, height, pixels):
        for row in range(rows):
            for column in range(columns):
                for y in range(top + row * size, top + (row + 1) * size):
                    at = y * width + left + column * size
                    pixels[at : at + size] = bytes([shade(column, row)]) * size

    return change


def photograph(grain):
    dice = random.Random(1)

    def shade(x, y):
        return max(
            0, min(255, int(128 + 60 * math.sin(x / 50) + 50 * math.cos(y / 40 + x / 90) + dice.gauss(0, grain)))
        )

    return pymupdf.Pixmap(pymupdf.csGRAY, 300, 200, bytes(shade(x, y) for y in range(200) for x in range(300)), False)


def enlarged(picture, times):
    width, rows = picture.width, []
    for y in range(picture.height):
        row = b"".join(bytes([value]) * times for value in picture.samples[y * width : (y + 1) * width])
        rows += [row] * times
    return pymupdf.Pixmap(pymupdf.csGRAY, width * times, picture.height * times, b"".join(rows), False)


def blackened(width, height, pixels):
    left, top, right, bottom = area()
    for y in range(top, bottom):
        pixels[y * width + left : y * width + right] = bytes(right - left)


dice = random.Random(2)
CODE = [[dice.choice((0, 255)) for _ in range(40)] for _ in range(40)]
CLEAN = {
    "a letter": lambda: scan(),
    "a black box in the picture": lambda: scan(blackened),
    "a QR code": lambda: scan(grid(lambda x, y: CODE[y][x])),
    "a chessboard": lambda: scan(grid(lambda x, y: 255 * ((x + y) % 2), 20, columns=20, rows=20)),
    "stairs of shades": lambda: scan(grid(lambda x, y: x * 6, 12)),
    "a photograph": lambda: photograph(12),
    "a smooth photograph": lambda: photograph(0),
    "a small photograph enlarged": lambda: enlarged(pymupdf.Pixmap(photograph(8), 40, 30, None), 8),
}


@pytest.mark.parametrize("what", CLEAN)
def test_an_ordinary_picture_is_not_reported(what):
    picture = CLEAN[what]()
    assert findings(picture.tobytes("png"), "picture.png", RULE) == []
    for quality in (8, 80):
        assert findings(picture.tobytes("jpg", jpg_quality=quality), "picture.jpg", RULE) == []


def test_charts_and_tables_and_plain_patches_are_not_reported():
    def draw(page):
        for number in range(20):
            page.draw_rect((72 + 20 * number, 200, 92 + 20 * number, 220 + 5 * number), fill=(number / 20,) * 3)
        patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 2))
        patch.clear_with(200)
        page.insert_image((72, 500, 200, 520), pixmap=patch, keep_proportion=False)

    assert findings(pdf(draw), rule=RULE) == []


@pytest.mark.parametrize("size", [3, 4, 6, 8, 12])
@pytest.mark.parametrize("uneven", [False, True], ids=["even", "uneven"])
def test_a_name_made_coarse_in_a_scan_is_found_and_placed(size, uneven):
    data = pdf(lambda page: page.insert_image(SHEET, pixmap=scan(coarse(size, uneven))))
    found = findings(data, rule=RULE)
    assert found
    for one in found:
        left, top, right, bottom = map(int, one.where.split("box ")[1].split())
        assert (NAME + (-8, -8, 8, 8)).contains(pymupdf.Rect(left, top, right, bottom))


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_name_made_coarse_in_a_picture_file_is_found(ending):
    data = scan(coarse(9)).tobytes(ending, jpg_quality=90)
    assert [one.where.split()[0] for one in findings(data, f"picture.{ending}", RULE)] == ["box"]


def blurred(radius):
    """The name with each pixel as the mean of those around it, three times over."""

    def change(width, height, pixels):
        left, top, right, bottom = area()
        for _ in range(3):
            rows = [bytes(pixels[y * width + left : y * width + right]) for y in range(top, bottom)]
            for _ in range(2):  # along the rows, then along the columns
                rows = [bytes(column) for column in zip(*(mean(row, radius) for row in rows), strict=True)]
            for y, row in enumerate(rows, top):
                pixels[y * width + left : y * width + right] = row

    return change


def mean(row, radius):
    padded = row[:1] * radius + row + row[-1:] * radius
    return bytes(sum(padded[at : at + 2 * radius + 1]) // (2 * radius + 1) for at in range(len(row)))


@pytest.mark.parametrize("radius", [3, 5])
def test_a_blurred_name_among_sharp_words_is_found(radius):
    for data, name in (
        (scan(blurred(radius)).tobytes("png"), "picture.png"),
        (scan(blurred(radius)).tobytes("jpg", jpg_quality=80), "picture.jpg"),
        (pdf(lambda page: page.insert_image(SHEET, pixmap=scan(blurred(radius)))), "record.pdf"),
    ):
        assert [one.what for one in findings(data, name, RULE)] and "blurred" in findings(data, name, RULE)[0].what


def test_a_letter_that_is_blurred_throughout_is_a_bad_scan():
    def all_of_it(width, height, pixels):
        rows = [mean(bytes(pixels[y * width : (y + 1) * width]), 4) for y in range(height)]
        pixels[:] = b"".join(mean(row, 4) for row in rows)

    assert findings(scan(all_of_it).tobytes("png"), "picture.png", RULE) == []


def soft_shadow(width, height, pixels):
    for y in range(600, 630):
        for x in range(200, 800):
            pixels[y * width + x] = 255 - min(y - 600, 629 - y) * 7


def test_a_soft_bar_and_a_photograph_on_the_page_are_not_blurred_words():
    def with_photograph(width, height, pixels):
        picture = photograph(0)
        for y in range(200):
            pixels[(600 + y) * width + 200 : (600 + y) * width + 500] = picture.samples[y * 300 : (y + 1) * 300]

    for change in (soft_shadow, with_photograph):
        assert findings(scan(change).tobytes("png"), "picture.png", RULE) == []


def test_a_few_large_pixels_laid_over_a_name_are_found():
    def draw(page):
        strip = pymupdf.Pixmap(pymupdf.csGRAY, 16, 3, bytes(90 + at * 53 % 160 for at in range(48)), False)
        page.insert_image(NAME, pixmap=strip, keep_proportion=False)

    assert findings(pdf(draw), rule=RULE)


def test_a_picture_that_is_black_and_white_alone_holds_no_shades():
    def draw(page):
        page.draw_rect(NAME, fill=BLACK)
        page.insert_text((70, 200), "s40(2)", color=WHITE)

    assert RULE not in rules(pdf(draw))


def test_a_picture_that_cannot_be_read_does_not_keep_the_rest_from_being_looked_at():
    def damage(document):
        broken = document.make_stream(
            b"no picture", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=400, Height=400,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        document.pages[0].Resources.XObject.Broken = broken
        document.pages[0].contents_add(b"q 10 0 0 10 0 0 cm /Broken Do Q")

    data = changed(pdf(lambda page: page.insert_image(SHEET, pixmap=scan(coarse(8)))), damage)
    assert findings(data, rule=RULE)


def whole(size, square=False):
    """The name alone, as a picture of its own that is all blocks of `size` pixels."""
    sheet = pymupdf.open().new_page(width=200, height=200 if square else 24)
    sheet.insert_text((4, 17), "Quentin Harbottle", fontsize=20)
    sharp = sheet.get_pixmap(colorspace=pymupdf.csGRAY)
    small = pymupdf.Pixmap(sharp, sharp.width // size, sharp.height // size, None)
    rows = [small.samples[at : at + small.width] for at in range(0, len(small.samples), small.width)]
    wide = [b"".join(bytes([value]) * size for value in row) for row in rows]
    pixels = b"".join(row * size for row in wide)
    return pymupdf.Pixmap(pymupdf.csGRAY, small.width * size, small.height * size, pixels, False)


def test_a_sharp_or_square_picture_in_large_pixels_is_not_reported():
    for picture in (whole(1), whole(4, square=True)):
        shown = pdf(lambda page, picture=picture: page.insert_image(pymupdf.Rect(72, 300, 372, 336), pixmap=picture))
        assert findings(shown, rule=RULE) == []


@pytest.mark.parametrize("size", [3, 5])
def test_a_picture_of_a_name_that_is_all_coarse_is_found(size):
    shown = pdf(lambda page: page.insert_image(pymupdf.Rect(72, 300, 372, 336), pixmap=whole(size)))
    assert findings(shown, rule=RULE)
