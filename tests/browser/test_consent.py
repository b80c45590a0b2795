# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a web team measures visits, readers are asked first; nothing of it runs, loads or is kept before they said yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import axe, tabbing
from .server import Server
from .visit import Visit

SCRIPT = "assets/measure.js"
QUESTION = "May we measure visits?"
BEHIND = """(how) => {
  for (const one of document.querySelectorAll("header, nav, main, footer, aside, .consent")) one.style.visibility = how;
  document.querySelector("dialog").style.visibility = how && "visible";
}"""
REFUSING = "Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} })"


@pytest.fixture(scope="module")
def measured(site_with):
    """The sample site of a web team that measures visits."""
    site: Path = site_with("measured", analytics={"script": SCRIPT, "what": "which pages are read", "days": 30})
    (site / SCRIPT).write_text("globalThis.measured = true;\n", encoding="utf-8")
    with Server(site).running() as running:
        yield running


@pytest.fixture
def asked(visit, measured) -> Visit:
    """A first visit."""
    measured.asked.clear()
    reader = visit(to=measured)
    reader.open("about/")
    return reader


def loaded(server: Server) -> bool:
    return any(path.startswith(f"/{SCRIPT}") for path, _ in server.asked)


def answers(reader: Visit) -> dict[str, str]:
    return {one["name"]: one["value"] for one in reader.context.cookies()}


def press(reader: Visit, name: str) -> None:
    reader.page.get_by_role("button", name=name, exact=True).click()


def said(reader: Visit, words: str) -> None:
    reader.page.get_by_role("status").get_by_text(words).wait_for()


def test_a_site_that_does_not_measure_has_no_word_of_it(reader, server):
    reader.open("about/")
    assert "measure" not in reader.text("body").lower()
    assert not (server.site / SCRIPT).exists()


def test_nothing_is_loaded_or_kept_before_an_answer(asked, measured):
    assert asked.page.get_by_role("region", name=QUESTION).is_visible()
    asked.open("answers/")
    assert asked.page.get_by_role("region", name=QUESTION).is_visible()
    assert (loaded(measured), answers(asked)) == (False, {})
    assert "Saved" not in asked.text("body")
    assert "could not" not in asked.page.content()


def test_without_script_nobody_is_asked_and_nothing_is_measured(visit, measured):
    measured.asked.clear()
    reader = visit(to=measured, script=False)
    reader.open("about/")
    assert QUESTION not in reader.text("body")
    assert not loaded(measured)


def test_yes_loads_the_script_once_and_is_told_once(asked, measured):
    press(asked, "Accept")
    said(asked, "Saved: visits may be measured")
    assert answers(asked) == {"measuring": "yes"}
    asked.page.wait_for_function("() => globalThis.measured")
    press(asked, "Hide this message")
    assert "Saved" not in asked.text("body")
    asked.open("answers/")
    asked.page.wait_for_function("() => globalThis.measured")
    assert QUESTION not in asked.text("body")
    assert "Saved" not in asked.text("body")


def test_no_is_kept_and_nothing_is_loaded(asked, measured):
    press(asked, "Reject")
    said(asked, "Saved: visits are not measured")
    assert answers(asked) == {"measuring": "no"}
    asked.open("answers/")
    assert QUESTION not in asked.text("body")
    assert not loaded(measured)


@pytest.mark.parametrize("chosen", [True, False], ids=["measure", "do-not-measure"])
def test_one_may_choose(asked, measured, chosen: bool):
    press(asked, "Choose")
    dialog = asked.page.get_by_role("dialog", name="Choose what is kept")
    box = dialog.get_by_role("checkbox")
    assert not box.is_checked()
    box.set_checked(chosen)
    press(asked, "Save my choice")
    said(asked, "Saved")
    assert answers(asked) == {"measuring": "yes" if chosen else "no"}
    if chosen:
        asked.page.wait_for_function("() => globalThis.measured")
    assert loaded(measured) is chosen


def test_escape_closes_the_choice_and_neither_leaves_nor_answers(asked, measured):
    press(asked, "Choose")
    asked.page.keyboard.press("Escape")
    assert asked.page.get_by_role("dialog").count() == 0
    assert asked.page.url.endswith("/about/")
    assert asked.page.get_by_role("region", name=QUESTION).is_visible()
    assert (loaded(measured), answers(asked)) == (False, {})


def test_an_answer_can_be_changed_at_the_foot_of_the_page(asked, measured):
    press(asked, "Accept")
    said(asked, "Saved")
    asked.open("answers/")
    press(asked, "Change your cookie answer")
    assert asked.focused() == QUESTION
    press(asked, "Reject")
    said(asked, "not measured")
    assert answers(asked) == {"measuring": "no"}


def test_an_answer_that_cannot_be_kept_is_told_and_measures_nothing(visit, measured):
    measured.asked.clear()
    reader = visit(to=measured)
    reader.context.add_init_script(REFUSING)
    reader.open("about/")
    assert reader.page.get_by_role("alert").inner_text() == ""
    press(reader, "Accept")
    assert "could not be saved" in reader.page.get_by_role("alert").inner_text()
    assert not loaded(measured)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_question_is_answered_by_keyboard_and_axe_finds_nothing(visit, measured, width: int):
    reader = visit(to=measured, width=width, height=640)
    reader.open("about/")
    assert not axe.findings(reader.page)
    walked = tabbing.walk(reader.page)
    assert walked.stops[:2] == ["Skip to main content", "Leave this site"]
    assert (walked.wrong, walked.unreached) == ([], [])

    reader.open("about/")
    tabbing.press_tab_to(reader.page, "Choose", 8)
    reader.page.keyboard.press("Enter")
    # axe does not know that an open dialog lies above everything, so what lies below is taken away while it looks.
    reader.page.evaluate(BEHIND, "hidden")
    assert not axe.findings(reader.page, "dialog")
    reader.page.evaluate(BEHIND, "")
    reader.page.keyboard.press("Escape")
    assert reader.focused() == "Choose"
    reader.page.keyboard.press("Shift+Tab")
    assert reader.focused() == "Reject"
    reader.page.keyboard.press("Enter")
    said(reader, "Saved")
    assert reader.focused() == "Hide this message"
    assert not axe.findings(reader.page)
