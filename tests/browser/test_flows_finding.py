# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways to an answer: by year, by the law that was used, page by page, by feed, and from an address that is wrong."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from . import sample, tabbing
from .server import Server

ATOM = "{http://www.w3.org/2005/Atom}"
TITLE = "Correspondence between the Mayor of London and the Commissioner"


@pytest.fixture(scope="module")
def small_pages(site_with):
    """The sample log with five answers on a page of a list."""
    with Server(site_with("small-pages", per_page=5)).running() as running:
        yield running


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("size", [(1280, 900), (320, 640)], ids=["desktop", "phone"])
def test_the_year_leads_to_a_request_by_keyboard_in_few_steps(visit, script: bool, size: tuple[int, int]):
    reader = visit(script=script, width=size[0], height=size[1])
    reader.open()
    for words, address in (("2023", "years/2023/"), (TITLE, sample.SEED)):
        tabbing.skip_to_content(reader.page)
        tabbing.press_tab_to(reader.page, words)
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(f"**/{address}")
    assert "01.FOI.22.023334" in reader.text("main")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_exemption_leads_to_all_answers_that_cite_it(visit, script: bool):
    reader = visit(script=script)
    reader.open()
    reader.page.get_by_role("navigation", name="Main").get_by_role("link", name="Exemptions").click()
    reader.page.get_by_role("main").get_by_role("link", name="Section 31(1)(a)").click()
    answers = reader.page.get_by_role("main").get_by_role("heading", level=2).or_(reader.page.get_by_role("main").get_by_role("heading", level=3))
    told = answers.all_inner_texts()
    assert any(TITLE in one for one in told)
    assert any("Safety planning for the Harbour Festival" in one for one in told)
    assert not any("School admission appeals" in one for one in told)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_long_list_is_turned_page_by_page(visit, small_pages: Server, script: bool):
    reader = visit(to=small_pages, script=script)
    reader.open("answers/")
    pager = reader.page.get_by_role("navigation", name="Pages")
    entries = reader.page.locator(".entries").first.get_by_role("heading")
    assert pager.get_by_role("link", name="Newer answers").count() == 0
    assert pager.locator("[aria-current=page]").inner_text() == "Newest"
    seen = entries.all_inner_texts()
    for number in (3, 2, 1):  # page 1 holds the oldest answers, so that pages keep what they hold
        pager.get_by_role("link", name="Older answers").click()
        reader.page.wait_for_url(f"**/page-{number}/")
        assert f"(page {number})" in reader.page.title().lower()
        assert pager.locator("[aria-current=page]").inner_text().split()[-1] == str(number)
        seen += entries.all_inner_texts()
    assert pager.get_by_role("link", name="Older answers").count() == 0
    assert len(seen) == len(set(seen)) == 17
    reader.page.go_back()
    assert "(page 2)" in reader.page.title().lower()


def test_a_list_that_fits_on_one_page_has_no_pager(reader):
    reader.open("answers/")
    assert reader.page.get_by_role("navigation", name="Pages").count() == 0


def test_the_feed_is_found_from_home_and_names_answers_that_are_there(reader):
    reader.open()
    feed = reader.page.locator("link[type='application/atom+xml']").evaluate("(one) => one.href")
    root = ElementTree.fromstring(reader.context.request.get(feed).text())
    entries = root.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(ids) == len(set(ids)) >= 17
    first = entries[0].find(f"{ATOM}link").get("href")
    assert reader.open(first.split("//", 1)[1].split("/", 1)[1]).status == 200


@pytest.mark.parametrize("address", ["no-such-page/", "requests/99-foi-99/records/1/", "a/b/c/d"])
def test_a_wrong_address_is_answered_with_a_page_that_leads_on(reader, address: str):
    assert reader.open(address).status == 404
    assert reader.wrong.pop().startswith("console: Failed to load resource")  # Chromium's own note of the status
    assert "not here" in reader.page.title()
    tabbing.skip_to_content(reader.page)
    assert reader.page.evaluate("() => document.activeElement.id") == "main"
    reader.page.get_by_role("main").get_by_role("link", name="Answers").click()
    reader.page.wait_for_url("**/answers/")


def test_a_withdrawn_answer_keeps_its_address_and_says_when_and_why(reader):
    assert reader.open("requests/nmc-23-0066/").status == 200
    said = reader.text("main")
    for words in ("withdrawn on 4 April 2023", "neighbours might have guessed who had complained", "What changed"):
        assert words in said
    assert reader.page.get_by_role("heading", name="The answer", exact=True).count() == 0
    assert reader.page.locator("main a[href*='/files/']").count() == 0


@pytest.mark.parametrize("spelling", ["01.FOI.22.023334", "01.foi.22.023334", "01-FOI-22-023334", "01-foi-22-023334"])
def test_every_spelling_of_the_reference_leads_to_the_request(reader, spelling: str):
    reader.open("about/")
    reader.open(f"requests/{spelling}/")
    reader.page.wait_for_url(f"**/{sample.SEED}")
    assert TITLE in reader.text("h1")
    reader.page.go_back()
    assert reader.page.url.endswith("/about/")  # the page that leads on is no step of the way back
