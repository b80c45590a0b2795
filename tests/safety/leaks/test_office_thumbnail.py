# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, published
from ..making_office import docx, inside, odt
from ..pictures import JPEG

RULE = "OFFICE-THUMBNAIL"
KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def test_a_document_without_a_small_picture_is_not_reported():
    assert findings(docx(), "a.docx", RULE) == []


def test_a_small_picture_is_found_and_gone():
    word = docx(top=(("t", KIND, "docProps/thumbnail.jpeg"),), parts={"docProps/thumbnail.jpeg": JPEG})
    text = odt(parts={"Thumbnails/thumbnail.png": b"\x89PNG\r\n\x1a\n"})
    for data, name in ((word, "a.docx"), (text, "a.odt")):
        assert findings(data, name, RULE)
        assert "humbnail" not in inside(published(data, name))
