# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spreadsheets by cell, row, column and words; documents by words, however many pieces a word is cut into."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest

from disclosures.problems import DocumentError
from disclosures.safety.redact import tables
from disclosures.safety.redact.work import Done, Stopped

from . import making

TABLE = (("Name", "Ward", "Calls"), ("Ann Example", "Elm", "12"), ("Bo Sample", "Oak", "7"), ("Cy Other", "Ash", "3"))
BOX = "[Redacted: section 40(2)]"


def book(*sheets: tuple[str, tuple], hidden: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets or (("Staff", TABLE),):
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if hidden:
            sheet.column_dimensions[hidden].hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def table(source: bytes, *marks: dict, name: str = "staff.xlsx", out: str = "staff.csv") -> Done:
    result = making.redact(source, name, out, making.marks(*marks), {}, None, lambda done, total: None, making.gate())
    assert isinstance(result, Done), result
    return result


def test_cells_without_a_mark_stay():
    kept = rows(table(book(), {"cells": "A2"}).data)
    assert kept == [list(TABLE[0]), [BOX, "Elm", "12"], *map(list, TABLE[2:])]


@pytest.mark.parametrize(
    ("mark", "gone"),
    [
        ({"cells": "A2:B3"}, {"A2", "B2", "A3", "B3"}),
        ({"cells": "Staff!C4, A1"}, {"C4", "A1"}),
        ({"rows": "2-3"}, {"A2", "B2", "C2", "A3", "B3", "C3"}),
        ({"columns": "A"}, {"A1", "A2", "A3", "A4"}),
        ({"words": "bo sample"}, {"A3"}),
        ({"regex": r"\b\d\b"}, {"C3", "C4"}),
    ],
)
def test_what_is_marked_becomes_the_words_that_tell_the_exemption(mark, gone):
    found = rows(table(book(), mark).data)
    assert {f"{tables.letters(c)}{r}" for r, row in enumerate(found, 1) for c, cell in enumerate(row, 1) if cell == BOX} == gone


def test_a_csv_is_redacted_like_a_workbook():
    source = "\r\n".join(",".join(row) for row in TABLE).encode()
    assert rows(table(source, {"columns": "A"}, name="staff.csv", out="out.csv").data)[1] == [BOX, "Elm", "12"]


def test_each_visible_sheet_becomes_a_table_and_a_mark_can_name_its_sheet():
    result = table(book(("Staff", TABLE), ("Old staff", TABLE)), {"cells": "Staff!A2"})
    assert [one.name for one in (result, *result.more)] == ["staff-staff.csv", "staff-old-staff.csv"]
    assert rows(result.data)[1][0] == BOX and rows(result.more[0].data)[1][0] == "Ann Example"
    assert "also stands" not in "".join(result.notes)


def test_the_same_text_in_another_cell_is_told():
    twice = (*TABLE, ("Ann Example", "Elm", "1"))
    assert "also stands in cell A5" in "".join(table(book(("Staff", twice)), {"cells": "A2"}).notes)


@pytest.mark.parametrize(
    ("mark", "cure"),
    [
        ({"cells": "A"}, "Write B2"), ({"rows": "B"}, "Write 4"), ({"columns": "3"}, "Write C"), ({"cells": "Staf!A1"}, "Name one of Staff"),
        ({"box": "1 2 3 4", "page": "1"}, "Use one of cells"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused_with_its_cure(mark, cure):
    with pytest.raises(DocumentError) as caught:
        table(book(), mark)
    assert cure in caught.value.cure


def test_addresses_are_refused_while_columns_are_hidden_since_they_would_count_otherwise():
    with pytest.raises(DocumentError, match="addresses of cells are not certain"):
        table(book(hidden="B"), {"cells": "A2"})


def docx(body: str, **parts: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
            for name in parts
        )
        + "</Types>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    start = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", f"{start}<Relationship Id='r1' Type='{kind}/officeDocument' Target='word/document.xml'/></Relationships>")
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        package.writestr(
            "word/_rels/document.xml.rels",
            start + "".join(f"<Relationship Id='p{n}' Type='{kind}/{name}' Target='{name}.xml'/>" for n, name in enumerate(parts)) + "</Relationships>",
        )
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {space}>{text}</w:{name}>")
    return out.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


def document(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def written(source: bytes, *marks: dict, name: str = "letter.docx") -> Done | Stopped:
    return making.redact(source, name, name, making.marks(*marks), {}, None, lambda done, total: None, making.gate())


def test_paragraphs_without_the_words_stay_to_the_letter():
    source = docx(paragraph("A &amp; B ", "stay", " here") + paragraph("By Ann Example"))
    after = document(written(source, {"words": "Ann Example"}).data)
    assert "A &amp; B " in after and ">stay<" in after and "> here<" in after


@pytest.mark.parametrize(
    "runs",
    [("By Ann Example now",), ("By Ann Ex", "ample now"), ("By A", "nn", " Exam", "ple", " now"), ("By Ann</w:t><w:br/><w:t>Example now",)],
)
def test_words_go_from_however_many_pieces(runs):
    result = written(docx(paragraph(*runs)), {"words": "Ann Example"})
    assert isinstance(result, Done), result
    after = document(result.data)
    text = "".join(part.split("<")[0] for part in after.split("preserve\">")[1:])
    assert text.split() == ["By", *BOX.split(), "now"] and "Ann" not in after and "ample" not in after


def test_tables_and_footnotes_are_searched_too():
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('Ann Exa', 'mple')}</w:tc></w:tr></w:tbl>"
    notes = "<w:footnote w:id='2'>" + paragraph("Told by Ann Example.") + "</w:footnote>"
    source = docx(cell + "<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id='2'/></w:r></w:p>", footnotes=notes)
    result = written(source, {"words": "Ann Example"})
    assert isinstance(result, Done), result
    assert "Example" not in document(result.data) + document(result.data, "word/footnotes.xml")
    assert len(result.boxes) == 2


def test_plain_text_is_redacted_by_words():
    result = written(b"From: Ann Example\nTo: all\n", {"words": "Ann Example"}, name="note.txt")
    assert result.data == f"From: {BOX}\nTo: all\n".encode()
