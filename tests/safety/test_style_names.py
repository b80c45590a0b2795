# SPDX-License-Identifier: AGPL-3.0-or-later
"""A style called after a case or a person is renamed in the copy, with everything that names it."""

import io
import re
import zipfile

import pytest

from disclosures.documents.style_names import ordinary
from disclosures.safety.original import without_extras

from .making import findings, published, xlsx
from .making_office import SECRET, docx, inside, odp, ods, odt, package, pptx, run, shape, style

ORDINARY = [
    "Normal", "heading 1", "Heading 1 Char", "List Bullet 2", "TOC Heading", "Table Grid", "Light Shading Accent 1", "No List",
    "Default Paragraph Font", "ListParagraph", "a3", "NormalWeb", "Grid Table 4 Accent 5", "HTML Preformatted", "Balloon Text Char",
    "Text_20_body", "Heading_20_1", "Internet_20_link", "Standard", "P12", "ce3", "T1", "fr1", "Mdp1", "20% - Accent1", "TableStyleMedium2",
    "Table1.A1", "Footnote_20_Symbol", "N36", "Graphics",
]  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_styles_that_programs_bring_along_keep_their_names(name):
    assert ordinary(name)


@pytest.mark.parametrize("name", ["Harbottle", "Case 12345", "Harbottle 1", "Op Blue", "NormalHarbottle", "Harbottle_20_1", "Heading Ann"])
def test_made_up_names_are_told_from_those(name):
    assert not ordinary(name)


def test_a_document_with_the_styles_of_its_program_is_not_reported():
    styles = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Title")}</w:p>'
    assert findings(docx(body, styles=styles), "a.docx") == []
    assert 'w:pStyle w:val="Heading1"' in inside(published(docx(body, styles=styles), "a.docx"))


STYLES = (
    f'<w:latentStyles><w:lsdException w:name="{SECRET}"/></w:latentStyles>'
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="QuentinHarbottle"><w:uiPriority w:val="1"/><w:name w:val="{SECRET}"/><w:aliases w:val="{SECRET}"/>'
    '<w:basedOn w:val="Normal"/><w:link w:val="QuentinHarbottleChar"/></w:style>'
    f'<w:style w:type="character" w:styleId="QuentinHarbottleChar"><w:name w:val="{SECRET} Char"/><w:basedOn w:val="QuentinHarbottle"/></w:style>'
)
NUMBERING = (
    f'<w:numbering><w:abstractNum><w:name w:val="{SECRET}"/><w:lvl><w:pStyle w:val="QuentinHarbottle"/></w:lvl></w:abstractNum></w:numbering>'
)
TEXT = odt(
    '<text:p text:style-name="Quentin_20_Harbottle">Words</text:p><text:list text:style-name="HarbottleList"/>'
    '<table:table table:name="Table1" table:style-name="Harbottle"><table:table-row><table:table-cell table:style-name="Harbottle.A1"/></table:table-row></table:table>',
    styles=style("P1", "paragraph", "", 'style:parent-style-name="Quentin_20_Harbottle" style:master-page-name="Harbottle_20_page"')
    + '<text:list-style style:name="HarbottleList"/>' + style("Harbottle.A1", "table-cell", ""),
    named=style("Quentin_20_Harbottle", "paragraph", "", f'style:display-name="{SECRET}"')
    + f'<draw:fill-image draw:name="{SECRET}" draw:display-name="{SECRET}"/>',
    master='<style:master-page style:name="Harbottle_20_page"/>',
)
SLIDE_STYLE = style("gr1", "graphic", '<style:graphic-properties draw:fill-gradient-name="HarbottleGradient"/>')


@pytest.mark.parametrize(
    ("data", "name", "refers"),
    [
        (docx(f'<w:p><w:pPr><w:pStyle w:val="QuentinHarbottle"/></w:pPr>{run("Words")}</w:p>', ("n", "numbering", "numbering.xml"),
              styles=STYLES, parts={"word/numbering.xml": NUMBERING}), "a.docx", r'<w:(?:pStyle|style)\b[^>]*(Style\d+)'),
        (TEXT, "a.odt", r'(?:style:name|text:style-name|parent-style-name)="(Style1)"'),
        (odp("", SLIDE_STYLE, named='<draw:gradient draw:name="HarbottleGradient"/>'), "a.odp", r'gradient(?:-name| draw:name)="(Style1)"'),
    ],
    ids=["Word", "OpenDocument", "slides"],
)  # fmt: skip
def test_a_made_up_name_is_found_and_renamed_wherever_it_is_named(data, name, refers):
    assert any("arbottle" in one.recovered for one in findings(data, name, "OFFICE-META"))
    copy = published(data, name)
    out = inside(copy)
    assert "arbottle" not in out
    assert len(re.findall(refers, out)) >= 2
    assert published(copy, name) == copy


def test_paragraphs_keep_their_own_style_among_others():
    both = "".join(f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/></w:style>' for id in ("Elm", "Style1"))
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr>{run(id)}</w:p>' for id in ("Style1", "Elm", "Elm"))
    out = inside(published(docx(body, styles=both), "a.docx"))
    used, made = re.findall(r'<w:pStyle w:val="(\w+)"', out), re.findall(r'w:styleId="(\w+)"', out)
    assert used[1] == used[2] != used[0] and set(used) == set(made)


def test_the_code_of_a_field_that_names_a_style_after_a_person_holds_the_document_back():
    code = f'<w:p><w:fldSimple w:instr="STYLEREF &quot;{SECRET}&quot;"/></w:p>'
    assert [one.rule for one in findings(docx(code), "a.docx")] == ["HIDDEN-TEXT"]
    assert findings(docx('<w:p><w:fldSimple w:instr="STYLEREF &quot;heading 1&quot; \\n"/></w:p>'), "a.docx") == []


def test_table_styles_of_slides_are_renamed():
    types = f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:tblStyle styleId="x" styleName="{SECRET}"/></a:tblStyleLst>'
    data = pptx(shape("Words"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    rels = parts["ppt/_rels/presentation.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles" Target="tableStyles.xml"/></Relationships>',
    )
    data = package({**parts, "ppt/_rels/presentation.xml.rels": rels, "ppt/tableStyles.xml": types})
    assert "Harbottle" not in inside(published(data, "a.pptx"))


def test_a_workbook_that_goes_out_as_itself_renames_its_styles():
    import openpyxl.styles

    def fill(book):
        book.add_named_style(openpyxl.styles.NamedStyle(name=SECRET))
        book.active["A1"].style = SECRET

    out = inside(without_extras(xlsx(fill), "a.xlsx"))
    assert "Harbottle" not in out and "Style1" in out


def test_a_workbook_of_libreoffice_has_no_styles_in_its_table():
    data = ods(named=style("Harbottle", "table-cell", ""))
    assert b"Harbottle" not in published(data, "a.ods")
