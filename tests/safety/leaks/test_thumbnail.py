# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import changed, findings, pdf, published

RULE = "THUMBNAIL"


def test_a_document_without_thumbnails_is_not_reported():
    assert findings(pdf(), rule=RULE) == []


def test_a_thumbnail_is_found_and_gone_from_the_copy():
    def plant(document):
        document.pages[0].Thumb = document.make_stream(b"Harbottle", Width=3, Height=3, BitsPerComponent=8)

    data = changed(pdf(), plant)
    assert len(findings(data, rule=RULE)) == 1
    assert findings(published(data), rule=RULE) == []
