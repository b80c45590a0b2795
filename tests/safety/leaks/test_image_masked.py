# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf
from .test_overlay_image import BOX, SHEET, paper, photograph

RULE = "IMAGE-MASKED"


def masked(pixels, hidden):
    """A picture that is transparent within `hidden`, given in points on the page."""
    zoom = pixels.width / SHEET.width
    mask = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, pixels.width, pixels.height))
    mask.clear_with(255)
    left, top, right, bottom = (int(side * zoom) for side in hidden - (0, SHEET.y0, 0, SHEET.y0))
    mask.clear_with(0, pymupdf.IRect(left, top, right, bottom))
    return lambda page: page.insert_image(SHEET, stream=pixels.tobytes("png"), mask=mask.tobytes("png"))


EMPTY = pymupdf.Rect(300, 600, 500, 700)


@pytest.mark.parametrize(("pixels", "hidden"), [(paper, EMPTY), (photograph, BOX)])
def test_a_mask_over_white_paper_or_a_photograph_is_not_reported(pixels, hidden):
    assert findings(pdf(masked(pixels(), hidden)), rule=RULE) == []


def test_writing_behind_the_mask_of_a_picture_is_found_for_review():
    found = findings(pdf(masked(paper(), pymupdf.Rect(60, 170, 400, 320))), rule=RULE)
    assert [(one.where, one.verdict.value) for one in found] == [("page 1", "R")]


def keyed(ground=b"", key="[0 200]"):
    """A picture of writing that leaves out grey values, over what `ground` draws."""

    def plant(document):
        pixels = paper()
        grey = pixels if pixels.n == 1 else pymupdf.Pixmap(pymupdf.csGRAY, pixels)
        image = document.make_stream(
            bytes(grey.samples), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=grey.width, Height=grey.height,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Mask=pikepdf.Object.parse(key.encode()),
        )  # fmt: skip
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Pic=image)
        page.contents_add(ground + b" q 595 0 0 700 0 20 cm /Pic Do Q")

    return changed(pdf(), plant)


def test_a_picture_that_leaves_out_its_paper_or_lets_a_colour_show_through_its_letters_is_not_reported():
    assert findings(keyed(key="[201 255]"), rule=RULE) == []
    assert findings(keyed(b"0.8 0 0 rg 0 0 595 842 re f"), rule=RULE) == []


def test_writing_in_a_colour_that_a_picture_leaves_out_is_found():
    assert [one.where for one in findings(keyed(), rule=RULE)] == ["page 1"]
