# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document's own tags: not trusted when they are poor, and followed when they are good."""

import pymupdf
from pikepdf import Dictionary, Name

from disclosures.reading.read import read

from .making import LAW, cleared
from .tagging import el, tagged

BODY = "The committee met in May and resolved that the plan be noted by all"


def html(data):
    return read(cleared(data), LAW.get).pages[0].html


def test_tags_that_hold_half_of_the_text_are_not_followed():
    loose = b"BT /F1 11 Tf 72 500 Td (Words that no tag holds, and there are as many of them as there are of others) Tj ET"
    told = html(tagged(el("H1", BODY), el("P", BODY), untagged=loose))
    assert "Words that no tag holds" in told
    assert f"<h3>{BODY}</h3>" not in told


def test_tags_that_make_everything_a_heading_are_not_followed():
    assert "<h" not in html(tagged(*(el("H2", f"{BODY}, number {n}.") for n in range(8))))


def test_tags_that_jump_about_the_page_are_not_followed():
    order = [el("P", f"{BODY}, number {n}.", at=(72, y)) for n, y in enumerate((100, 700, 200, 600, 300, 500))]
    told = html(tagged(*order))
    assert told.index("number 1") < told.index("number 3") < told.index("number 5") < told.index("number 4")


def test_head_and_foot_need_no_tags():
    foot = b"/Artifact BMC BT /F1 8 Tf 72 20 Td (Page 1 of 1) Tj ET EMC"
    assert html(tagged(el("H1", "Report"), el("P", BODY), untagged=foot)) == f"<h3>Report</h3>\n<p>{BODY}</p>"


def test_a_few_words_that_no_tag_holds_are_not_lost():
    loose = b"BT /F1 11 Tf 72 400 Td (Seen by) Tj ET"
    told = html(tagged(*(el("P", f"{BODY}, number {n}.") for n in range(6)), el("H1", "Report"), untagged=loose))
    assert "<h3>Report</h3>" in told
    assert "<p>Seen by</p>" in told


def test_headings_and_paragraphs_are_as_tagged_whatever_they_look_like():
    told = html(tagged(el("H1", "Report"), el("P", "First line of it", "and its second."), el("H2", "Part"), el("P", BODY)))
    assert told.split("\n") == [
        "<h3>Report</h3>", "<p>First line of it and its second.</p>", "<h4>Part</h4>", f"<p>{BODY}</p>",
    ]  # fmt: skip


def test_lists_within_lists_are_as_tagged():
    inner = el("L", el("LI", el("Lbl", "a)"), el("LBody", "deep")))
    told = html(tagged(el("P", BODY), el("L", el("LI", el("Lbl", "1."), el("LBody", "first", inner)), el("LI", el("Lbl", "2."), el("LBody", "second")))))
    assert '<ol><li>first<ol type="a"><li>deep</li></ol></li><li>second</li></ol>' in told


def test_cells_tell_scope_and_span_as_tagged():
    wide = Dictionary(O=Name.Table, ColSpan=2, Scope=Name.Column)
    rows = Dictionary(O=Name.Table, Scope=Name.Row)
    table = el(
        "Table", el("TR", el("TH", "Ward"), el("TH", "Mended", A=wide)),
        el("TR", el("TH", "Elm", A=rows), el("TD", "in May"), el("TD", "in June")),
        el("TR", el("TH", "Oak", A=rows), el("TD", "in July"), el("TD", "never")),
    )  # fmt: skip
    told = html(tagged(el("P", BODY), table))
    assert '<thead><tr><th scope="col">Ward</th><th scope="colgroup" colspan="2">Mended</th></tr></thead>' in told
    assert '<tr><th scope="row">Elm</th><td>in May</td><td>in June</td></tr>' in told


def test_a_picture_is_told_by_its_description_where_the_gate_let_it_through():
    assert "[Picture: The committee met in May]" in html(tagged(el("P", BODY), el("Figure", "plan", Alt="The committee met in May")))


def test_the_language_of_a_paragraph_and_of_words_within_it_is_told():
    told = html(tagged(el("P", BODY), el("P", "Bore da", Lang="cy"), el("P", "We say", el("Span", "nos da", Lang="cy"), "here"), Lang="en-GB"))
    assert '<p lang="cy">Bore da</p>' in told
    assert 'We say <span lang="cy">nos da' in told


def test_a_redaction_stands_among_tagged_words_where_it_stands_on_the_page():
    data = tagged(el("P", "Written by Ann Brown on Monday"), el("P", BODY))
    document = pymupdf.open(stream=data)
    for place in document[0].search_for("Ann Brown"):
        document[0].add_redact_annot(place, text="s40(2)", fill=(0, 0, 0), text_color=(1, 1, 1), fontsize=6)
    document[0].apply_redactions()
    told = html(document.tobytes())
    assert 'Written by <span class="gap">[Redacted: section 40(2)]</span> on Monday' in told
    assert told.count("gap") == 1
