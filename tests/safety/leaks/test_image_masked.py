# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import findings, pdf
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
