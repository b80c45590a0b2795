# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings
from ..making_office import docx, is_held_back, odt, pptx, style

RULE = "CROPPED-IMAGE"


def picture(cut: str) -> bytes:
    return docx(
        f"<w:p><w:r><w:drawing><wp:inline><a:graphic><pic:pic><pic:blipFill>{cut}</pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def clip(value: str) -> bytes:
    look = style("G", "graphic", f'<style:graphic-properties fo:clip="{value}"/>')
    return odt(
        '<text:p><draw:frame draw:style-name="G"><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>', look
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (picture("<a:srcRect/>"), "a.docx"),
        (picture('<a:srcRect l="0" r="100"/>'), "a.docx"),
        (clip("rect(0cm, 0cm, 0cm, 0cm)"), "a.odt"),
    ],
    ids=["whole", "a hair's breadth", "whole in LibreOffice"],
)
def test_whole_pictures_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (picture('<a:srcRect r="40000"/>'), "a.docx"),
        (picture('<a:srcRect t="12%"/>'), "a.docx"),
        (docx('<w:p><w:r><w:pict><v:shape><v:imagedata cropright="20000f"/></v:shape></w:pict></w:r></w:p>'), "a.docx"),
        (
            pptx(
                '<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture 2"/></p:nvPicPr><p:blipFill><a:srcRect b="30000"/></p:blipFill></p:pic>'
            ),
            "a.pptx",
        ),
        (clip("rect(0cm, 2cm, 0cm, 0cm)"), "a.odt"),
    ],
    ids=["from the right", "in per cent", "old", "on a slide", "in LibreOffice"],
)
def test_a_cropped_picture_is_found(data, name):
    assert findings(data, name, RULE)
    assert is_held_back(data, name)
