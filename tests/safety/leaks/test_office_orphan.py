# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

import pytest

from disclosures.safety.examine import prepare

from ..making import findings, published, recovered, xlsx
from ..making_office import RELS, SECRET, docx, inside, odt, package, pptx
from .test_validation import replaced

RULE = "OFFICE-ORPHAN"


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (pptx(), "a.pptx"), (odt(), "a.odt")])
def test_parts_in_use_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


def left_over(words: str) -> bytes:
    """A workbook with two shared texts, of which a cell refers to the first."""
    data = replaced(xlsx(), b"</sheetData>", b'<row r="9"><c r="A9" t="s"><v>0</v></c></row></sheetData>')
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    arrow = f'<Relationship Id="s1" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode()
    links = "xl/_rels/workbook.xml.rels"
    types = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Ash</t></si><si><t>{words}</t></si></sst>'
    return package(
        parts
        | {
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types),
            links: parts[links].replace(b"</Relationships>", arrow),
            "xl/sharedStrings.xml": shared,
        }
    )


def test_texts_of_cells_and_left_over_words_that_a_cell_shows_are_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []
    assert findings(left_over("Potholes"), "a.xlsx", RULE) == []


def test_a_text_of_a_deleted_row_is_found_and_goes_out_nowhere():
    data = left_over(SECRET)
    assert [one.recovered for one in findings(data, "a.xlsx", RULE)] == [SECRET]
    _, copies = prepare(data, "a.xlsx", original=True)
    assert [copy.name for copy in copies if not copy.findings] == ["a.csv", "a.xlsx"]
    assert b"Harbottle" not in copies[0].data
    assert "Harbottle" not in inside(copies[1].data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(parts={"word/old.xml": f"<a>{SECRET}</a>"}), "a.docx"),
        (docx(parts={"notes.txt": SECRET}), "a.docx"),
        (pptx(parts={"ppt/media/image9.png": SECRET.encode()}), "a.pptx"),
        (odt(parts={"Pictures/1.png": SECRET}), "a.odt"),
    ],
    ids=["a text", "a file", "a picture", "a picture of LibreOffice"],
)
def test_a_part_that_nothing_refers_to_is_found_and_gone(data, name):
    assert "QuentinHarbottle" in recovered(findings(data, name, RULE))
    assert "Harbottle" not in inside(published(data, name))
