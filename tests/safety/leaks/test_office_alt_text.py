# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.safety.findings import Verdict

from ..making import findings, recovered
from ..making_office import SECRET, docx, odt, pptx, shape

RULE = "OFFICE-ALT-TEXT"


def drawing(descr: str) -> bytes:
    return docx(
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{descr}"/></wp:inline></w:drawing></w:r></w:p>'
    )


@pytest.mark.parametrize("words", ["A chart of potholes by month", "Logo", "", "An ordinary line of the record"])
def test_descriptions_that_name_nobody_are_not_reported(words):
    assert findings(drawing(words), "a.docx", RULE) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (drawing(f"Photograph of {SECRET}"), "a.docx"),
        (docx(f'<w:tbl><w:tblPr><w:tblDescription w:val="Staff such as {SECRET}"/></w:tblPr></w:tbl>'), "a.docx"),
        (docx(f'<w:p><w:r><w:pict><v:shape alt="{SECRET}"/></w:pict></w:r></w:p>'), "a.docx"),
        (pptx(shape("Words", more=f'descr="{SECRET}"')), "a.pptx"),
        (odt(f"<text:p><draw:frame><svg:desc>{SECRET}</svg:desc></draw:frame></text:p>"), "a.odt"),
    ],
    ids=["a picture", "a table", "an old shape", "a slide", "an OpenDocument text"],
)
def test_a_description_with_a_name_is_put_to_review(data, name):
    found = findings(data, name, RULE)
    assert "QuentinHarbottle" in recovered(found)
    assert {one.verdict for one in found} == {Verdict.REVIEW}


def test_file_names_and_addresses_in_descriptions_are_put_to_review():
    assert findings(drawing("harbottle.jpg"), "a.docx", RULE)
    assert findings(drawing("a page with q@example.org on it"), "a.docx", RULE)
