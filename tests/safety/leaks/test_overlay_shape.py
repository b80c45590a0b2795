# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings
from ..making_office import SECRET, docx, is_held_back, odp, odt, pptx, shape, style

RULE = "OVERLAY-SHAPE"
BOX = (100, 100, 300, 50)
BLACK = style("B", "graphic", '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>')


def floating(fill: str, attributes: str = 'behindDoc="0"', words: str = "") -> bytes:
    inside = (
        f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></wps:txbx>" if words else ""
    )
    return docx(
        f'<w:p><w:r><w:t>{SECRET}</w:t></w:r><w:r><w:drawing><wp:anchor {attributes}><wp:extent cx="1270000" cy="254000"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="Box 1"/><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></wps:spPr>{inside}</wps:wsp></wp:anchor></w:drawing></w:r></w:p>'
    )


FINE = {
    "a box beside": ("a.pptx", pptx(shape(SECRET, BOX) + shape(box=(100, 300, 300, 50), fill="000000"))),
    "a box below": ("a.pptx", pptx(shape(box=BOX, fill="000000") + shape(SECRET, BOX))),
    "an unfilled frame": ("a.pptx", pptx(shape(SECRET, BOX) + shape(box=BOX))),
    "a box behind text": ("a.docx", floating("000000", 'behindDoc="1"')),
    "a coloured box": ("a.docx", floating("4472C4")),
    "a box with words": ("a.docx", floating("FFFFFF", words="Words in a box")),
}


@pytest.mark.parametrize(("name", "data"), FINE.values(), ids=FINE)
def test_boxes_that_hide_nothing_are_not_reported(name, data):
    assert findings(data, name, RULE) == []


BAD = {
    "a black box on a slide": ("a.pptx", pptx(shape(SECRET, BOX) + shape(box=(110, 105, 120, 40), fill="000000"))),
    "a coloured box over all of it": ("a.pptx", pptx(shape(SECRET, BOX) + shape(box=(90, 90, 330, 80), fill="4472C4"))),
    "a box in a group": (
        "a.pptx",
        pptx(
            shape(SECRET, BOX) + '<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="1270000" y="1270000"/><a:ext cx="3810000" cy="635000"/><a:chOff x="0" y="0"/>'
            f'<a:chExt cx="381000" cy="63500"/></a:xfrm></p:grpSpPr>{shape(box=(0, 0, 30, 5), fill="000000")}</p:grpSp>'
        ),
    ),
    "a black box in front of text": ("a.docx", floating("000000")),
    "a white box in front of text": ("a.docx", floating("FFFFFF")),
    "an old box in front of text": (
        "a.docx",
        docx(f'<w:p><w:r><w:t>{SECRET}</w:t></w:r><w:r><w:pict><v:rect style="position:absolute;width:90pt;height:14pt;z-index:2" fillcolor="black"/></w:pict></w:r></w:p>'),
    ),
    "a black box in an OpenDocument text": ("a.odt", odt(f'<text:p>{SECRET}<draw:rect draw:style-name="B" svg:x="1cm" svg:y="1cm" svg:width="4cm" svg:height="1cm"/></text:p>', BLACK)),
    "a black box on an OpenDocument slide": (
        "a.odp",
        odp('<draw:rect draw:style-name="B" svg:x="1cm" svg:y="1cm" svg:width="4cm" svg:height="1cm"/>', BLACK),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), BAD.values(), ids=BAD)
def test_a_box_over_text_is_found(name, data):
    assert findings(data, name, RULE)
    assert is_held_back(data, name)
