# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, recovered
from ..making_office import SECRET, docx, is_held_back, odp, odt, pptx

RULE = "COMMENT"
WORD = f'<w:comments><w:comment w:id="0" w:author="A. Clerk"><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:comment></w:comments>'
NOTE = f"<office:annotation><dc:creator>A. Clerk</dc:creator><text:p>{SECRET}</text:p></office:annotation>"
SLIDE = f'<p:cmLst><p:cm authorId="0"><p:text>{SECRET}</p:text></p:cm></p:cmLst>'


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (odt(), "a.odt"), (pptx(), "a.pptx"), (odp(), "a.odp")])
def test_documents_without_comments_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


COMMENTED = {
    "a.docx": docx("", ("c", "comments", "comments.xml"), parts={"word/comments.xml": WORD}),
    "a.odt": odt(f"<text:p>Words {NOTE} and more.</text:p>"),
    "a.pptx": pptx(
        "", relations=(("c", "comments", "../comments/comment1.xml"),), parts={"ppt/comments/comment1.xml": SLIDE}
    ),
    "a.odp": odp(NOTE),
}


@pytest.mark.parametrize(("name", "data"), COMMENTED.items(), ids=COMMENTED)
def test_a_comment_is_found_and_holds_the_file_back(name, data):
    assert "QuentinHarbottle" in recovered(findings(data, name, RULE))
    assert is_held_back(data, name)
