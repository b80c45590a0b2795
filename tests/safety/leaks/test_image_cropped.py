# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf
from .test_overlay_image import paper, photograph, scan

RULE = "IMAGE-CROPPED"


def clipped(page):
    """What a drawing program writes for a frame around a part of a picture, once the picture is on the page."""

    def plant(document):
        stream = document.pages[0].Contents
        orders = b"".join(one.read_bytes() for one in (stream if isinstance(stream, pikepdf.Array) else [stream]))
        document.pages[0].Contents = document.make_stream(b"q 0 0 595 560 re W n " + orders + b" Q")

    return changed(pdf(page), plant)


def edges_cropped(page):
    page.insert_image(pymupdf.Rect(400, 200, 700, 500), pixmap=photograph())


@pytest.mark.parametrize("draw", [scan, edges_cropped])
def test_whole_scans_and_cropped_photographs_are_not_reported(draw):
    assert findings(pdf(draw), rule=RULE) == []


def test_a_frame_that_cuts_off_only_white_paper_is_not_reported():
    def framed(page):
        scan(page)
        page.set_cropbox(pymupdf.Rect(0, 0, 595, 700))

    assert findings(pdf(framed), rule=RULE) == []


def test_writing_outside_the_frame_of_a_picture_is_found_for_review():
    found = findings(clipped(scan), rule=RULE)
    assert [one.verdict.value for one in found] == ["R"] * len(found)
    assert found


def test_writing_of_a_picture_beyond_the_edge_of_the_page_is_found():
    def cropped(page):
        scan(page)
        page.set_cropbox(pymupdf.Rect(0, 0, 595, 330))

    assert findings(pdf(cropped), rule=RULE)


def test_a_letter_as_small_as_a_speck_is_found_and_a_photograph_that_small_is_not():
    def small(pixels):
        return pdf(lambda page: page.insert_image(pymupdf.Rect(300, 300, 300.5, 300.6), pixmap=pixels))

    assert findings(small(photograph()), rule=RULE) == []
    assert [one.where.split(",")[0] for one in findings(small(paper()), rule=RULE)] == ["page 1"]
