# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, recovered
from ..making_office import SECRET, docx, is_held_back, odp, odt, para, pptx, run, shape, style

RULE = "OFFICE-INVISIBLE"
WHITE = '<w:color w:val="FFFFFF"/>'


def cell(words: str, shade: str = "", table: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p>{words}</w:p></w:tc></w:tr></w:tbl>"
    )


def ink(value: str, more: str = "") -> str:
    return f'<a:rPr {more}><a:solidFill><a:srgbClr val="{value}"/></a:solidFill></a:rPr>'


def text(properties: str, around: str = "") -> tuple[str, str]:
    return f'<text:p{around}><text:span text:style-name="T">{SECRET}</text:span></text:p>', style(
        "T", "text", f"<style:text-properties {properties}/>"
    )


FINE = {
    "light grey on white": docx(para("Seen", '<w:color w:val="BFBFBF"/>')),
    "white on a dark cell": docx(cell(run("Seen", WHITE), '<w:shd w:val="clear" w:fill="1F3864"/>')),
    "white in a table whose style is dark": docx(
        cell(run("Seen", WHITE), table='<w:tblStyle w:val="D"/>'),
        styles='<w:style w:type="table" w:styleId="D"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>',
    ),
    "automatic on black shading": docx(para("Seen", '<w:shd w:val="clear" w:fill="000000"/>')),
    "highlighted": docx(para("Seen", '<w:highlight w:val="yellow"/>')),
    "an empty tiny paragraph": docx(para("  ", '<w:sz w:val="2"/>')),
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_text_that_can_be_seen_is_not_reported(data):
    assert findings(data, "a.docx", RULE) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pptx(shape("Seen", fill="000000", look=ink("FFFFFF"))), "a.pptx"),
        (pptx(shape(box=(0, 0, 700, 500), fill="000080") + shape("Seen", look=ink("FFFFFF"))), "a.pptx"),
        (odt(*text('fo:color="#c0c0c0"')), "a.odt"),
        (odt(*text('style:use-window-font-color="true" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:opacity="0%"')), "a.odt"),
        (odt(*text('fo:color="#ffffff" fo:background-color="#000000"')), "a.odt"),
    ],
    ids=["white on a black shape", "white on a shape below", "grey", "automatic", "white on black"],
)
def test_light_text_on_dark_is_not_reported(data, name):
    assert findings(data, name, RULE) == []


UNSEEN = {
    "white on white": WHITE, "nearly white": '<w:color w:val="FDFDFD"/>', "one point": '<w:sz w:val="2"/>',
    "black under a black marker": '<w:highlight w:val="black"/>',
    "black on black shading": '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
    "the colour of its shading": '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>',
    "squeezed to nothing": '<w:w w:val="1"/>',
}  # fmt: skip


@pytest.mark.parametrize("look", UNSEEN.values(), ids=UNSEEN)
def test_text_that_cannot_be_seen_is_found_in_a_document(look):
    data = docx(para(SECRET, look))
    assert recovered(findings(data, "a.docx", RULE)) == "QuentinHarbottle"
    assert is_held_back(data, "a.docx")


def test_styles_cells_and_page_colours_are_followed():
    style_ = f'<w:style w:type="paragraph" w:styleId="A"><w:rPr>{WHITE}</w:rPr></w:style>'
    for data in (
        docx(f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{run(SECRET)}</w:p>', styles=style_),
        docx(cell(run(SECRET, '<w:color w:val="1F3864"/>'), '<w:shd w:val="clear" w:fill="1F3864"/>')),
        docx(para(SECRET, '<w:color w:val="FFFF99"/>'), root='<w:background w:color="FFFF99"/>'),
    ):
        assert recovered(findings(data, "a.docx", RULE)) == "QuentinHarbottle"


OTHERS = {
    "white on a slide": ("a.pptx", pptx(shape(SECRET, look=ink("FFFFFF")))),
    "the colour of its shape": ("a.pptx", pptx(shape(SECRET, fill="336699", look=ink("336699")))),
    "one point on a slide": ("a.pptx", pptx(shape(SECRET, look='<a:rPr sz="100"/>'))),
    "transparent": ("a.pptx", pptx(shape(SECRET, look='<a:rPr><a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill></a:rPr>'))),
    "white in a text": ("a.odt", odt(*text('fo:color="#ffffff"'))),
    "one point in a text": ("a.odt", odt(*text('fo:font-size="1pt"'))),
    "black on black": ("a.odt", odt(*text('fo:color="#000000" fo:background-color="#000000"'))),
    "white on a slide of LibreOffice": ("a.odp", odp(f'<draw:frame><draw:text-box>{text("")[0]}</draw:text-box></draw:frame>', text('fo:color="#ffffff"')[1])),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), OTHERS.values(), ids=OTHERS)
def test_text_that_cannot_be_seen_is_found_in_slides_and_opendocument_files(name, data):
    assert recovered(findings(data, name, RULE)) == "QuentinHarbottle"
    assert is_held_back(data, name)


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def paragraph(properties: str) -> bytes:
    return docx(f"<w:p><w:pPr>{properties}</w:pPr>{run(SECRET)}</w:p>")


@pytest.mark.parametrize(
    "data",
    [
        docx(para(SECRET, '<w:color w:val="FFFFFF" w:themeColor="text1"/>')),
        docx(para(SECRET, '<w:spacing w:val="-10"/>')),
        docx(para(SECRET, '<w:position w:val="6"/>')),
        docx(para(SECRET, f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="1F3864"/></w14:solidFill></w14:textFill>')),
        paragraph('<w:ind w:left="720" w:hanging="360"/><w:spacing w:line="240" w:lineRule="exact"/>'),
        paragraph('<w:framePr w:x="1134" w:y="1134"/>'),
    ],
    ids=["the theme's black", "a little closer", "superscript", "a dark fill", "a list", "a frame"],
)
def test_ordinary_looks_are_not_reported(data):
    assert findings(data, "a.docx") == []


@pytest.mark.parametrize(
    "data",
    [
        docx(para(SECRET, '<w:color w:val="000000" w:themeColor="background1"/>')),
        docx(para(SECRET, '<w:color w:val="auto" w:themeColor="light1"/>')),
        docx(para(SECRET, f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>')),
        docx(para(SECRET, f'<w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>')),
        docx(para(SECRET, f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>')),
        docx(para(SECRET, '<w:spacing w:val="-400"/>')),
        docx(para(SECRET, '<w:position w:val="3000"/>')),
        docx(para(SECRET, '<w:fitText w:val="1"/>')),
        paragraph('<w:spacing w:line="1" w:lineRule="exact"/>'),
        paragraph('<w:ind w:left="-30000"/>'),
        paragraph('<w:framePr w:x="-30000"/>'),
        docx(f'<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr>{run(SECRET)}</w:p>',
             styles='<w:style w:styleId="a3"><w:name w:val="Body Text"/><w:pPr><w:ind w:left="-30000"/></w:pPr></w:style>'),
    ],
    ids=["a theme's white", "another", "a white fill", "a theme's fill", "a clear fill", "letters on one spot", "far below", "one point wide",
         "a line without height", "off the page", "a frame off the page", "off the page by its style"],
)  # fmt: skip
def test_text_that_word_cannot_show_is_found(data):
    assert SECRET in " ".join(one.recovered for one in findings(data, "a.docx", RULE))
    assert is_held_back(data, "a.docx")
