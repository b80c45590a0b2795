# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, xlsx
from ..making_office import docx, is_held_back, odt
from ..pictures import JPEG

RULE = "EMBEDDED"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx("", ("i", "image", "media/a.jpeg"), parts={"word/media/a.jpeg": JPEG}), "a.docx"),
        (odt(), "a.odt"),
        (xlsx(), "a.xlsx"),
    ],
    ids=["a photograph", "a text", "a workbook"],
)
def test_pictures_and_plain_files_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


SLOTS = {
    "a workbook": docx("", ("o", "package", "embeddings/a.xlsx"), parts={"word/embeddings/a.xlsx": xlsx()}),
    "an old object": docx("", ("o", "oleObject", "embeddings/a.bin"), parts={"word/embeddings/a.bin": b"\xd0\xcf\x11\xe0"}),
    "macros": docx("", ("o", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"), parts={"word/vbaProject.bin": b"x"}),
    "a chunk of another format": docx("", ("o", "aFChunk", "a.html"), parts={"word/a.html": b"<p>x"}),
    "a picture that cannot be looked into": docx("", ("i", "image", "media/a.emf"), parts={"word/media/a.emf": b"\x01\0\0\0" * 20}),
    "something called a picture": docx("", ("i", "image", "media/a.png"), parts={"word/media/a.png": b"MZ of another kind"}),
    "the workbook of a chart": docx(
        "", ("c", "chart", "charts/chart1.xml"),
        parts={
            "word/charts/chart1.xml": "<c/>", "word/embeddings/a.xlsx": xlsx(),
            "word/charts/_rels/chart1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/a.xlsx"/></Relationships>',
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", SLOTS.values(), ids=SLOTS)
def test_a_file_inside_a_document_is_found(data):
    assert findings(data, "a.docx", RULE)
    assert is_held_back(data, "a.docx")


def test_objects_and_macros_of_opendocument_files_are_found():
    data = odt('<text:p><draw:object xlink:href="./Object 1"/></text:p>', parts={"Object 1/content.xml": "<a/>"})
    macro = odt(parts={"Basic/Standard/Module1.xml": '<script:module xmlns:script="s">x</script:module>'})
    assert findings(data, "a.odt", RULE)
    assert findings(macro, "a.odt", RULE)
