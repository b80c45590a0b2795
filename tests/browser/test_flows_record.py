# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading one record: its pages, its gaps, its file, and how to cite it or to ask for it in another form."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from disclosures.documents.pdf import Pdf

from . import spoken
from .sample import SEED

RECORD = SEED + "records/8.1/"
REDACTED = re.compile(r"\[(?:Redacted|Page \d+ is redacted in full): (?:section|regulation) [^\]]+\]", re.I)


def test_a_record_released_in_full_has_no_gap(reader):
    reader.open(SEED + "records/15/")
    assert reader.page.locator(".reading .gap, .gap-page").count() == 0
    assert "Redacted" not in reader.text("main")
    assert reader.page.locator(".sheet-text").count() == 3


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_read_in_line_each_gap_says_where_it_is_and_which_law_was_used(visit, script: bool):
    reader = visit(script=script)
    reader.open(RECORD)
    gaps = reader.page.locator(".reading .gap, .gap-page").all_inner_texts()
    assert len(gaps) > 5
    assert all(REDACTED.fullmatch(one.strip()) for one in gaps), gaps
    heard = spoken.words(reader.page, "main")
    assert "were taken out at this place [Redacted: section 40(2)] and the sentence" in heard
    assert len(REDACTED.findall(heard)) >= len(gaps)
    told = sum(int(one.split()[0]) for one in reader.page.locator(".strip span").all_inner_texts() if one[0].isdigit())
    assert told == reader.page.locator(".reading .gap").count()


@pytest.mark.windows
def test_a_page_of_the_file_opens_at_that_page(reader, server):
    reader.open(RECORD)
    link = reader.page.get_by_role("link", name="Open page 3 in the PDF")
    address = link.evaluate("(one) => one.href")
    assert address.endswith(".pdf#page=3")
    answer = reader.context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    with Pdf(answer.body()) as pdf:
        assert pdf.page_count == 3
    before = len(server.asked)
    link.click()
    reader.page.wait_for_url("**/*.pdf#page=3")
    assert ("/" + urlsplit(address).path.lstrip("/"), 200) in server.asked[before:]


def test_the_page_list_leads_to_the_page(reader):
    reader.open(RECORD)
    reader.page.get_by_role("link", name="Page 3", exact=True).click()
    assert reader.page.url.endswith("#page-3")
    box = reader.page.locator("#page-3").bounding_box()
    bar = reader.page.get_by_role("complementary", name="Quick exit").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] < 900


def copied(reader) -> str:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.base)
    reader.page.get_by_role("button", name="Copy citation").click()
    reader.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent === 'Citation copied'")
    return reader.page.evaluate("() => navigator.clipboard.readText()")


def test_a_citation_is_copied_whole(reader):
    reader.open(RECORD)
    citation = copied(reader)
    for words in ("Metropolitan Police Service", "Operation Hotton strategic briefing", "6 February 2022", "8.1", "01.FOI.22.023334"):
        assert words in citation
    assert citation.endswith(f"https://disclosures.example/{RECORD}")
    assert citation == reader.text("[data-copy]")


def test_a_citation_of_one_page_leads_back_to_that_page(reader):
    reader.open(RECORD)
    reader.page.get_by_role("link", name="Link to page 3").click()
    citation = copied(reader)
    assert citation.endswith(f"/{RECORD}#page-3")
    reader.open(citation.split("https://disclosures.example/")[1])
    assert 0 < reader.page.locator("#page-3").bounding_box()["y"] < 900


def test_a_browser_that_refuses_to_copy_is_told_of(visit):
    reader = visit()
    reader.context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    reader.open(RECORD)
    reader.page.get_by_role("button", name="Copy citation").click()
    reader.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent.includes('Copying failed')")


def test_each_style_is_copied_by_keyboard_with_the_page_and_the_day(reader):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.base)
    reader.open(f"{RECORD}#page-3")
    reader.page.get_by_text("Other ways to cite").focus()
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("button", name="Copy OSCOLA citation").focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent === 'OSCOLA citation copied'")
    text = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(rf"<https://disclosures\.example/{RECORD}#page-3> accessed \d\d? \w+ 20\d\d$", text)


def test_words_that_cannot_be_copied_are_selected_for_the_reader(visit):
    reader = visit()
    reader.context.add_init_script("delete Navigator.prototype.clipboard")  # as on a page that came without TLS
    reader.open(RECORD)
    reader.page.get_by_role("button", name="Copy citation").click()
    reader.page.wait_for_function("() => document.querySelector('[role=status]')?.textContent.includes('selected')")
    assert reader.page.evaluate("() => getSelection().toString().trim()") == reader.text("[data-copy]")


def test_without_script_every_style_can_be_read_and_no_button_stands_there(scriptless):
    scriptless.open(RECORD)
    scriptless.page.get_by_text("Other ways to cite").click()
    assert scriptless.page.get_by_role("button", name="Copy").count() == 0
    assert "accessed [date]" in scriptless.text(".cite details")
    assert scriptless.page.get_by_role("link", name="BibTeX").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_another_format_is_asked_for_with_a_letter_that_names_the_record(visit, script: bool):
    reader = visit(script=script)
    reader.open("requests/nmc-25-0030/records/2/")
    letter = urlsplit(reader.page.get_by_role("link", name="Ask for another format").get_attribute("href"))
    assert (letter.scheme, unquote(letter.path)) == ("mailto", "foi@northmere.example")
    written = parse_qs(letter.query)
    assert "record 2" in written["subject"][0]
    assert "NMC-25-0030" in written["subject"][0]
    assert "Which format" in written["body"][0]


def test_a_released_file_says_what_it_is_before_it_is_fetched(reader):
    reader.open(RECORD)
    words = reader.page.locator(".file a").first.inner_text()
    assert re.search(r"Record 8\.1, briefing, 6 February 2022 \(PDF, \d+ KB, 3 pages\)", words)


def test_a_dataset_becomes_a_list_on_a_phone_with_the_name_of_each_column(phone):
    phone.context.new_cdp_session(phone.page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    phone.open("requests/nmc-24-0031/records/1/")
    region = phone.page.locator("[role=region][tabindex='0']")
    assert region.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    labels = region.locator("tbody tr:first-child td").evaluate_all("(all) => all.map((one) => getComputedStyle(one, '::before').content)")
    assert len(labels) > 2 and all(re.fullmatch(r'"?[^"]+"? ?"?: "?', label) for label in labels), labels