# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.reading.blocks import (
    Address,
    Dated,
    Fields,
    Figure,
    Gap,
    Heading,
    Item,
    Listing,
    Message,
    Note,
    NoteMark,
    Notes,
    Paragraph,
    Table,
    TableCell,
    Words,
    gaps_in,
    walk,
)
from disclosures.reading.html import page_html
from disclosures.reading.links import web_address


def html(*blocks, ids=""):
    return page_html(blocks, lambda gap: "", ids)


def said(text, **more):
    return Paragraph((Words(text, **more),))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example",
        "https://ann:secret@site.example/", "//site.example", "https://", "http://[::1", "https://a b.example/", "http://x:99999/",
        'https://"onclick=.example',
    ],
)
def test_only_web_addresses_are_led_to(address):
    assert html(said("here", href=address)) == "<p>here</p>"


def test_nothing_a_document_says_becomes_markup_or_an_attribute():
    nasty = '"><script>x</script>'
    out = html(
        said(nasty, lang=nasty), Figure(nasty), Dated((Words(nasty),), nasty), Fields(((nasty, (Words(nasty),)),)),
        Notes((Note(1, nasty, (Words(nasty),)),)), said("x", href=f"https://a.example/{nasty}"),
    )  # fmt: skip
    assert "<script" not in out
    assert 'lang="' not in out


def test_characters_that_html_forbids_are_never_written():
    assert html(Figure("a\x00b\x1f\ud800c"), said("d\x0be\ufffe")) == '<p class="figure">[Picture: abc]</p>\n<p>de</p>'


def test_no_heading_skips_a_level_however_the_document_counts():
    out = html(*(Heading(level, (Words(f"H{level}"),)) for level in (2, 5, 6, 3, 1)))
    assert [line[1:3] for line in out.split("\n")] == ["h3", "h4", "h5", "h4", "h3"]


def test_a_web_address_is_spelled_as_browsers_want_it():
    assert web_address("https://site.example/a b|c?q=[1]#x") == "https://site.example/a%20b%7Cc?q=%5B1%5D#x"
    assert html(said("here", href="https://site.example/?a=1&b=2")) == (
        '<p><a href="https://site.example/?a=1&amp;b=2">here</a></p>'
    )


def test_a_note_and_its_mark_lead_to_one_another_and_a_second_mark_leads_there_too():
    out = html(
        Paragraph((Words("Text"), NoteMark("*", 1), Words(" and"), NoteMark("*", 1), NoteMark("9", 9))),
        Notes((Note(1, "*", (Words("Said."),)),)),
        ids="page-2-",
    )
    assert out.count('id="page-2-mark-1"') == 1
    assert out.count('href="#page-2-note-1"') == 2
    assert '<p id="page-2-note-1"><sup><a href="#page-2-mark-1"' in out
    assert "<sup>9</sup>" in out


def test_a_language_of_its_own_is_told_of_the_paragraph_or_of_the_words():
    assert html(said("Bore da", lang="cy")) == '<p lang="cy">Bore da</p>'
    assert html(Paragraph((Words("We say "), Words("bore da", lang="cy")))) == (
        '<p>We say <span lang="cy">bore da</span></p>'
    )


def test_lists_stand_within_lists():
    inner = Listing((Item((Words("deep"),)),), numbered=True, start=3, style="a")
    assert html(Listing((Item((Words("top"),), (inner,)),))) == (
        '<ul><li>top<ol type="a" start="3"><li>deep</li></ol></li></ul>'
    )


def test_cells_tell_what_they_name_and_how_far_they_reach():
    head = (TableCell((), head=True), TableCell((Words("Both", bold=True),), head=True, across=2))
    row = (TableCell((Words("Elm"),), head=True), TableCell((Words("1"),)), TableCell((Words("2"),)))
    assert html(Table((head,), (row,))) == (
        '<table><thead><tr><td></td><th scope="colgroup" colspan="2">Both</th></tr></thead>'
        '<tbody><tr><th scope="row">Elm</th><td>1</td><td>2</td></tr></tbody></table>'
    )


def test_no_cell_reaches_beyond_its_part_of_the_table_and_no_row_is_empty():
    deep = TableCell((Words("Elm"),), head=True, down=9)
    out = html(Table(((deep, TableCell((Words("N"),), head=True)),), ((TableCell((Words("1"),), down=3),), (), (TableCell((Words("2"),)),))))
    assert "<tr></tr>" not in out
    assert out.count("rowspan") == 1
    assert '<td rowspan="2">1</td>' in out


def test_a_message_is_an_article_with_its_head():
    out = html(Message(Fields((("From", (Gap(),)),)), (said("Dear all"),)))
    assert out == (
        '<article class="message" aria-label="Message"><dl class="mail-head"><div><dt>From</dt>'
        '<dd><span class="gap">[Redacted]</span></dd></div></dl><p>Dear all</p></article>'
    )


def test_an_address_keeps_its_lines_and_a_date_its_day():
    assert html(Address(((Words("1 Low Road"),), (Words("Exham"),)))) == '<p class="address">1 Low Road<br>Exham</p>'
    assert html(Dated((Words("6 May 2022"),), "2022-05-06")) == (
        '<p><time datetime="2022-05-06">6 May 2022</time></p>'
    )


def test_every_redaction_is_counted_wherever_it_stands():
    inner = Listing((Item((Gap(),), (Paragraph((Gap(),)),)),))
    block = Message(Fields((("To", (Gap(),)),)), (inner, Table((), ((TableCell((Gap(),)),),)), Notes((Note(1, "1", (Gap(),)),))))
    assert len(gaps_in(block)) == 5
    assert sum(isinstance(one, Paragraph) for one in walk([block])) == 1
