# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long records and records of other kinds than PDF, in a real browser: sound in every mode, and easy to find one's way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import _build, _once

from . import axe, made_log, tabbing
from .made_log import HOME, RECORDS
from .server import Server
from .test_axe import MODES
from .test_reflow import CLIPPED, SIDEWAYS, SPACED
from .visit import Visit

SEEN = [(name, mode) for name in RECORDS for mode in MODES if mode in ("light", "phone") or name in ("further", "mail", "word")]
SHIFTS = "() => { globalThis.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; }).observe({ type: 'layout-shift', buffered: true }); }"


@pytest.fixture(scope="session")
def made(shared: Path) -> Iterator[Server]:
    """The made log, built and served."""
    site = _once(shared, "made-site", lambda target: _build(made_log.make(shared / "made-log"), target))
    with Server(site).running() as running:
        yield running


@pytest.fixture
def at(visit: Callable[..., Visit], made: Server) -> Callable[..., Visit]:
    """Opens a page of the made log by its name: `at("mail", width=320, height=640)`."""

    def opened(name: str, **how: object) -> Visit:
        reader = visit(to=made, **how)
        reader.open(HOME + RECORDS[name])
        return reader

    return opened


def test_a_record_of_one_page_has_no_way_to_further_parts(at):
    reader = at("pdf")
    assert reader.page.locator(".sheet-text").count() == 1
    assert reader.page.get_by_role("navigation", name="Parts of this record").count() == 0


@pytest.mark.parametrize(("name", "mode"), SEEN)
def test_axe_finds_nothing(at, name: str, mode: str):
    assert axe.findings(at(name, **MODES[mode]).page) == []


@pytest.mark.parametrize("name", RECORDS)
def test_nothing_goes_over_the_edge_of_a_phone_or_is_cut_off_when_spaced(at, name: str):
    reader = at(name, width=320, height=640)
    assert reader.page.evaluate(SIDEWAYS) == []
    reader.page.evaluate(SPACED)
    assert reader.page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("name", ["further", "mail", "word"])
def test_every_control_is_reached_seen_and_left(at, name: str):
    walked = tabbing.walk(at(name).page)
    assert (walked.wrong, walked.unreached) == ([], [])


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_one_reads_on_to_the_end_and_comes_back_to_any_page(at, script: bool):
    reader = at("text", script=script)
    seen = reader.page.locator(".sheet-text h2").all_inner_texts()
    assert seen[0] == "Part 1"
    while (onward := reader.page.locator("nav[aria-label^=Parts] a[rel=next]")).count():
        onward.click()
        seen += reader.page.locator(".sheet-text h2").all_inner_texts()
    assert seen == [f"Part {n}" for n in range(1, len(seen) + 1)] and len(seen) > 4
    reader.page.get_by_role("link", name="Record 1: file, facts and all pages").click()
    reader.page.get_by_role("link", name=seen[-1], exact=True).click()
    assert reader.page.url.endswith(f"#page-{len(seen)}")
    assert reader.page.locator(f"#page-{len(seen)}").evaluate("(one) => one.getBoundingClientRect().top") < 200


def test_a_note_is_followed_and_led_back_from(at):
    page = at("word").page
    page.get_by_role("link", name="Note 1").click()
    assert page.url.endswith("#page-1-note-1")
    page.get_by_role("link", name="1, back to the text").click()
    assert page.url.endswith("#page-1-mark-1")


def test_each_message_of_a_chain_is_told_with_its_head(at):
    page = at("mail").page
    assert page.get_by_role("article", name="Message").count() == 2
    assert page.get_by_role("article").last.get_by_role("term").all_inner_texts() == ["From", "Sent", "To", "Subject"]


def test_figures_stand_at_the_right_and_a_table_becomes_a_list_on_a_phone(at):
    page = at("table").page
    assert page.locator("td.number").first.evaluate("(one) => getComputedStyle(one).textAlign") == "right"
    phone = at("table", width=320, height=640).page
    assert phone.locator("td.number").first.evaluate("(one) => getComputedStyle(one, '::before').content") == '"Holes: "'


def test_pictures_of_pages_keep_their_place_from_the_start(at, made: Server):
    reader = at("pdf")
    reader.page.evaluate(SHIFTS)
    picture = reader.page.locator("img.thumb")
    picture.scroll_into_view_if_needed()
    reader.page.wait_for_function("() => document.querySelector('img.thumb').complete && document.querySelector('img.thumb').naturalWidth")
    assert picture.evaluate("(one) => [one.width, one.height, one.alt, one.naturalWidth / one.width]") == [120, 170, "", 2]
    assert reader.page.evaluate("() => moved") == 0


def test_a_phone_and_paper_are_spared_the_pictures(at, made: Server):
    before = len(made.asked)
    reader = at("pdf", width=320, height=640)
    reader.page.mouse.wheel(0, 3000)
    reader.page.wait_for_timeout(200)
    assert not any(path.endswith(".webp") for path, _ in made.asked[before:])
    assert not reader.page.locator("img.thumb").is_visible()
    paper = at("pdf").page
    paper.emulate_media(media="print")
    assert not paper.locator("img.thumb").is_visible() and paper.locator(".reading").is_visible()
