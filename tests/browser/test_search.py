# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search in a real browser: under the strict policy, by keyboard, without script, on a phone, and when things fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.search.made import HOTTON, LOG
from tests.search.made_site import ASKED, SEARCH, lay, site as made_site

from . import axe, tabbing
from .server import Server
from .test_reflow import CLIPPED, SIDEWAYS
from .visit import Visit

TITLES = "() => [...document.querySelectorAll('#hits h2')].map((one) => one.textContent)"
WHERE = "() => [...document.querySelectorAll('#hits .where')].map((one) => one.textContent)"
SAID = """() => {
  globalThis.heard = [];
  new MutationObserver(() => { const now = document.getElementById("found").textContent; if (now && now !== heard.at(-1)) heard.push(now); })
    .observe(document.getElementById("found"), { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(lay(made_site(LOG), tmp_path_factory.mktemp("search"))).running() as running:
        yield running


@pytest.fixture
def searcher(visit: Callable[..., Visit], log: Server) -> Visit:
    return visit(to=log)


def search(reader: Visit, typed: str) -> str:
    """Type, press Enter, and wait for what is told; the status."""
    before = reader.page.locator("#found").inner_text()
    reader.page.fill("#q", typed)
    reader.page.press("#q", "Enter")
    reader.page.wait_for_function("(before) => { const now = document.getElementById('found').textContent; return now && now !== before; }", arg=before)
    return reader.text("#found")


def test_nothing_of_the_index_is_fetched_before_a_reader_searches(searcher: Visit, log: Server):
    log.asked.clear()
    searcher.open(SEARCH)
    searcher.page.focus("#q")
    searcher.page.wait_for_load_state("networkidle")
    assert [path for path, _ in log.asked if path.startswith("/search/") and path != "/search/"] == []


def test_a_phrase_of_page_three_leads_to_page_three(searcher: Visit):
    searcher.open(SEARCH)
    assert "1 result" in search(searcher, '"quayside crane had rusted"')
    assert searcher.page.evaluate(WHERE) == ["Record 1, page 3 of 3"]
    searcher.page.wait_for_function("() => document.querySelector('#hits mark')")
    assert "wrote that the quayside crane had rusted through. It must be replaced" in searcher.text("#hits .said")
    assert "Redacted" in searcher.text("#hits .meta") and "01.FOI.22.023334" in searcher.text("#hits .meta") and "1 February 2023" in searcher.text("#hits .meta")
    searcher.page.wait_for_function("() => document.querySelector('#hits a').href.includes(':~:text=')")
    searcher.page.locator("#hits a").click()
    searcher.page.wait_for_url(f"**/{HOTTON}records/1/#page-3*")


def test_a_phrase_reaches_over_the_end_of_a_sentence_and_words_in_another_order_are_none(searcher: Visit):
    searcher.open(SEARCH)
    assert "1 result" in search(searcher, '"rusted through it must"')
    assert "No results" in search(searcher, '"crane quayside had rusted"')


@pytest.mark.parametrize("typed", ["01.FOI.22.023334", "01/FOI/22/023334", "22-023334", "01 foi 22 023334", "023334"])
def test_a_reference_is_found_however_it_is_typed(searcher: Visit, typed: str):
    searcher.open(SEARCH)
    search(searcher, typed)
    assert searcher.page.evaluate(TITLES)[0] == "Letters between the Mayor and the Commissioner"


@pytest.mark.parametrize(("typed", "title"), [
    ("gwyl y mor", "Gŵyl y Môr"), ("GŴYL", "Gŵyl y Môr"), ("ty mawr", "Gŵyl y Môr"), ("festivals licensing", "Gŵyl y Môr"), ("councils budgets", "Potholes"),
])  # fmt: skip
def test_accents_capitals_and_word_forms_do_not_matter(searcher: Visit, typed: str, title: str):
    searcher.open(SEARCH)
    search(searcher, typed)
    assert searcher.page.evaluate(TITLES)[0].startswith(title)


def test_no_more_words_are_fetched_when_one_is_a_single_slip_away(searcher: Visit, log: Server):
    searcher.open(SEARCH)
    for typed, better, files in (("clsoed", "closed", ["06c"]), ("cran", "crane", ["04c", "05c"])):
        log.asked.clear()
        assert f"these results are for “{better}”" in search(searcher, typed)
        assert sorted(path.partition(".txt")[0][-3:] for path, _ in log.asked if "/words/" in path) == files


def test_a_slip_is_forgiven_and_told(searcher: Visit):
    searcher.open(SEARCH)
    assert "Nothing has “potholse”; these results are for “potholes”." in search(searcher, "potholse harbour")
    assert searcher.page.evaluate(TITLES)[0] == "Potholes in Harbour Road"


def test_what_is_withheld_is_found_by_its_title_and_told_as_such(searcher: Visit):
    searcher.open(SEARCH)
    search(searcher, "strategic spreadsheet")
    assert searcher.page.evaluate(WHERE) == ["Record 8.2"]
    assert "its text is withheld" in searcher.text("#hits") and "Withheld" in searcher.text("#hits .meta")


@pytest.mark.parametrize("typed", ["zugzwang", "clandestine", "unmentionable ledger", "surveillance observations"])
def test_what_is_withdrawn_or_neither_confirmed_nor_denied_is_not_found(searcher: Visit, typed: str):
    searcher.open(SEARCH)
    assert "No results" in search(searcher, typed)


def test_a_search_for_one_alternative_finds_what_a_search_for_the_other_finds(searcher: Visit):
    searcher.open(SEARCH)
    found = []
    for typed in ('"section 23"', '"section 24"', '"section 23(1)"', '"section 24(1)"'):
        search(searcher, typed)
        found.append((searcher.page.evaluate(TITLES), searcher.page.evaluate(WHERE)))
    assert found[0][0] and all(one == found[0] for one in found)


def test_filters_combine_count_and_stand_in_the_address(searcher: Visit):
    searcher.open(SEARCH)
    search(searcher, "bridge")
    searcher.page.get_by_text("Narrow and sort the results").click()
    searcher.page.wait_for_selector("#by-year")
    options = searcher.page.locator("#by-exemption option").all_inner_texts()
    assert "Section 23(1) or section 24(1) (1)" in options and not any(one.startswith(("Section 23(1) (", "Section 24(1)")) for one in options)
    searcher.page.select_option("#by-authority", "Gower Academy")
    searcher.page.select_option("#sort", "date")
    searcher.page.get_by_role("button", name="Apply").click()
    searcher.page.wait_for_url("**/search/?q=bridge&authority=Gower+Academy&sort=date")
    searcher.page.wait_for_function("() => document.getElementById('found').textContent.includes('in 1 answer.')")
    assert searcher.page.locator("#by-subject option").all_inner_texts() == ["Any", "bridges (1)", "spending (1)"]
    searcher.page.go_back()
    searcher.page.wait_for_function("() => document.getElementById('found').textContent.includes('in 2 answers.')")


def test_a_search_can_be_sent_to_a_colleague(searcher: Visit):
    searcher.open(f"{SEARCH}?q=bridge&kind=letter&year=2024")
    searcher.page.wait_for_selector("#by-kind")
    searcher.page.wait_for_selector("#hits li")
    assert searcher.page.input_value("#q") == "bridge" and searcher.page.input_value("#by-kind") == "letter"
    assert set(searcher.page.evaluate(TITLES)) == {"Letter about the harbour bridge"}
    assert all("GAC-23-019" in one for one in searcher.page.locator("#hits .meta").all_inner_texts())


def test_a_filter_alone_lists_its_answers(searcher: Visit):
    searcher.open(f"{SEARCH}?subject=bridges")
    searcher.page.wait_for_selector("#hits li")
    assert searcher.page.evaluate(TITLES) == ["Spending on the harbour bridge", "Letters between the Mayor and the Commissioner"]


def test_results_are_announced_once_and_the_focus_stays(searcher: Visit):
    searcher.open(SEARCH)
    searcher.page.evaluate(SAID)
    search(searcher, "bridge")
    searcher.page.wait_for_load_state("networkidle")
    assert searcher.page.evaluate("heard.length") == 1
    assert searcher.page.evaluate("document.activeElement.id") == "q"
    assert searcher.page.get_attribute("#found", "role") == "status"


def test_escape_clears_the_field_before_it_leaves(searcher: Visit):
    asked = searcher.answer("https://weather.example/")
    searcher.open(SEARCH)
    searcher.page.fill("#q", "bridge")
    searcher.page.press("#q", "Escape")
    assert searcher.page.input_value("#q") == "" and not asked
    searcher.page.press("#q", "Escape")
    searcher.page.wait_for_url("https://weather.example/")


def test_by_keyboard_alone_from_the_field_to_the_page(searcher: Visit):
    searcher.open(SEARCH)
    tabbing.skip_to_content(searcher.page)
    searcher.page.keyboard.press("Tab")
    assert searcher.page.evaluate("document.activeElement.id") == "q"
    searcher.page.keyboard.type("quayside crane")
    searcher.page.keyboard.press("Enter")
    searcher.page.wait_for_selector("#hits li")
    tabbing.press_tab_to(searcher.page, "Letter about the harbour bridge")
    searcher.page.keyboard.press("Enter")
    searcher.page.wait_for_url(f"**/{HOTTON}records/1/#page-3*")


def test_every_control_is_reached_and_seen(searcher: Visit):
    searcher.open(f"{SEARCH}?q=bridge&authority=Gower+Academy")
    searcher.page.wait_for_selector("#by-year, #by-subject")
    searcher.page.wait_for_selector("#hits li")
    walk = tabbing.walk(searcher.page)
    assert walk.wrong == [] and walk.unreached == []


@pytest.mark.parametrize("how", [{}, {"dark": True}, {"forced": True}, {"width": 320, "height": 640}])
@pytest.mark.parametrize("address", [f"{SEARCH}?q=harbour+bridge&subject=bridges", SEARCH, ASKED])
def test_axe_finds_nothing_in_any_mode(visit: Callable[..., Visit], log: Server, how: dict[str, object], address: str):
    reader = visit(to=log, **how)
    reader.open(address)
    if "?" in address:
        reader.page.wait_for_selector("#by-subject")
        reader.page.wait_for_function("() => document.querySelector('#hits mark')")
    assert axe.findings(reader.page) == []


@pytest.mark.parametrize("address", [f"{SEARCH}?q=harbour+bridge&subject=bridges", ASKED])
def test_nobody_scrolls_sideways(visit: Callable[..., Visit], log: Server, address: str):
    reader = visit(to=log, width=320, height=640)
    reader.open(address)
    if "?" in address:
        reader.page.wait_for_selector("#hits li")
    for size in ("100%", "200%"):
        reader.page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        assert reader.page.evaluate(SIDEWAYS) == []
        assert reader.page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("address", [SEARCH, ASKED])
def test_without_script_the_page_explains_and_leads_to_the_lists(visit: Callable[..., Visit], log: Server, address: str):
    reader = visit(to=log, script=False)
    reader.open(address)
    assert "The search needs JavaScript" in reader.text("main")
    for words in ("Answers by year and month", "Subjects", "Exemptions", "Outcomes", "Authorities", "Kinds of record", "A to Z"):
        assert reader.page.get_by_role("main").get_by_role("link", name=words).is_visible()


def test_a_failed_fetch_is_told_and_a_second_try_succeeds(searcher: Visit):
    searcher.open(SEARCH)
    searcher.context.route("**/search/index.json", lambda route: route.abort())
    assert "could not be loaded" in search(searcher, "bridge")
    searcher.wrong.clear()  # the browser's own note of the failure
    searcher.context.unroute("**/search/index.json")
    assert "results for bridge" in search(searcher, "bridge")


@pytest.mark.parametrize("typed", ["", "b", "b" * 300, '<b>"&', "<img src=x onerror=alert(1)>", "=", "the of", '""', "%00\\", "ŵ" * 60, "__proto__", "constructor"])
def test_anything_may_be_typed(searcher: Visit, typed: str):
    searcher.open(SEARCH)
    searcher.page.fill("#q", typed)
    searcher.page.press("#q", "Enter")
    searcher.page.wait_for_load_state("networkidle")
    if typed:
        searcher.page.wait_for_function("() => document.getElementById('found').textContent")
    assert searcher.page.locator("#found *").count() == 0
    assert searcher.page.locator("main img, main b").count() == 0


def test_a_question_shows_what_is_published_and_stays_out_of_the_address(searcher: Visit):
    searcher.open(ASKED)
    searcher.page.fill("#q", "Please tell me how much the council has spent on inspecting and mending the bridge at the harbour, and why it was closed.")
    searcher.page.get_by_role("button", name="See what is published").click()
    searcher.page.wait_for_selector("#hits li")
    assert "GAC-23-019" in searcher.text("#hits li .meta")
    assert "may already say this" in searcher.text("#found")
    assert searcher.page.url.endswith(ASKED)
    assert searcher.page.get_by_role("link", name="How to send a request").is_visible()


def test_a_question_that_nothing_answers_is_told_so(searcher: Visit):
    searcher.open(ASKED)
    searcher.page.fill("#q", "Xylophones?")
    searcher.page.get_by_role("button", name="See what is published").click()
    searcher.page.wait_for_function("() => document.getElementById('found').textContent")
    assert "Nothing that is published seems close" in searcher.text("#found")


def test_the_printed_page_has_the_results_and_no_form(searcher: Visit):
    searcher.open(f"{SEARCH}?q=bridge")
    searcher.page.wait_for_selector("#hits li")
    searcher.page.emulate_media(media="print")
    assert not searcher.page.locator("form.ask").is_visible() and searcher.page.locator("#hits li").first.is_visible()


def test_who_comes_to_a_page_of_a_record_reads_on_there(reader: Visit):
    reader.open("requests/01-foi-22-023334/records/8.1/#page-2")
    assert reader.page.evaluate("document.activeElement.id") == "page-2"
    reader.open("requests/01-foi-22-023334/records/8.1/")
    reader.page.reload()
    assert reader.page.evaluate("document.activeElement === document.body")


def test_more_results_come_on_request_and_take_the_focus(visit: Callable[..., Visit], tmp_path: Path):
    from tests.benchmarks.search.corpus import documents

    with Server(lay(made_site(documents(15, 0)), tmp_path)).running() as many:
        reader = visit(to=many)
        reader.open(SEARCH)
        search(reader, "refusal notice")
        assert reader.page.locator("#hits > li").count() == 10
        reader.page.get_by_role("button", name="Show more results").press("Enter")
        reader.page.wait_for_function("() => document.querySelectorAll('#hits > li').length > 10")
        assert reader.page.evaluate("document.activeElement === document.querySelectorAll('#hits a')[10]")
