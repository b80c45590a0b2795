# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page of the theme keeps to, whatever it shows."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from functools import cache

import html5lib
import pytest

from disclosures.site.views import chrome, lists, parts, record, request, search

from .render import THEME, page
from .sample_pages import PAGES

WHOLE = [name for name in PAGES if name != "redirect"]
XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def elements(name: str):
    tree = html5lib.HTMLParser(strict=True).parse(page(name))
    return [e for e in tree.iter() if isinstance(e.tag, str)]


def tags(name: str, *wanted: str):
    return [e for e in elements(name) if e.tag.removeprefix(XHTML) in wanted]


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_body_that_switches_everything_off_gets_no_trace_of_it():
    html = page("editorial without chrome")
    for trace in ('class="exit"', 'class="phase"', "<script", 'rel="canonical"', "atom+xml", "<img"):
        assert trace not in html


def test_an_answer_that_neither_confirms_nor_denies_shows_no_marks_counts_or_schedule():
    html = page("request neither confirmed nor denied")
    main = html[html.index("<main") : html.index("</main>")]
    for trace in ("The decision at a glance", "<table", "tally", "marks", "record"):
        assert trace not in main


def test_a_withdrawn_answer_keeps_only_its_notice_facts_and_history():
    headings = [text(h) for h in tags("request withdrawn", "h2")]
    assert headings == ["History", "Facts"]
    assert "This answer was withdrawn on 14 December 2022." in page("request withdrawn")


@pytest.mark.parametrize("name", PAGES)
def test_parses_without_a_single_error(name):
    assert elements(name)


@pytest.mark.parametrize("name", PAGES)
def test_carries_nothing_inline_that_a_strict_policy_refuses(name):
    for element in elements(name):
        assert "style" not in element.attrib and element.tag != f"{XHTML}style"
        assert not [a for a in element.attrib if a.startswith("on")]
        assert not [v for v in element.attrib.values() if v.startswith(("data:", "javascript:"))]
        if element.tag == f"{XHTML}script":
            assert "src" in element.attrib or element.get("type") == "application/ld+json"


@pytest.mark.parametrize("name", WHOLE)
def test_has_one_h1_and_headings_that_skip_no_level(name):
    levels = [int(h.tag[-1]) for h in tags(name, "h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", WHOLE)
def test_has_each_landmark_once_and_tells_navigations_apart(name):
    counted = Counter(e.tag.removeprefix(XHTML) for e in tags(name, "header", "main", "footer"))
    assert counted == {"header": 1, "main": 1, "footer": 1}
    names = [e.get("aria-label") or e.get("aria-labelledby") for e in tags(name, "nav", "aside")]
    assert all(names) and len(names) == len(set(names))


@pytest.mark.parametrize("name", WHOLE)
def test_the_skip_link_comes_first_and_the_way_out_second(name):
    links = tags(name, "a")
    assert links[0].get("href") == "#main"
    if PAGES[name][1].quick_exit:
        assert links[1].get("data-exit") and links[1].get("href") == "https://www.example.org/weather"


@pytest.mark.parametrize("name", WHOLE)
def test_ids_are_unique_and_everything_that_is_pointed_at_exists(name):
    counted = Counter(e.get("id") for e in elements(name) if e.get("id"))
    assert [i for i, times in counted.items() if times > 1] == []
    pointed = [a[1:] for e in elements(name) if (a := e.get("href", "")).startswith("#")]
    pointed += [i for e in elements(name) for i in e.get("aria-labelledby", "").split()]
    assert [i for i in pointed if i not in counted] == []


@pytest.mark.parametrize("name", WHOLE)
def test_every_table_has_a_caption_scoped_heads_and_row_heads(name):
    for table in [t for t in tags(name, "table") if name.startswith(("request", "record"))]:
        inside = [e.tag.removeprefix(XHTML) for e in table.iter()]
        assert inside.count("caption") == 1
        assert all(th.get("scope") in ("col", "row") and text(th) for th in table.iter(f"{XHTML}th"))


@pytest.mark.parametrize("name", [n for n in WHOLE if n.startswith("request")])
def test_every_link_of_the_schedule_says_which_record_it_means(name):
    for table in tags(name, "table"):
        links = [text(a) for td in table.iter(f"{XHTML}td") if td.get("class") == "title" for a in td.iter(f"{XHTML}a")]
        links = [words for words in links if not words.startswith("note")]
        assert len(links) == len(set(links))


def test_alternatives_stand_in_one_chip_with_one_link():
    chips = [a for a in tags("request", "a") if "either" in a.get("class", "")]
    assert [text(c) for c in chips] == ["Section 23(1) or section 24(1)"]
    assert not re.search(r"(?i)section 23\(1\)(?! or section 24\(1\))", page("request"))


def test_welsh_words_are_marked_as_welsh():
    sections = [e for e in tags("request in three languages", "section") if e.get("lang") == "cy"]
    assert [text(h) for h in sections[0].iter(f"{XHTML}h3")] == ["Yn gryno", "Beth a ofynnwyd", "Yr ateb"]


def test_text_from_a_request_cannot_become_markup():
    view, around, body = PAGES["request"]
    PAGES["hostile"] = (dataclasses.replace(view, title="<script>alert(1)</script>", in_short="<b>x"), around, body)
    try:
        html = page("hostile")
    finally:
        del PAGES["hostile"]
    assert "<script>alert" not in html and "<b>x" not in html and "&lt;script&gt;" in html


def test_a_redirect_page_goes_where_its_link_goes_and_stays_out_of_search():
    html = page("redirect")
    assert 'content="0; url=../01-foi-22-023334/"' in html and 'href="../01-foi-22-023334/"' in html
    assert 'content="noindex"' in html


def test_templates_use_only_fields_that_a_view_declares():
    views = {**vars(parts), **vars(request), **vars(record), **vars(lists), **vars(search), **vars(chrome)}.values()
    declared = {f.name for v in views if dataclasses.is_dataclass(v) for f in dataclasses.fields(v)}
    declared |= {name for v in views if dataclasses.is_dataclass(v) for name, told in vars(v).items() if isinstance(told, property)}
    used = {m for file in THEME.rglob("*.html") for m in re.findall(r"\b(?:view|chrome)\.(\w+)", file.read_text())}
    assert used - declared == set()
    assert {"title", "schedule", "quick_exit", "groups"} <= used


def test_only_names_that_promise_html_are_taken_as_html():
    for file in THEME.rglob("*.html"):
        for name in re.findall(r"([\w.]+) \| safe", file.read_text()):
            assert name.endswith(("html", "json_ld")), f"{file.name}: {name}"
