# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers' Markdown: the dialect of the manual comes through, and nothing that is pasted can run."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.site.markdown import render

RUNS = ("script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "svg", "math", "template")


def test_plain_words_come_through_as_they_are() -> None:
    assert render("Ask & receive, “quoted”, 3 < 4.") == "<p>Ask &amp; receive, “quoted”, 3 &lt; 4.</p>"


@pytest.mark.parametrize("attack", [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<svg onload=alert(1)><circle/></svg>",
    "<iframe src=https://example.org></iframe>",
    "<p style='background:url(https://example.org)'>x</p>",
    "<form action=/x><input name=a></form>",
    "![x](https://example.org/pixel.gif)",
    "text{: onclick='alert(1)' style='color:red' }",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
])  # fmt: skip
def test_nothing_that_is_pasted_can_run_or_load(attack: str) -> None:
    assert_harmless(render(attack))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet="<>/=\"'` \n#*[]()!|:;&xsonclickrjavp1-{}", max_size=120))
def test_no_text_makes_harmful_html(text: str) -> None:
    assert_harmless(render(text))


def assert_harmless(html: str) -> None:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert element.tag not in (*RUNS, "img")
            for name, value in element.attrib.items():
                assert not name.startswith("on") and name != "style"
                assert not (name in ("href", "src") and value.strip().lower().startswith(("javascript:", "data:", "vbscript:")))


def test_headings_start_below_the_pages_own_and_keep_their_order() -> None:
    assert '<h3 id="answer-why">Why</h3>' in render("## Why\n\n### More", prefix="answer-")
    assert '<h4 id="answer-more">' in render("## Why\n\n### More", prefix="answer-")
    assert "<h3" in render("# Why")


def test_a_comment_in_a_code_block_is_not_taken_for_a_heading() -> None:
    assert "<h3" in render("```\n# not a heading\n```\n\n## Why")


def test_tables_and_footnotes_are_part_of_the_dialect() -> None:
    html = render("|a|b|\n|-|-|\n|1|2|\n\nText[^1]\n\n[^1]: Note\n", prefix="x-")
    assert '<th scope="col">a</th>' in html and "Note" in html and 'href="#fn-x-1"' in html


def test_two_texts_on_one_page_share_no_id() -> None:
    one, other = render("## A\n\nx[^1]\n\n[^1]: n", prefix="a-"), render("## A\n\nx[^1]\n\n[^1]: n", prefix="b-")
    ids = [set(part.split('"')[0] for part in html.split(' id="')[1:]) for html in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
