# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading an answer: what was decided, why, and the schedule of its records."""

from __future__ import annotations

import re

import pytest

from . import sample, spoken
from .sample import SEED

BOTH = re.compile(r"section 23\(1\)(?: or |(?P<of> of the Freedom of Information Act 2000)\s*, )section 24\(1\)(?(of)(?P=of))", re.I)
"""The one beside the other: in a sentence, and in the pair of links to the text of the law."""
ONE = re.compile(r"\b(?:23|24)\s*\(1\)|section (?:23|24)\b|\bs\.? ?(?:23|24)\b", re.I)


@pytest.mark.parametrize(("said", "apart"), [
    ("It relies on section 23(1) or section 24(1).", False),
    ("Section 23(1) or section 24(1): the records", False),
    ("Section 124(1) and section 31(1)(a)", False),
    ("Section 23(1) is cited.", True),
    ("section 23(1) or section 24(1), here s24(1)", True),
    ("s 23 applies", True),
])  # fmt: skip
def test_one_of_the_two_laws_without_the_other_is_seen(said: str, apart: bool):
    assert bool(ONE.search(BOTH.sub("", said))) is apart


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_decision_is_told_at_a_glance(visit, script: bool):
    reader = visit(script=script)
    reader.open(SEED)
    glance = reader.text("section[aria-labelledby=glance]")
    for words in ("16 Redacted", "1 Released in full", "1 Withheld", "Record 15", "Record 8.2"):
        assert words in glance
    outcomes = [" ".join(one.split()) for one in reader.page.locator("#records ~ table td.outcome").all_inner_texts()]
    assert {one: outcomes.count(one) for one in outcomes} == {"Redacted": 16, "Released in full": 1, "Withheld": 1}
    assert reader.page.get_by_role("heading", name="The 18 records").is_visible()


def test_no_sentence_has_a_hole_where_nothing_was_known(reader, site):
    for template in sample.TEMPLATES:
        for address in sample.pages(site)[template][-3:]:
            if template != "redirect":
                reader.open(address)
                said = reader.text()
                for code in reader.page.locator("pre, code").all_inner_texts():
                    said = said.replace(" ".join(code.split()), "")
                assert not re.search(r", ,|\(\)|, \.|\bNone\b(?! released)(?=,|\.)|\bundefined\b|\{\{|&amp;", said), address


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_why_a_record_is_withheld_is_one_click_away_and_what_is_public_too(visit, script: bool):
    reader = visit(script=script)
    reader.open(SEED)
    reader.page.get_by_role("main").get_by_role("link", name="Record 8.2", exact=True).click()
    reader.page.wait_for_url(f"**/{SEED}records/8.2/")
    why = reader.text("section[aria-labelledby=laws]")
    assert "Why it is withheld" in why
    assert "Section 40(2)" in why
    assert "criminal offence data" in why
    assert reader.page.locator("main a[href*='/files/']").count() == 0
    report = reader.page.get_by_role("main").get_by_role("link", name="IOPC Website: Operation Hotton Learning Report", exact=True)
    assert report.get_attribute("href").startswith("https://policeconduct.gov.uk/")
    reader.page.get_by_role("main").get_by_role("link", name="Section 40(2)").first.click()
    reader.page.wait_for_url("**/exemptions/uk-foia-2000/s40-2/")
    assert "In short" in reader.text("main")


def test_two_laws_in_the_alternative_are_never_told_apart(reader):
    reader.open(SEED)
    everywhere = [SEED, "exemptions/uk-foia-2000/s23-1-or-s24-1/", "exemptions/"]
    everywhere += [f"{SEED}{address}" for address in reader.page.locator("#records ~ table td.title > a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")]
    assert len(everywhere) == 21
    for address in everywhere:
        reader.open(address)
        for said in (reader.text(), spoken.words(reader.page, "body"), reader.page.title()):
            assert not ONE.search(BOTH.sub("", said)), (address, ONE.search(BOTH.sub("", said)))


@pytest.mark.parametrize("part", ["section[aria-labelledby=answer]", "section[aria-labelledby=laws]", "section[aria-labelledby=asked]", "section[aria-labelledby=rights]"])
def test_what_is_heard_is_what_is_seen(reader, part: str):
    reader.open(SEED)
    heard, seen = spoken.words(reader.page, part), reader.text(part)
    plain = re.compile(r"\s+")
    assert plain.sub("", heard) == plain.sub("", seen)


def dates(reader) -> list[str]:
    return reader.page.locator("td.date").evaluate_all("(all) => all.map((one) => one.dataset.key).filter(Boolean)")


def test_the_schedule_is_sorted_by_date_and_back_with_the_focus_kept(reader):
    reader.open(SEED)
    rows = reader.page.locator("#records ~ table tbody tr th")
    given = rows.all_inner_texts()
    table = reader.page.get_by_role("table", name="Schedule of records")
    date = table.get_by_role("button", name="Date")
    assert table.locator("[aria-sort]").count() == 0
    date.focus()
    reader.page.keyboard.press("Enter")
    assert dates(reader) == sorted(dates(reader))
    assert table.locator("[aria-sort]").evaluate_all("(all) => all.map((one) => [one.innerText, one.ariaSort])") == [["Date", "ascending"]]
    assert reader.focused() == "Date"
    status = reader.page.get_by_role("status")
    reader.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent")
    assert status.all_inner_texts() == ["Sorted by Date, ascending"]

    reader.page.keyboard.press("Enter")
    assert dates(reader) == sorted(dates(reader), reverse=True)
    assert table.locator("[aria-sort]").evaluate_all("(all) => all.map((one) => one.ariaSort)") == ["descending"]

    table.get_by_role("button", name="No.").click()
    assert table.locator("[aria-sort]").evaluate_all("(all) => all.map((one) => one.innerText)") == ["No."]
    assert rows.all_inner_texts() == given


def test_without_script_the_schedule_is_whole_and_has_no_buttons(scriptless):
    scriptless.open(SEED)
    assert scriptless.page.locator("#records ~ table tbody tr").count() == 18
    assert scriptless.page.locator("main button").count() == 0


@pytest.mark.parametrize("colours", [{}, {"dark": True}, {"forced": True}, {"dark": True, "forced": True}], ids=["light", "dark", "forced", "forced-dark"])
@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_outcomes_differ_by_word_and_shape_and_not_only_by_colour(visit, colours: dict, script: bool):
    reader = visit(script=script, **colours)
    reader.open(SEED)
    marks = {}
    for outcome in ("redacted", "withheld", "full"):
        badge = reader.page.locator(f"td.outcome .badge.{outcome}").first
        assert badge.inner_text().strip()
        marks[outcome] = badge.locator("svg").screenshot()
    assert len(set(marks.values())) == 3
    assert len({reader.page.locator(f"td.outcome .badge.{one}").first.inner_text() for one in marks}) == 3


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_records_that_the_source_numbers_twice_have_addresses_of_their_own(visit, script: bool):
    reader = visit(script=script)
    for twice, (first, second) in {"11": ("11", "14"), "12": ("12", "15")}.items():
        titles = []
        for number in (first, second):
            reader.open(SEED)
            row = reader.page.locator(f"[id='record-{number}']")
            assert (f"Printed as {twice}" in row.inner_text()) is (number == second)
            row.locator("td.title > a").click()
            reader.page.wait_for_url(f"**/{SEED}records/{number}/")
            titles.append(reader.text("h1"))
        assert titles[0] != titles[1]


def test_the_table_as_a_file_has_as_many_records(reader):
    reader.open(SEED)
    link = reader.page.get_by_role("region", name="Download").get_by_role("link", name=re.compile("schedule", re.I))
    answer = reader.context.request.get(link.evaluate("(one) => one.href"))
    assert answer.ok
    assert len(answer.text().strip().splitlines()) == 19
