# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sorting, copying, the menu and consent, in a real browser under the strict policy."""

from __future__ import annotations

ANSWER = "requests/01-foi-22-023334/"


def numbers(tab):
    return tab.eval_on_selector_all(
        ".schedule tbody th", "heads => heads.map(h => h.textContent.replace('Record', '').trim())"
    )


def said(tab, words):
    """Waits until the page's status says `words`, once."""
    tab.locator("[role=status]", has_text=words).wait_for(state="attached")
    assert tab.locator("[role=status]").count() == 1


def test_without_script_nothing_offers_what_it_cannot_do(browser, sample_site):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    for address in (ANSWER, "asking/"):
        tab.goto(sample_site + address)
        assert tab.locator("button").count() == 0
    context.close()


def test_the_policy_finds_nothing_to_refuse(tab, sample_site):
    for address in ("", ANSWER, ANSWER + "records/8.1/", "asking/", "answers/"):
        tab.goto(sample_site + address)
    assert tab.complaints == []


def test_the_schedule_sorts_by_date_and_back_and_says_so(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    given = numbers(tab)
    date = tab.get_by_role("button", name="Date")
    date.click()
    assert numbers(tab)[7:9] == ["9", "8"] and numbers(tab)[-2:] == ["10", "10.1"]
    assert tab.locator("th[aria-sort]").evaluate_all("heads => heads.map(h => [h.textContent, h.ariaSort])") == [
        ["Date", "ascending"]
    ]
    assert tab.evaluate("document.activeElement.textContent") == "Date"
    said(tab, "Sorted by Date, ascending")
    date.click()
    assert numbers(tab)[0] == "15" and numbers(tab)[-2:] == ["10", "10.1"]
    tab.get_by_role("button", name="No.").click()
    assert numbers(tab) == given


def test_the_citation_is_copied_as_it_reads(tab, sample_site):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(sample_site + ANSWER)
    tab.get_by_role("button", name="Copy citation").click()
    said(tab, "Citation copied")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.inner_text("[data-copy]")


def test_on_a_phone_the_menu_opens_by_keyboard_and_closes_when_focus_goes_on(tab, sample_site):
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(sample_site + ANSWER)
    assert not tab.get_by_role("link", name="Exemptions", exact=True).first.is_visible()
    tab.focus("summary")
    tab.keyboard.press("Enter")
    assert tab.locator(".menu li a").first.is_visible()
    for _ in range(5):
        tab.keyboard.press("Tab")
    assert not tab.locator(".menu li a").first.is_visible()


def test_nothing_is_stored_or_loaded_before_an_answer(tab, sample_site):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(sample_site + "asking/")
    assert tab.context.cookies() == []
    assert not [url for url in asked if url.endswith("stats.js")]
    assert "could not be saved" not in tab.inner_text("body") and "Saved" not in tab.inner_text("body")


def test_rejecting_is_as_easy_as_accepting_and_is_remembered(tab, sample_site):
    tab.goto(sample_site + "asking/")
    tab.get_by_role("button", name="Reject").click()
    said(tab, "Saved: visits are not measured.")
    assert [(c["name"], c["value"]) for c in tab.context.cookies()] == [("measuring", "no")]
    tab.reload()
    assert tab.locator(".consent").count() == 0
    assert tab.get_attribute("html", "data-counted") is None


def test_accepting_loads_the_script_and_keeps_one_cookie(tab, sample_site):
    tab.goto(sample_site + "asking/")
    tab.get_by_role("button", name="Accept").click()
    tab.wait_for_selector("html[data-counted=yes]")
    tab.reload()
    tab.wait_for_selector("html[data-counted=yes]")
    assert [c["name"] for c in tab.context.cookies()] == ["measuring"]
    assert tab.complaints == []


def test_a_choice_can_be_made_in_a_dialog_and_changed_from_the_foot(tab, sample_site):
    tab.goto(sample_site + "asking/")
    tab.get_by_role("button", name="Choose").click()
    tab.get_by_label("Measure how many people read each page").check()
    tab.get_by_role("button", name="Save my choice").click()
    tab.wait_for_selector("html[data-counted=yes]")
    tab.get_by_role("button", name="Hide this message").click()
    tab.get_by_role("button", name="Change your cookie answer").click()
    assert tab.evaluate("document.activeElement.textContent") == "May we measure visits?"
    tab.get_by_role("button", name="Reject").click()
    assert [c["value"] for c in tab.context.cookies()] == ["no"]


def test_an_answer_that_cannot_be_saved_is_told_and_nothing_loads(tab, sample_site):
    tab.add_init_script("Object.defineProperty(document, 'cookie', {get: () => '', set: () => {}})")
    tab.goto(sample_site + "asking/")
    tab.get_by_role("button", name="Accept").click()
    assert "could not be saved" in tab.inner_text("[role=alert]")
    assert tab.get_attribute("html", "data-counted") is None
