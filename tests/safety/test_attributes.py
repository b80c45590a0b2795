# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an Office file holds a code or an inner name, any words could stand: none of them is left in the copy."""

import re

import pytest

from disclosures.safety.examine import prepare
from disclosures.safety.findings import Verdict

from .making import findings, published
from .making_office import SECRET, docx, inside, is_held_back, odt, para, pptx, run, shape

LAYOUT = "<p:sldLayout><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:sldLayout>"
MASKED = shape(f"{SECRET} asks for a title").replace("<p:nvPr/>", '<p:nvPr><p:ph type="title"/></p:nvPr>')


def laid_out(shapes: str) -> bytes:
    """A slide on a layout with these shapes."""
    arrow = (("l", "slideLayout", "../slideLayouts/l.xml"),)
    return pptx(shape("Words"), relations=arrow, parts={"ppt/slideLayouts/l.xml": LAYOUT % shapes})


def test_ordinary_codes_and_ids_are_not_reported_and_kept():
    data = odt(
        '<text:list xml:id="list123456"/><text:p><text:note text:id="ftn1"><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p>'
        '</text:note-body></text:note><text:sequence text:ref-name="refTable0" text:name="Table">1</text:sequence></text:p>'
    )
    word = docx(para("x", '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'), settings='<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="u" w:val="15"/></w:compat>')
    assert findings(data, "a.odt") == [] and findings(word, "a.docx") == []
    assert 'xml:id="list123456"' in inside(published(data, "a.odt"))
    assert 'w:val="en-GB"' in inside(published(word, "a.docx")) and "compatibilityMode" in inside(published(word, "a.docx"))


GONE = {
    "a language": (docx(para("x", f'<w:lang w:val="{SECRET}"/>')), "a.docx"),
    "a setting of another program": (docx(settings=f'<w:compat><w:compatSetting w:name="{SECRET}" w:uri="u" w:val="1"/></w:compat>'), "a.docx"),
    "labels of pictures": (docx(settings=f'<w:captions><w:caption w:name="{SECRET}"/></w:captions>'), "a.docx"),
    "a sign between decimals": (docx(settings=f'<w:decimalSymbol w:val="{SECRET}"/>'), "a.docx"),
    "the day of a date": (docx(f'<w:sdt><w:sdtPr><w:date w:fullDate="{SECRET}"/></w:sdtPr><w:sdtContent/></w:sdt>'), "a.docx"),
    "where a link leads to inside": (docx(f'<w:p><w:hyperlink w:docLocation="{SECRET}">{run("x")}</w:hyperlink></w:p>'), "a.docx"),
    "a linked object": (docx(f'<w:p><w:r><w:object><o:OLEObject Type="Link" ProgID="{SECRET}"/></w:object></w:r></w:p>'), "a.docx"),
    "an extension": (pptx(shape("x") + f'<p:extLst><p:ext uri="{SECRET}"/></p:extLst>'), "a.pptx"),
    "the kind of a field": (pptx(shape("x").replace("<a:r>", f'<a:fld id="1" type="{SECRET}">').replace("</a:r>", "</a:fld>")), "a.pptx"),
    "the prompt of a layout": (laid_out(MASKED), "a.pptx"),
    "facts for machines": (odt(f'<text:p xmlns:xhtml="http://www.w3.org/1999/xhtml" xhtml:about="{SECRET}">x</text:p>'), "a.odt"),
    "the name of a variable": (odt(f'<text:variable-decls><text:variable-decl text:name="{SECRET}"/></text:variable-decls>'), "a.odt"),
    "the name of a row of numbers": (odt(f'<text:sequence-decls><text:sequence-decl text:name="{SECRET}"/></text:sequence-decls>'), "a.odt"),
    "the id of a list": (odt('<text:list xml:id="Harbottle"/><text:list text:continue-list="Harbottle"/>'), "a.odt"),
    "the id of a note": (
        odt('<text:p><text:note text:id="Harbottle"><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>'), "a.odt",
    ),
    "the name of a section": (odt(f'<text:section text:name="{SECRET}"><text:p>x</text:p></text:section>'), "a.odt"),
    "the name of a link": (odt(f'<text:p><text:a xlink:href="https://council.example/" office:name="{SECRET}">x</text:a></text:p>'), "a.odt"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), GONE.values(), ids=GONE)
def test_words_in_the_place_of_a_code_are_gone_from_the_copy(data, name):
    first, _ = prepare(data, name)
    assert [one for one in first.findings if one.verdict is Verdict.BLOCK] == []
    copy = published(data, name)
    assert "Harbottle" not in inside(copy)
    assert published(copy, name) == copy


def test_what_refers_to_a_renamed_id_still_does():
    out = inside(published(*GONE["the id of a list"]))
    assert len(set(re.findall(r'(?:xml:id|continue-list)="(\w+)"', out))) == 1


def test_the_words_of_a_layout_that_slides_show_are_kept_and_those_of_no_slide_hold_the_file_back():
    assert SECRET in inside(published(laid_out(shape(SECRET)), "a.pptx"))
    data = pptx(
        shape("Words"), relations=(("l", "slideLayout", "../slideLayouts/l.xml"),),
        parts={"ppt/slideLayouts/l.xml": LAYOUT % "", "ppt/slideMasters/m.xml": LAYOUT.replace("Layout", "Master") % "",
               "ppt/slideLayouts/_rels/l.xml.rels": RELS % ("slideMaster", "../slideMasters/m.xml"),
               "ppt/slideMasters/_rels/m.xml.rels": RELS % ("slideLayout", "../slideLayouts/other.xml"),
               "ppt/slideLayouts/other.xml": LAYOUT % shape(SECRET)},
    )  # fmt: skip
    assert [one.recovered for one in findings(data, "a.pptx", "HIDDEN-TEXT")] == [SECRET]


def test_layouts_that_no_slide_uses_are_not_in_the_copy_and_hold_nothing_back():
    master = LAYOUT.replace("Layout", "Master").replace("</p:cSld>", '</p:cSld><p:sldLayoutIdLst><p:sldLayoutId r:id="r"/><p:sldLayoutId r:id="r2"/></p:sldLayoutIdLst>')
    arrows = (RELS % ("slideLayout", "../slideLayouts/l.xml")).replace("</Relationships>", RELS.partition("s\">")[2] % ("slideLayout", "../slideLayouts/other.xml"))
    data = pptx(
        shape("Words"), relations=(("l", "slideLayout", "../slideLayouts/l.xml"),),
        parts={"ppt/slideLayouts/l.xml": LAYOUT % "", "ppt/slideMasters/m.xml": master % "",
               "ppt/slideLayouts/_rels/l.xml.rels": RELS % ("slideMaster", "../slideMasters/m.xml"),
               "ppt/slideMasters/_rels/m.xml.rels": arrows.replace('Id="r"', 'Id="r2"').replace('Id="r2"', 'Id="r"', 1),
               "ppt/slideLayouts/other.xml": LAYOUT % shape(SECRET)},
    )  # fmt: skip
    assert {one.rule for one in findings(data, "a.pptx")} == {"OFFICE-ORPHAN"}
    copy = inside(published(data, "a.pptx"))
    assert SECRET not in copy and copy.count("<p:sldLayoutId ") == 1


RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)


@pytest.mark.parametrize(
    "body",
    [
        f'<text:section><office:dde-source office:dde-item="{SECRET}"/><text:p>x</text:p></text:section>',
        f'<text:dde-connection-decls><text:dde-connection-decl office:dde-item="{SECRET}"/></text:dde-connection-decls>',
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>"
        f"{SECRET}</text:index-title-template></text:table-of-content-source></text:table-of-content>",
    ],
    ids=["a link to a program", "its declaration", "the plan of a table of contents"],
)
def test_words_that_an_opendocument_text_keeps_and_never_shows_hold_it_back(body):
    assert is_held_back(odt(body), "a.odt")


def test_the_plan_of_a_table_of_contents_in_words_that_are_shown_is_not_reported():
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template>"
        "</text:table-of-content-source><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>"
    )
    assert findings(odt(body), "a.odt") == []
