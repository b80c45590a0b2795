# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, docx, inside, odt, pptx, run, shape

RULE = "OFFICE-META"
CORE = f'<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{SECRET}</dc:creator></cp:coreProperties>'
CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (pptx(), "a.pptx"), (odt(), "a.odt")])
def test_a_document_without_properties_is_not_reported(data, name):
    assert findings(data, name, RULE) == []


SLOTS = {
    "core properties": docx(top=(("c", CORE_TYPE, "docProps/core.xml"),), parts={"docProps/core.xml": CORE}),
    "custom properties": docx(top=(("c", "custom-properties", "docProps/custom.xml"),), parts={"docProps/custom.xml": f"<Properties>{SECRET}</Properties>"}),
    "a document variable": docx(settings=f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>'),
    "a template": docx("", parts={"word/_rels/settings.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/{SECRET}.dotm" TargetMode="External"/></Relationships>'}),
    "people": docx("", ("p", "people", "people.xml"), parts={"word/people.xml": f"<w:people>{SECRET}</w:people>"}),
    "building blocks": docx("", ("g", "glossaryDocument", "glossary/document.xml"), parts={"word/glossary/document.xml": f"<w:doc>{run(SECRET)}</w:doc>"}),
    "a printer": docx("", ("p", "printerSettings", "printer.bin"), parts={"word/printer.bin": SECRET.encode()}),
    "a remark in the code": docx(f"<!-- {SECRET} -->"),
    "an instruction in the code": docx(f"<?note {SECRET}?>"),
    "the name of a picture": docx(f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{SECRET}.jpg"/></wp:inline></w:drawing></w:r></w:p>'),
    "the title of an old picture": docx(f'<w:p><w:r><w:pict><v:imagedata o:title="{SECRET}"/></w:pict></w:r></w:p>'),
    "the name of a control": docx(f'<w:sdt><w:sdtPr><w:alias w:val="{SECRET}"/><w:tag w:val="x y"/></w:sdtPr><w:sdtContent/></w:sdt>'),
}  # fmt: skip


@pytest.mark.parametrize("data", SLOTS.values(), ids=SLOTS)
def test_what_a_document_tells_about_its_making_is_found_and_gone(data):
    assert "QuentinHarbottle" in recovered(findings(data, "a.docx", RULE))
    out = inside(published(data, "a.docx"))
    assert "Harbottle" not in out
    assert "An ordinary line of the record." in out


def test_marks_of_editing_sessions_are_found_and_gone():
    data = docx(
        '<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3"><w:r w:rsidRPr="00D4E5F6"><w:t>More.</w:t></w:r></w:p>',
        settings='<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids>',
    )
    assert findings(data, "a.docx", RULE)
    assert "rsid" not in inside(published(data, "a.docx"))


def test_slides_and_opendocument_files_lose_theirs_too():
    slides = pptx(shape("Words", name=f"Photo of {SECRET}"))
    text = odt(
        "<text:p/>",
        parts={
            "meta.xml": f"<office>{SECRET}</office>",
            "settings.xml": "<a>Printer</a>",
            "Configurations2/x.xml": "<a/>",
        },
    )
    for data, name in ((slides, "a.pptx"), (text, "a.odt")):
        assert "QuentinHarbottle" in recovered(findings(data, name, RULE))
        assert "Harbottle" not in inside(published(data, name))


def test_the_author_of_a_workbook_is_found_and_not_in_its_table():
    data = xlsx(lambda book: setattr(book.properties, "creator", SECRET))
    assert "Harbottle" in recovered(findings(data, "a.xlsx", RULE))
    assert b"Harbottle" not in published(data, "a.xlsx")


def test_the_copy_is_the_same_each_time_and_copying_it_again_changes_nothing():
    once = published(SLOTS["core properties"], "a.docx")
    assert once == published(SLOTS["core properties"], "a.docx")
    assert published(once, "a.docx") == once


def test_names_of_tables_are_numbered_in_the_copy():
    data = odt(f'<table:table table:name="{SECRET}"><table:table-row/></table:table><table:table table:name="Table1"/>')
    assert recovered(findings(data, "a.odt", RULE)) == "QuentinHarbottle"
    out = inside(published(data, "a.odt"))
    assert "Harbottle" not in out
    assert 'table:name="_mark1"' in out
