# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is rendered once for many pages fits each of them, whichever page comes first."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from disclosures.site import addresses
from disclosures.site.pages.chrome import FOOTER, MENU
from disclosures.site.theme import Theme
from disclosures.site.views.chrome import Chrome
from disclosures.site.views.parts import Head, Link, Page

THEME = Path(__file__).parents[2] / "theme"
CHROME = Chrome(
    name="A log", short_name="Log", strapline="Answers", strapline_short="Answers", mark="", menu=MENU, quick_exit=None, phase=None,
    consent=None, footer=FOOTER, footer_text="", stylesheet="assets/site.css", script="", consent_script="", base_url="", language="en",
    feed="feed.xml",
)  # fmt: skip
DEEP = ("answers/", "answers/page-2/", "requests/a-1/", "exemptions/uk-foia-2000/", "years/2023/01/", "requests/a-1/records/1/", "about/", "")
HOST = "https://log.example/below/"


def page(address: str) -> Page:
    return Page(address=address, template="main.html", title="A page", head=Head("A page"), crumbs=(Link("Home", ""), Link("A page")))


def links(html: str, address: str) -> set[str]:
    """Where the links of a page lead, as a browser finds out."""
    return {urljoin(HOST + address, href) for href in re.findall(r'(?:href|src)="([^"#]*)"', html) if href}


@pytest.mark.parametrize("first", DEEP)
def test_the_bytes_of_a_page_do_not_depend_on_the_pages_before_it(first: str) -> None:
    shared = Theme([THEME], CHROME)
    shared.render(page(first), content_html="")
    for address in DEEP:
        assert shared.render(page(address), content_html="") == Theme([THEME], CHROME).render(page(address), content_html=""), address


@pytest.mark.parametrize("address", DEEP)
def test_menu_footer_feed_and_style_sheet_lead_to_their_places(address: str) -> None:
    found = links(Theme([THEME], CHROME).render(page(address), content_html="").decode(), address)
    expected = [*(one.href for one in (*MENU, *FOOTER)), "feed.xml", "assets/site.css"]
    assert {HOST + href for href in expected if not addresses.elsewhere(href)} <= found


def test_the_page_for_any_depth_starts_its_links_at_the_root_whichever_came_before() -> None:
    shared = Theme([THEME], CHROME)
    shared.render(page("about/"), content_html="")
    html = shared.render(page("404.html"), "/below/", content_html="").decode()
    assert {HOST + one.href for one in MENU} <= links(html, "anywhere/at/all/")
