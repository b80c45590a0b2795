# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, published, recovered
from ..making_office import docx, inside, odt, run

RULE = "BOOKMARK"


def marked(name: str) -> bytes:
    return docx(
        f'<w:p><w:bookmarkStart w:id="1" w:name="{name}"/>{run("Words")}<w:bookmarkEnd w:id="1"/><w:hyperlink w:anchor="{name}">{run("there")}</w:hyperlink></w:p>'
    )


def test_marks_of_programs_and_words_of_the_text_are_not_reported():
    for name in ("_GoBack", "_Toc12345678", "ordinary_line"):
        assert findings(marked(name.replace("_line", "")), "a.docx", RULE) == []


def test_a_telling_bookmark_is_found_and_the_link_to_it_still_works():
    data = marked("Quentin_Harbottle")
    assert recovered(findings(data, "a.docx", RULE)) == "Quentin_Harbottle"
    out = inside(published(data, "a.docx"))
    assert "Harbottle" not in out
    assert 'w:name="_mark1"' in out
    assert 'w:anchor="_mark1"' in out


def test_bookmarks_of_opendocument_texts_are_renamed_too():
    data = odt(
        '<text:p><text:bookmark text:name="Quentin Harbottle"/><text:a xlink:href="#Quentin Harbottle">there</text:a></text:p>'
    )
    assert findings(data, "a.odt", RULE)
    assert "Harbottle" not in inside(published(data, "a.odt"))
