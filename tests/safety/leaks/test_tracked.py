# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, recovered, xlsx
from ..making_office import SECRET, docx, is_held_back, ods, odt, run

RULE = "TRACKED"
BY = f'w:id="1" w:author="{SECRET}" w:date="2024-01-01T00:00:00Z"'
ODF_CHANGE = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A. Clerk</dc:creator>'
    f"</office:change-info><text:p>{SECRET}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (odt(), "a.odt"), (ods(), "a.ods"), (xlsx(), "a.xlsx")])
def test_text_without_recorded_changes_is_not_reported(data, name):
    assert findings(data, name, RULE) == []


SLOTS = {
    "a deletion": f'<w:p><w:del w:id="1" w:author="A. Clerk"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>',
    "a move": f'<w:p><w:moveFrom w:id="1" w:author="A. Clerk">{run(SECRET)}</w:moveFrom></w:p>',
    "who inserted": f"<w:p><w:ins {BY}>{run('plain')}</w:ins></w:p>",
    "who reformatted a run": f"<w:p><w:r><w:rPr><w:rPrChange {BY}/></w:rPr><w:t>plain</w:t></w:r></w:p>",
    "who reformatted a paragraph": f"<w:p><w:pPr><w:pPrChange {BY}/></w:pPr>{run('plain')}</w:p>",
    "who deleted a paragraph's end": f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr></w:p>",
    "who deleted a row": f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "a deleted paragraph in a cell": f'<w:tbl><w:tr><w:tc><w:p><w:del w:author="x"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>',
    "a deletion in a control": f'<w:sdt><w:sdtContent><w:p><w:del w:author="x"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>',
}


@pytest.mark.parametrize("body", SLOTS.values(), ids=SLOTS)
def test_every_kind_of_recorded_change_is_found(body):
    data = docx(body)
    assert "QuentinHarbottle" in recovered(findings(data, "a.docx", RULE))
    assert is_held_back(data, "a.docx")


def test_a_deletion_in_a_header_is_found():
    header = f'<w:hdr><w:p><w:del w:author="x"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p></w:hdr>'
    data = docx(
        "",
        ("h", "header", "header1.xml"),
        parts={"word/header1.xml": header},
        section='<w:headerReference w:type="default" r:id="h"/>',
    )
    assert recovered(findings(data, "a.docx", RULE)).endswith("QuentinHarbottle")


def test_recorded_changes_of_an_opendocument_text_are_found():
    assert "QuentinHarbottle" in recovered(findings(odt(ODF_CHANGE), "a.odt", RULE))


@pytest.mark.parametrize(
    "change",
    [
        f"<table:cell-content-change><office:change-info><dc:creator>A. Clerk</dc:creator></office:change-info><table:previous>"
        f"<table:change-track-table-cell><text:p>{SECRET}</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>",
        f'<table:deletion table:type="row"><office:change-info><dc:creator>{SECRET}</dc:creator></office:change-info></table:deletion>',
    ],
    ids=["what a cell held", "who deleted a row"],
)
def test_recorded_changes_of_an_opendocument_spreadsheet_are_found(change):
    data = ods(before=f"<table:tracked-changes>{change}</table:tracked-changes>")
    assert "QuentinHarbottle" in recovered(findings(data, "a.ods", RULE))
    assert is_held_back(data, "a.ods")
