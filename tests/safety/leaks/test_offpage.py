# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import SECRET, findings, pdf, recovered, secret

RULE = "OFFPAGE"


def test_text_close_to_the_edge_is_not_reported():
    assert findings(pdf(lambda page: page.insert_text((2, 838), "At the very edge")), rule=RULE) == []


def test_text_beyond_the_page_and_outside_a_crop_is_found():
    def cropped(page):
        secret(page, at=(72, 700))
        page.set_cropbox(pymupdf.Rect(0, 0, 595, 400))

    assert recovered(findings(pdf(lambda page: secret(page, at=(900, 200))), rule=RULE)) == SECRET.replace(" ", "")
    assert recovered(findings(pdf(cropped), rule=RULE)) == SECRET.replace(" ", "")


def wide(first, second):
    """A drawing too wide for a sheet, printed on two: each page draws all of it and shows its own part."""
    def on(*places):
        return lambda page: [page.insert_text(at, words) for at, words in zip(places, (first, second), strict=True)]

    return pdf(on((500, 300), (700, 300)), on((-100, 300), (105, 300)))


def test_what_goes_on_on_the_next_sheet_is_not_reported():
    assert findings(wide("January", "February"), rule=RULE) == []


def test_what_lies_outside_both_sheets_is_found():
    both = pdf(*[lambda page: secret(page, at=(900, 200))] * 2)
    assert len(findings(both, rule=RULE)) == 2
