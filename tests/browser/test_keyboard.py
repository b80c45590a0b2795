# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything can be reached and used with a keyboard alone, and one always sees where one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import sample, tabbing

WHOLE = [name for name in sample.TEMPLATES if name != "redirect"]
SIZES = {"desktop": (1280, 900), "phone": (320, 640)}


def test_the_walk_sees_traps_hidden_focus_and_what_it_cannot_reach(reader):
    reader.open("about/")
    sound = tabbing.walk(reader.page)
    assert len(sound.stops) > 10
    assert (sound.wrong, sound.unreached) == ([], [])

    reader.open("about/")
    reader.page.evaluate("""() => {
      const main = document.querySelector("main");
      main.insertAdjacentHTML("afterbegin", "<button>Unseen</button><button>Behind</button>");
      main.children[0].style.outline = "none";
      Object.assign(main.children[1].style, { position: "fixed", top: "-100px" });
      main.insertAdjacentHTML("beforeend", "<button>Trap</button>");
      main.lastChild.addEventListener("keydown", (event) => { if (event.key === "Tab") event.preventDefault(); });
    }""")
    damaged = tabbing.walk(reader.page)
    for words in ("button Unseen: the focus cannot be seen", "button Behind: it is off", "Trap: the focus does not come away"):
        assert any(words in line for line in damaged.wrong), damaged.wrong
    assert any("Contact" in line for line in damaged.unreached)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("template", WHOLE)
def test_every_control_is_reached_seen_and_left(visit, site: Path, template: str, size: str):
    width, height = SIZES[size]
    reader = visit(width=width, height=height)
    for address in sample.of(site, template):
        reader.open(address)
        walked = tabbing.walk(reader.page)
        assert walked.stops[:2] == ["Skip to main content", "Leave this site"], address
        assert walked.wrong == [], address
        assert walked.unreached == [], address


@pytest.mark.parametrize("template", WHOLE)
def test_the_skip_link_leads_into_the_content(reader, site: Path, template: str):
    for address in sample.of(site, template):
        reader.open(address)
        tabbing.skip_to_content(reader.page)
        assert reader.page.evaluate("() => document.activeElement.id") == "main", address
        reader.page.keyboard.press("Tab")
        after = "() => document.querySelector('main').compareDocumentPosition(document.activeElement) & (16 | 4)"
        assert reader.page.evaluate(after), address  # inside main, or below it where it holds no link


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_menu_of_a_phone_opens_and_leads_on_by_keyboard(visit, script: bool):
    phone = visit(width=320, height=640, script=script)
    phone.open("about/")
    answers = phone.page.get_by_role("navigation", name="Main").get_by_role("link", name="Answers")
    assert not answers.is_visible()
    tabbing.press_tab_to(phone.page, "Menu", 5)
    phone.page.keyboard.press("Enter")
    assert answers.is_visible()
    assert tabbing.press_tab_to(phone.page, "Answers", 5) == 1
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/answers/")


def test_the_menu_of_a_phone_closes_when_the_focus_leaves_it(phone):
    phone.open("about/")
    tabbing.press_tab_to(phone.page, "Menu", 5)
    phone.page.keyboard.press("Enter")
    tabbing.press_tab_to(phone.page, "How to ask", 8)
    assert phone.page.get_by_role("link", name="How to ask").first.is_visible()
    phone.page.keyboard.press("Tab")
    assert not phone.page.get_by_role("navigation", name="Main").get_by_role("link", name="How to ask").is_visible()


def test_the_content_is_fifteen_stops_away_at_most_without_the_skip_link(reader, site: Path):
    for template in WHOLE:
        reader.open(sample.of(site, template)[-1])
        before = """() => [...document.querySelectorAll("a[href],button,summary,[tabindex='0']")]
          .filter((one) => one.checkVisibility() && document.querySelector("main").compareDocumentPosition(one) & 2).length"""
        assert reader.page.evaluate(before) <= 15, template
