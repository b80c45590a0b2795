# SPDX-License-Identifier: AGPL-3.0-or-later
"""Without JavaScript nothing is lost, and nothing stands there that does not work."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import sample

MADE = "button.copy, details.sift, noscript"
"""What the script adds, and what is told in its place; everything else is on the page already."""
CONTENT = f"""() => {{
  document.querySelectorAll("{MADE}").forEach((one) => one.remove());
  const plain = (one) => one.innerText.replace(/\\s+/g, " ").trim();
  return {{
    text: plain(document.body),
    links: [...document.querySelectorAll("a[href]")].map((one) => `${{one.href}} ${{plain(one)}}`),
    cells: [...document.querySelectorAll("th,td")].map(plain),
    pictures: [...document.images].map((one) => `${{one.src}} ${{one.alt}} ${{one.loading === "lazy" || one.complete}}`),
  }};
}}"""
DEAD = """() => [...document.querySelectorAll("button,input,select,textarea,[role=button],[onclick],a[href='#'],a[href^='javascript:'],a:not([href])")]
  .filter((one) => one.checkVisibility() && !(one.closest("form[action]"))).map((one) => one.outerHTML.slice(0, 100))"""


def test_a_dead_control_is_seen_and_a_living_one_is_not_taken_for_it(scriptless):
    scriptless.open("about/")
    assert scriptless.page.evaluate(DEAD) == []
    scriptless.page.evaluate("""() => document.querySelector("main").insertAdjacentHTML("beforeend",
      "<button>Sort</button><a href='#'>Top</a><a href='#main'>Main</a><form action='/'><button>Go</button></form><button hidden>No</button>")""")
    assert len(scriptless.page.evaluate(DEAD)) == 2


@pytest.mark.parametrize("template", [name for name in sample.TEMPLATES if name != "redirect"])
def test_the_page_is_the_same_and_has_no_dead_control(reader, scriptless, site: Path, template: str):
    for address in sample.of(site, template):
        reader.open(address)
        scriptless.open(address)
        assert scriptless.page.evaluate(DEAD) == [], address
        assert scriptless.page.evaluate(CONTENT) == reader.page.evaluate(CONTENT), address


@pytest.mark.parametrize("spelling", ["01.FOI.22.023334", "01.foi.22.023334", "01-FOI-22-023334"])
def test_other_spellings_of_a_reference_lead_to_the_request(scriptless, spelling: str):
    scriptless.open(f"requests/{spelling}/")
    scriptless.page.wait_for_url(f"**/{sample.SEED}")
    assert "01.FOI.22.023334" in scriptless.text("main")


def test_a_page_that_leads_on_says_where_to_when_the_browser_does_not_follow(scriptless, site: Path):
    address = "requests/01.FOI.22.023334/"
    markup = (site / address / "index.html").read_text(encoding="utf-8")
    scriptless.rewrite(address, markup[markup.index("<meta http-equiv") : markup.index("<link")], "")
    scriptless.open(address)
    scriptless.page.get_by_role("main").get_by_role("link").click()
    scriptless.page.wait_for_url(f"**/{sample.SEED}")
