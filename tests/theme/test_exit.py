# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving quickly, in a real browser."""

from __future__ import annotations

import pytest

ANSWER = "requests/01-foi-22-023334/"
REFUGE = "https://www.example.org/weather"


def set_key(tab, address, key):
    """Opens the page as a body would configure it."""

    def rewrite(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-exit="escape"', f'data-exit="{key}"'))

    tab.route(address, rewrite)
    tab.goto(address)


def add(tab, html_of_element, focus=True):
    """Adds an element by name and attributes (no markup is parsed), and focuses it."""
    name, attributes, text = html_of_element
    tab.evaluate(
        """([name, attributes, text, focus]) => { const e = document.createElement(name);
        for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
        if ('value' in e && text && name !== 'select') e.value = text; else e.textContent = text;
        e.id = 'added'; document.querySelector('main').prepend(e); if (focus) e.focus(); }""",
        [name, attributes, text, focus],
    )


def stays(tab, address):
    tab.wait_for_timeout(150)
    return tab.url == address and not tab.evaluate("document.documentElement.classList.contains('leaving')")


def reaches_refuge(tab, seconds=10):
    """Watches the address instead of one load: a second press or a retry replaces the load before it."""
    for _ in range(seconds * 10):
        if tab.url == REFUGE:
            return True
        tab.wait_for_timeout(100)
    return False


def test_does_not_leave_while_a_dialog_is_open(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    add(tab, ("dialog", {}, "Choose"), focus=False)
    tab.evaluate("document.getElementById('added').showModal()")
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)
    assert not tab.evaluate("document.getElementById('added').open")
    tab.keyboard.press("Escape")
    tab.wait_for_url(REFUGE)


def test_does_not_leave_while_a_popover_is_open(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    add(tab, ("div", {"popover": ""}, "More"), focus=False)
    tab.evaluate("document.getElementById('added').showPopover()")
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)


@pytest.mark.parametrize(
    "element",
    [("select", {}, ""), ("textarea", {}, "half a sentence"), ("div", {"contenteditable": ""}, "half a sentence")],
    ids=lambda e: e[0],
)
def test_does_not_leave_from_a_field_in_use(tab, sample_site, element):
    tab.goto(sample_site + ANSWER)
    add(tab, element)
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)


def test_escape_first_clears_a_line_of_text_and_then_leaves(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    add(tab, ("input", {"type": "text"}, "hotton"))
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)
    assert tab.input_value("#added") == ""
    tab.keyboard.press("Escape")
    tab.wait_for_url(REFUGE)


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta", "Shift"])
def test_does_not_leave_when_a_modifier_is_held(tab, sample_site, held):
    tab.goto(sample_site + ANSWER)
    tab.evaluate(
        "(held) => dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', cancelable: true, [{Control: 'ctrlKey', Alt: 'altKey', "
        "Meta: 'metaKey', Shift: 'shiftKey'}[held]]: true}))",
        held,
    )
    assert stays(tab, sample_site + ANSWER)


def test_does_not_leave_while_words_are_being_composed_or_the_key_was_used(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    tab.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', isComposing: true}))")
    tab.evaluate("document.addEventListener('keydown', (event) => event.preventDefault())")
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)


@pytest.mark.parametrize("key", ["off", "escape-twice", "shift-3"])
def test_one_escape_does_not_leave_when_another_way_is_set(tab, sample_site, key):
    set_key(tab, sample_site + ANSWER, key)
    tab.keyboard.press("Escape")
    assert stays(tab, sample_site + ANSWER)


def test_shift_for_capitals_does_not_leave(tab, sample_site):
    set_key(tab, sample_site + ANSWER, "shift-3")
    for letter in "ABCD":
        tab.keyboard.press(f"Shift+{letter}")
    assert stays(tab, sample_site + ANSWER)


def test_escape_leaves_and_back_does_not_return_to_the_answer(tab, sample_site):
    tab.goto(sample_site)
    tab.goto(sample_site + ANSWER)
    tab.keyboard.press("Escape")
    tab.wait_for_url(REFUGE)
    tab.go_back()
    assert tab.url == sample_site


def test_the_page_is_hidden_and_nameless_at_once_and_more_presses_do_not_stop_the_load(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    seen = tab.evaluate(
        """() => { const stopped = [1, 2, 3].map(() => !dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', cancelable: true})));
        return [stopped, getComputedStyle(document.body).display, document.title.trim(), location.pathname]; }"""
    )
    assert seen == [[True, True, True], "none", "", "/"]
    assert reaches_refuge(tab)


def test_a_load_that_was_stopped_is_tried_again_once(tab, sample_site):
    asked = []

    def first_fails(route):
        asked.append(1)
        route.abort("aborted") if len(asked) == 1 else route.fulfill(body="Rain")

    tab.route("https://www.example.org/**", first_fails)
    tab.goto(sample_site + ANSWER)
    tab.keyboard.press("Escape")
    assert reaches_refuge(tab)
    assert len(asked) == 2


def test_pressing_twice_leaves_when_twice_is_set(tab, sample_site):
    set_key(tab, sample_site + ANSWER, "escape-twice")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.wait_for_url(REFUGE)


def test_shift_three_times_leaves_when_set(tab, sample_site):
    set_key(tab, sample_site + ANSWER, "shift-3")
    for _ in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url(REFUGE)


def test_the_link_leaves_by_click_and_with_the_keyboard_from_the_second_stop(tab, sample_site):
    tab.goto(sample_site + ANSWER)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(REFUGE)


def test_the_link_leaves_without_script(browser, sample_site):
    context = browser.new_context(java_script_enabled=False)
    context.route("https://www.example.org/**", lambda route: route.fulfill(body="Rain"))
    tab = context.new_page()
    tab.goto(sample_site + ANSWER)
    tab.click("text=Leave this site")
    tab.wait_for_url(REFUGE)
    context.close()
