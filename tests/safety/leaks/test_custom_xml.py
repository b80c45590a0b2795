# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, published, recovered
from ..making_office import SECRET, docx, inside, run

RULE = "CUSTOM-XML"


def test_a_document_without_data_of_other_programs_is_not_reported():
    assert findings(docx(), "a.docx", RULE) == []


SLOTS = {
    "stored data": docx("", ("x", "customXml", "../customXml/item1.xml"), parts={"customXml/item1.xml": f"<case>{SECRET}</case>"}),
    "where a control takes its words from": docx(f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/{SECRET}"/></w:sdtPr><w:sdtContent><w:p>{run("Words")}</w:p></w:sdtContent></w:sdt>'),
    "a tag of words": docx(f'<w:p><w:smartTag><w:smartTagPr><w:attr w:name="a" w:val="{SECRET}"/></w:smartTagPr>{run("Words")}</w:smartTag></w:p>'),
}  # fmt: skip


@pytest.mark.parametrize("data", SLOTS.values(), ids=SLOTS)
def test_data_of_other_programs_is_found_and_gone(data):
    assert "QuentinHarbottle" in recovered(findings(data, "a.docx", RULE))
    assert "Harbottle" not in inside(published(data, "a.docx"))
