# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents are read by their own structure: what Word calls a heading, a list, a table head or a note is one here."""

from __future__ import annotations

from disclosures.reading.read import read
from tests.safety.making_office import docx, para, run

from .making import LAW, cleared

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="table" w:styleId="Set"><w:name w:val="Set off"/><w:tblStylePr w:type="firstCol"/></w:style>'
)
NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
FOOTNOTES = (
    '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{para("What the note says.")}</w:footnote></w:footnotes>'
)


def html(body: str, *relations, **more) -> str:
    return "\n".join(page.html for page in read(cleared(docx(body, *relations, styles=STYLES, **more), "a.docx"), LAW.get).pages)


def styled(style: str, words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(words)}</w:p>'


def listed(level: int, words: str) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>{run(words)}</w:p>'


def cells(*words: str, head: bool = False, look: str = "") -> str:
    told = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{told}{''.join(f'<w:tc><w:tcPr/>{para(one, look)}</w:tc>' for one in words)}</w:tr>"


def test_ordinary_paragraphs_are_no_headings_lists_or_gaps_even_in_bold():
    told = html(para("First.") + para("All of it in bold", "<w:b/>"))
    assert told == "<p>An ordinary line of the record.</p>\n<p>First.</p>\n<p><strong>All of it in bold</strong></p>"


def test_words_cannot_become_markup():
    assert "&lt;script&gt;" in html(para("&lt;script&gt;"))


def test_headings_are_told_by_style_and_by_what_a_style_is_based_on():
    told = html(styled("H1", "The bridge") + styled("Own", "Its history"))
    assert "<h3>The bridge</h3>\n<h4>Its history</h4>" in told


def test_lists_keep_their_numbering_and_what_is_nested_in_them():
    told = html(listed(0, "first") + listed(1, "inner") + listed(0, "second"), ("n", "numbering", "numbering.xml"), parts={"word/numbering.xml": NUMBERING})
    assert '<ol type="a" start="3"><li>first<ul><li>inner</li></ul></li><li>second</li></ol>' in told


def test_a_list_that_is_interrupted_counts_on():
    told = html(listed(0, "first") + para("Between.") + listed(0, "second"), ("n", "numbering", "numbering.xml"), parts={"word/numbering.xml": NUMBERING})
    assert '<ol type="a" start="4"><li>second</li></ol>' in told


def test_rows_that_word_repeats_are_the_head_of_a_table():
    told = html(f"<w:tbl>{cells('Ward', 'Holes', head=True)}{cells('Elm', '12')}</w:tbl>")
    assert '<thead><tr><th scope="col">Ward</th><th scope="col">Holes</th></tr></thead><tbody><tr><td>Elm</td><td>12</td></tr></tbody>' in told


def test_a_first_row_in_bold_is_a_head_and_a_table_without_one_has_none():
    assert "<thead>" in html(f"<w:tbl>{cells('Ward', 'Holes', look='<w:b/>')}{cells('Elm', '12')}</w:tbl>")
    assert "<thead>" not in html(f"<w:tbl>{cells('Ash', '3')}{cells('Elm', '12')}</w:tbl>")


def test_a_column_that_the_table_style_sets_off_names_the_rows():
    look = '<w:tblPr><w:tblStyle w:val="Set"/><w:tblLook w:firstColumn="1" w:firstRow="0"/></w:tblPr>'
    assert '<th scope="row">Elm</th><td>12</td>' in html(f"<w:tbl>{look}{cells('Elm', '12')}{cells('Ash', '3')}</w:tbl>")


def test_cells_that_cover_others_tell_how_many():
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("Both")}</w:tc></w:tr>'
    merged = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    tall = [f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr>{para('Tall')}</w:tc><w:tc>{para(str(n))}</w:tc></w:tr>" for n, merge in enumerate(merged)]
    told = html(f"<w:tbl>{wide}{''.join(tall)}</w:tbl>")
    assert '<td colspan="2">Both</td>' in told
    assert '<td rowspan="2">Tall</td><td>0</td></tr><tr><td>1</td>' in told


def test_a_link_keeps_its_web_address_whichever_way_word_stores_it():
    def link(id: str) -> str:
        return f'<w:p><w:hyperlink r:id="{id}">{run("the report")}</w:hyperlink></w:p>'

    good = html(link("L"), ("L", "hyperlink", "https://example.org/report"))
    assert '<a href="https://example.org/report">the report</a>' in good
    field = f'<w:p><w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/x&quot; ">{run("x")}</w:fldSimple></w:p>'
    assert '<a href="https://example.org/x">x</a>' in html(field)


def test_a_note_is_marked_where_it_is_cited_and_told_at_the_end():
    cited = f'<w:p>{run("A claim")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    told = html(cited, ("f", "footnotes", "footnotes.xml"), parts={"word/footnotes.xml": FOOTNOTES})
    assert 'A claim<sup><a href="#page-1-note-1" id="page-1-mark-1"' in told
    assert told.endswith("What the note says.</p></div>")


def test_redactions_typed_in_brackets_or_painted_black_are_told_as_gaps():
    body = (
        para("Signed by [Redacted: section 40(2)] today.")
        + para("Paid \u2588\u2588\u2588\u2588 in full.")
        + "<w:p>" + run("For ") + run("   ", '<w:highlight w:val="black"/>') + run(" only.") + "</w:p>"
    )
    told = html(body)
    assert 'by <span class="gap">[Redacted: section 40(2)]</span> today' in told
    assert 'Paid <span class="gap">[Redacted]</span> in full' in told
    assert 'For <span class="gap">[Redacted]</span> only' in told


def test_a_picture_is_told_by_its_description_and_the_lack_of_one_is_told():
    def drawing(alt: str) -> str:
        return f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/></wp:inline></w:drawing></w:r></w:p>'

    told = read(cleared(docx(drawing("A map of the ward") + drawing(""), styles=STYLES), "a.docx"))
    assert "[Picture: A map of the ward]" in told.pages[0].html
    assert "[Picture without a description]" in told.pages[0].html
    assert (told.access.pictures, told.access.undescribed) == (2, 1)


def test_the_language_is_told_and_words_in_another_are_marked():
    told = read(cleared(docx(para("Diolch yn fawr", '<w:lang w:val="cy-GB"/>') + para("Thanks", '<w:lang w:val="en-US"/>'), styles=STYLES), "a.docx"))
    assert told.language == "en-GB"
    assert '<p lang="cy-GB">Diolch yn fawr</p>\n<p>Thanks</p>' in told.pages[0].html
