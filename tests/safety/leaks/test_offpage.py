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
