# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument texts are read by their outline, lists and tables; slides are pages with their title first."""

from __future__ import annotations

from disclosures.reading.read import read
from tests.safety.making_office import cell, odp, odt, row, style

from .making import cleared

BOLD = style("B", "text", '<style:text-properties fo:font-weight="bold"/>')
BLACK = style("K", "text", '<style:text-properties fo:background-color="#000000"/>')
LIST = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="i" text:start-value="2"/></text:list-style>'


def html(body: str, styles: str = "") -> str:
    return "\n".join(page.html for page in read(cleared(odt(body, styles), "a.odt")).pages)


def test_ordinary_paragraphs_stay_paragraphs():
    assert html("<text:p>One.</text:p><text:p/>") == "<p>An ordinary line of the record.</p>\n<p>One.</p>"


def test_headings_are_told_by_outline_level():
    assert "<h3>A</h3>\n<h4>B</h4>" in html('<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>')


def test_lists_count_as_their_style_says_and_nest():
    inner = "<text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>"
    body = f'<text:list text:style-name="L"><text:list-item><text:p>one</text:p>{inner}</text:list-item></text:list>'
    assert '<ol type="i" start="2"><li>one<ul><li>inner</li></ul></li></ol>' in html(body, LIST)


def test_header_rows_and_columns_of_a_table_are_its_heads():
    columns = "<table:table-header-columns><table:table-column/></table:table-header-columns><table:table-column/>"
    head = f"<table:table-header-rows>{row(cell('Ward'), cell('Holes'))}</table:table-header-rows>"
    told = html(f"<table:table>{columns}{head}{row(cell('Elm'), cell('12'))}</table:table>")
    assert '<th scope="col">Ward</th><th scope="col">Holes</th>' in told
    assert '<th scope="row">Elm</th><td>12</td>' in told


def test_links_notes_and_looks_are_kept():
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note>"
    link = '<text:a xlink:href="https://example.org/a">a page</text:a>'
    told = html(f'<text:p>See {link} and <text:span text:style-name="B">mind</text:span> this{note}.</text:p>', BOLD)
    assert 'See <a href="https://example.org/a">a page</a> and <strong>mind</strong> this<sup><a href="#page-1-note-1"' in told
    assert "The note.</p></div>" in told


def test_what_is_painted_black_is_a_gap():
    told = html('<text:p>For <text:span text:style-name="K"><text:s/><text:s/></text:span> only.</text:p>', BLACK)
    assert 'For <span class="gap">[Redacted]</span> only.' in told


def test_slides_are_pages_whose_title_comes_first():
    title = '<draw:frame presentation:class="title"><draw:text-box><text:p>The plan</text:p></draw:text-box></draw:frame>'
    told = read(cleared(odp(title), "a.odp"))
    assert told.unit == "slide"
    assert [page.html for page in told.pages] == ["<h3>The plan</h3>\n<p>An ordinary line.</p>"]
