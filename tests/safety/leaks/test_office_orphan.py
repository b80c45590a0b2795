# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published, recovered
from ..making_office import SECRET, docx, inside, odt, pptx

RULE = "OFFICE-ORPHAN"


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (pptx(), "a.pptx"), (odt(), "a.odt")])
def test_parts_in_use_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


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
