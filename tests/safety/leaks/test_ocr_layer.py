# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import BLACK, SECRET, WHITE, findings, pdf, recovered, secret

RULE = "OCR-LAYER"
LINE = "A line of the letter that was scanned."


def scan(page, cover=None, under=False):
    """A page-sized picture of words, with the words themselves invisible on top of it or in ordinary black under it."""
    paper = pymupdf.open().new_page()
    paper.insert_text((72, 72), "An ordinary line of the record.")
    paper.insert_text((72, 100), LINE)
    box = secret(paper)
    if cover:
        paper.draw_rect(box, fill=cover, color=cover)
    mode = 0 if under else 3
    for place, words in (((72, 100), LINE), ((72, 200), SECRET)):
        page.insert_text(place, words, render_mode=mode)
    page.insert_image(page.rect, stream=paper.get_pixmap(dpi=150).tobytes("jpg", jpg_quality=60), overlay=under)


@pytest.mark.parametrize("under", [False, True], ids=["on top", "under the scan"])
def test_a_text_layer_with_the_words_that_the_scan_shows_is_not_reported(under):
    found = findings(pdf(lambda page: scan(page, under=under)))
    assert [finding for finding in found if finding.verdict.value == "B"] == []


@pytest.mark.parametrize("under", [False, True], ids=["on top", "under the scan"])
@pytest.mark.parametrize("cover", [BLACK, WHITE, (0.5, 0.5, 0.5)], ids=["black", "white", "grey"])
def test_words_of_the_text_layer_under_a_box_in_the_scan_are_found(cover, under):
    found = findings(pdf(lambda page: scan(page, cover, under)), rule=RULE)
    assert recovered(found) == SECRET.replace(" ", "")


def dotted(tone, box=True):
    """A scan of two colours, in which dots stand for shades: the secret under an even tone, or in dots itself."""

    def draw(page):
        paper = pymupdf.open().new_page()
        paper.insert_text((72, 100), LINE)
        cover = secret(paper, color=BLACK if box else (tone,) * 3)
        if box:
            paper.draw_rect(cover, fill=(tone,) * 3, color=None)
        grey = paper.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        pattern = (15, 135, 45, 165, 195, 75, 225, 105, 60, 180, 30, 150, 240, 120, 210, 90)
        dots = bytes(
            255 * (value > pattern[(at // grey.width % 4) * 4 + at % grey.width % 4]) for at, value in enumerate(grey.samples)
        )
        for place, words in (((72, 100), LINE), ((72, 200), SECRET)):
            page.insert_text(place, words, render_mode=3)
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, grey.width, grey.height, dots, False))

    return draw


def test_words_in_dots_are_not_reported_and_words_under_a_tone_of_dots_are_found():
    assert findings(pdf(dotted(0.0, box=False)), rule=RULE) == []
    assert recovered(findings(pdf(dotted(0.5)), rule=RULE)) == SECRET.replace(" ", "")
    assert recovered(findings(pdf(dotted(0.9)), rule=RULE)) == SECRET.replace(" ", "")
