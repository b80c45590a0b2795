# SPDX-License-Identifier: AGPL-3.0-or-later
"""PowerPoint slides are pages: the title as heading, then every shape in the order in which it is read out."""

from __future__ import annotations

from disclosures.reading.read import read
from tests.safety.making_office import pptx, shape

from .making import cleared


def placed(kind: str, *lines: str, look: str = "") -> str:
    words = "".join(f'<a:p>{look}<a:r><a:rPr lang="en-GB"/><a:t>{line}</a:t></a:r></a:p>' for line in lines)
    return f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="x"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{words}</p:txBody></p:sp>'


def slide(shapes: str) -> str:
    return read(cleared(pptx(shapes), "a.pptx")).pages[-1].html


def test_a_text_box_is_a_paragraph_and_no_list():
    assert slide(shape("Plain words.")) == "<p>Plain words.</p>"


def test_each_slide_is_a_page_and_is_called_one():
    told = read(cleared(pptx(shape("Second.")), "a.pptx"))
    assert (told.unit, [page.number for page in told.pages]) == ("slide", [1, 2])


def test_the_title_is_the_heading_though_it_stands_last_in_the_file():
    assert slide(shape("Below.") + placed("title", "The plan")) == "<h3>The plan</h3>\n<p>Below.</p>"


def test_the_body_of_a_layout_is_a_list_unless_it_says_otherwise():
    assert slide(placed("body", "one", "two")) == "<ul><li>one</li><li>two</li></ul>"
    assert slide(placed("body", "one", look="<a:pPr><a:buNone/></a:pPr>")) == "<p>one</p>"
    counted = "<a:pPr><a:buAutoNum type='arabicPeriod' startAt='4'/></a:pPr>"
    assert slide(placed("body", "one", look=counted)) == '<ol start="4"><li>one</li></ol>'


def test_slide_numbers_and_footers_are_left_out():
    assert slide(placed("sldNum", "7") + placed("ftr", "Council") + shape("Words.")) == "<p>Words.</p>"


def test_a_table_has_its_head_and_a_picture_its_description():
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{one}</a:t></a:r></a:p></a:txBody></a:tc>" for one in ("Ward", "Holes"))
    table = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl>'
        f'<a:tblPr firstRow="1"/><a:tr>{cells}</a:tr><a:tr>{cells}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )
    assert slide(table).startswith('<table><thead><tr><th scope="col">Ward</th><th scope="col">Holes</th></tr></thead>')
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="5" name="p" descr="The bridge from the south"/></p:nvPicPr></p:pic>'
    assert slide(picture) == '<p class="figure">[Picture: The bridge from the south]</p>'
