# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pymupdf
import pytest
from openpyxl.drawing.image import Image

from ..making import findings, xlsx
from ..making_office import SECRET, cell, docx, is_held_back, odp, ods, odt, pptx, row, shape, style

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

CLASS = '<p:nvSpPr><p:cNvPr id="3" name="Title 1"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
TITLE = f"<p:sp>{CLASS}<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp>"
PLACE = '<a:xfrm><a:off x="1270000" y="1270000"/><a:ext cx="3810000" cy="635000"/></a:xfrm>'
LAYOUT = f"<p:sldLayout><p:cSld><p:spTree><p:sp>{CLASS}<p:spPr>{PLACE}</p:spPr></p:sp></p:spTree></p:cSld></p:sldLayout>"
LAID = {"relations": (("l", "slideLayout", "../slideLayouts/l.xml"),), "parts": {"ppt/slideLayouts/l.xml": LAYOUT}}


def flat(shade: int) -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 16, 16))
    pixels.clear_with(shade)
    return pixels.tobytes("png")


def pictured(shade: int, box: tuple[int, int, int, int]) -> bytes:
    x, y, wide, high = (side * 12700 for side in box)
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="9" name="Picture 9"/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm></p:spPr></p:pic>'
    )
    return pptx(shape(SECRET, BOX) + picture, relations=(("i", "image", "../media/i.png"),), parts={"ppt/media/i.png": flat(shade)})


GROUP = '<draw:g><draw:rect draw:style-name="B" svg:x="1cm" svg:y="1cm" svg:width="4cm" svg:height="1cm"/></draw:g>'
BAD |= {
    "a box over a title that its layout places": ("a.pptx", pptx(TITLE + shape(box=(110, 105, 120, 40), fill="000000"), **LAID)),
    "a box over text that nothing places": ("a.pptx", pptx(TITLE + shape(box=(110, 105, 120, 40), fill="000000"))),
    "a black picture over a part of it": ("a.pptx", pictured(0, (110, 105, 120, 40))),
    "a box in a group of LibreOffice": ("a.odp", odp(GROUP, BLACK)),
    "a black frame in an OpenDocument text": (
        "a.odt", odt(f'<text:p>{SECRET}<draw:frame draw:style-name="B"><draw:text-box><text:p/></draw:text-box></draw:frame></text:p>',
                     BLACK.replace('draw:fill="solid"', 'draw:fill="solid" style:wrap="run-through"')),
    ),
    "an old oval in front of text": (
        "a.docx", docx('<w:p><w:r><w:pict><v:oval style="position:absolute;width:90pt;height:14pt;z-index:2" fillcolor="black"/></w:pict></w:r></w:p>'),
    ),
}  # fmt: skip
FINE |= {
    "a box beside a title that its layout places": ("a.pptx", pptx(TITLE + shape(box=(110, 305, 120, 40), fill="000000"), **LAID)),
    "a grey picture over a corner": ("a.pptx", pictured(120, (110, 105, 120, 40))),
}


@pytest.mark.parametrize("name", ["a box beside a title that its layout places", "a grey picture over a corner"])
def test_boxes_beside_text_are_not_reported_wherever_the_place_is_told(name):
    assert findings(FINE[name][1], FINE[name][0], RULE) == []


def drawn_over_cells(drawing):
    def fill(book):
        book.active["F9"] = SECRET
        drawing(book.active)

    return xlsx(fill)


def picture_at(cell, wide, high):
    def place(sheet):
        image = Image(io.BytesIO(flat(0)))
        image.width, image.height, image.anchor = wide, high, cell
        sheet.add_image(image)

    return place


def test_a_picture_beside_the_cells_of_a_sheet_is_not_reported():
    assert findings(drawn_over_cells(picture_at("H12", 200, 40)), "a.xlsx", RULE) == []


def test_a_picture_over_a_cell_is_found_because_the_table_is_published_without_it():
    data = drawn_over_cells(picture_at("E8", 300, 80))
    assert [(one.where, one.recovered) for one in findings(data, "a.xlsx", RULE)] == [("sheet Wards, cell F9", SECRET)]
    assert is_held_back(data, "a.xlsx")


def test_a_shape_over_a_cell_of_libreoffice_is_found():
    box = '<draw:rect draw:style-name="B" table:end-cell-address="Wards.A3" svg:width="4cm" svg:height="1cm"/>'
    data = ods(row(cell(SECRET, inside=box)), styles=BLACK)
    assert [one.recovered for one in findings(data, "a.ods", RULE)] == [SECRET]
    assert findings(ods(row(cell(SECRET, inside=box))), "a.ods", RULE) == []


@pytest.mark.parametrize(("name", "data"), BAD.values(), ids=BAD)
def test_a_box_over_text_is_found(name, data):
    assert findings(data, name, RULE)
    assert is_held_back(data, name)


def test_a_white_box_beside_words_that_reaches_into_the_margin_of_their_frame_is_not_reported():
    words = shape("Strategies", (36, 258, 232, 65))
    assert findings(pptx(words + shape("", (255, 259, 209, 170), "FFFFFF")), "a.pptx", RULE) == []
    assert findings(pptx(words + shape("", (236, 259, 209, 170), "FFFFFF")), "a.pptx", RULE)
