# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published, recovered
from ..making_office import docx, inside, odt
from ..pictures import JPEG, LEAKY, png

RULE = "OFFICE-IMAGE-META"


def with_picture(data: bytes) -> bytes:
    return docx("", ("i", "image", "media/image1.jpeg"), parts={"word/media/image1.jpeg": data})


@pytest.mark.parametrize("data", [JPEG, png()], ids=["jpeg", "png"])
def test_pictures_alone_are_not_reported(data):
    assert findings(with_picture(data), "a.docx", RULE) == []


@pytest.mark.parametrize("data", LEAKY.values(), ids=LEAKY)
def test_what_a_picture_in_a_document_tells_is_found_and_gone(data):
    assert "Harbottle" in recovered(findings(with_picture(data), "a.docx", RULE))
    assert "Harbottle" not in inside(published(with_picture(data), "a.docx"))


def test_pictures_of_opendocument_texts_lose_theirs_too():
    image = '<text:p><draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame></text:p>'
    data = odt(image, parts={"Pictures/1.jpg": LEAKY["a JPEG with EXIF"]})
    assert findings(data, "a.odt", RULE)
    out = inside(published(data, "a.odt"))
    assert "Harbottle" not in out
    assert "Pictures/image00001.jpg" in out
