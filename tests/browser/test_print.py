# SPDX-License-Identifier: AGPL-3.0-or-later
"""On paper: the answer and where it came from, and nothing that only works on a screen."""

from __future__ import annotations

import pytest

from . import sample
from .sample import SEED

FURNITURE = """() => [...document.querySelectorAll("nav,button,form,input,dialog,.skip,.exit,.phase,[class*=consent],summary")]
  .filter((one) => !one.closest("th") && one.checkVisibility() && one.getBoundingClientRect().height > 1).map((one) => one.outerHTML.slice(0, 80))"""
AFTER = "(one) => getComputedStyle(one, '::after').content"


def test_on_a_screen_the_furniture_is_there_and_addresses_are_not_written_out(reader):
    reader.open(SEED)
    assert len(reader.page.evaluate(FURNITURE)) > 3
    assert reader.page.locator("main a[href^='https:']").first.evaluate(AFTER) in ("none", "normal")
    assert not reader.page.get_by_text("Source: https://").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("template", [name for name in sample.TEMPLATES if name != "redirect"])
def test_paper_has_no_furniture_and_names_its_source(visit, site, template: str, dark: bool):
    reader = visit(dark=dark)
    reader.page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    for address in sample.of(site, template):
        reader.open(address)
        assert reader.page.evaluate(FURNITURE) == [], address
        assert reader.page.get_by_text(f"Source: https://disclosures.example/{address}", exact=True).is_visible()
        ink = reader.page.evaluate("() => ['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])")
        assert ink == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], address


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_links_to_other_sites_and_letters_are_written_out(visit, script: bool):
    reader = visit(script=script)
    reader.page.emulate_media(media="print")
    reader.open(SEED)
    links = reader.page.locator("main a[href^='http'], main a[href^='mailto:']")
    assert links.count() > 0
    for link in links.all():
        assert link.get_attribute("href") in link.evaluate(AFTER)


def test_rows_of_the_schedule_are_not_broken_and_its_head_is_repeated(reader):
    reader.page.emulate_media(media="print")
    reader.open(SEED)
    rows = reader.page.locator("#records ~ table tbody tr")
    assert rows.count() == 18
    assert set(rows.evaluate_all("(all) => all.map((one) => getComputedStyle(one).breakInside)")) == {"avoid"}
    assert reader.page.locator("#records ~ table thead").evaluate("(one) => getComputedStyle(one).display") == "table-header-group"
    assert reader.page.pdf().startswith(b"%PDF-")
