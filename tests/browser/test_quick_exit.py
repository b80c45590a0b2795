# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving in a hurry: at once, without a trace in the tab, and never when the key belongs to something else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Route

from . import sample
from .visit import Visit

EXIT = "https://www.bbc.co.uk/weather"
RECORD = sample.SEED + "records/8.1/"
FIELDS = {
    "input": "<input aria-label=Words value=abc>",
    "search": "<input type=search aria-label=Words value=abc>",
    "textarea": "<textarea aria-label=Words>abc</textarea>",
}
HIDDEN = "() => getComputedStyle(document.body).display === 'none'"


def put(reader: Visit, markup: str) -> None:
    """Add something to the page that the site itself does not have yet, such as a field."""
    reader.page.evaluate("(markup) => document.querySelector('main').insertAdjacentHTML('afterbegin', markup)", markup)


def settle(reader: Visit) -> None:
    """Let the page do what it is going to do after a key."""
    reader.page.wait_for_timeout(100)


REPORT = """() => {
  globalThis.report = (when) => fetch("/images/mark.svg?" + new URLSearchParams({
    when, display: getComputedStyle(document.body).display, title: document.title.trim(), path: location.pathname,
    icon: document.querySelector("link[rel=icon]").href,
  }));
  addEventListener("keydown", () => requestAnimationFrame(() => report("frame")));
}"""
"""The browser holds a debugger's questions back while a page is on its way out, so the page itself tells the server."""


def reports(server, when: str, least: int = 1) -> list[dict[str, str]]:
    """What the page told of itself, oldest first; waits for `least` reports, which come late on a busy machine."""

    def come() -> list[dict[str, str]]:
        told = [dict(parse_qsl(urlsplit(path).query, keep_blank_values=True)) for path, _ in list(server.asked)]
        return [one for one in told if one.get("when") == when]

    until(lambda: len(come()) >= least)
    return come()


def until(condition: Callable[[], bool]) -> None:
    """Wait for something to happen outside of the page; at most 15 seconds."""
    ends = time.monotonic() + 15
    while not condition() and time.monotonic() < ends:
        time.sleep(0.05)


@pytest.fixture
def slow() -> Iterator[Slow]:
    target = Slow()
    yield target
    target.close()


class Slow:
    """A neutral page on a server that lets readers wait: nothing is answered until `answer` is called."""

    def __init__(self) -> None:
        self.asked = 0
        self._may_answer = threading.Event()
        target = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                target.asked += 1
                target._may_answer.wait(20)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):  # the reader pressed again
                    self.wfile.write(b"<title>Weather</title>")

            def log_message(self, *args: object) -> None:
                """Not told."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/weather"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def answer(self) -> None:
        self._may_answer.set()

    def close(self) -> None:
        self._may_answer.set()
        self._http.shutdown()
        self._http.server_close()


def begin(visit, slow: Slow) -> Visit:
    """A visit to a record whose exit leads to the slow page; the record tells how it looks after each key."""
    reader = visit(also=slow.url)
    reader.rewrite(RECORD, EXIT, slow.url)
    reader.open(RECORD)
    reader.page.evaluate(REPORT)
    return reader


def stays(reader: Visit, asked: list) -> None:
    settle(reader)
    assert asked == []
    assert reader.page.url.endswith(RECORD)
    assert not reader.page.evaluate(HIDDEN)


def leaves(reader: Visit) -> None:
    reader.page.wait_for_url(EXIT)


@pytest.fixture
def asked(reader) -> list:
    """Requests for the neutral page, from a visit that stands on a record."""
    made = reader.answer(EXIT)
    reader.open("about/")
    reader.open(RECORD)
    return made


@pytest.mark.parametrize("keys", ["Control+Escape", "Alt+Escape", "Meta+Escape", "Shift+Escape", "Tab", "Shift", "e"])
def test_other_keys_and_modified_ones_do_nothing(reader, asked, keys):
    reader.page.keyboard.press(keys)
    stays(reader, asked)


def test_a_key_that_something_else_has_used_does_nothing(reader, asked):
    reader.page.evaluate("() => document.addEventListener('keydown', (event) => event.preventDefault())")
    reader.page.keyboard.press("Escape")
    stays(reader, asked)


def test_escape_closes_an_open_dialog_first_and_leaves_then(reader, asked):
    put(reader, "<dialog><button>In it</button></dialog>")
    reader.page.evaluate("() => document.querySelector('dialog').showModal()")
    reader.page.keyboard.press("Escape")
    stays(reader, asked)
    assert not reader.page.get_by_role("dialog").is_visible()
    reader.page.keyboard.press("Escape")
    leaves(reader)


def test_escape_closes_an_open_popover_first_and_leaves_then(reader, asked):
    put(reader, "<div popover>Help</div>")
    reader.page.evaluate("() => document.querySelector('[popover]').showPopover()")
    reader.page.keyboard.press("Escape")
    stays(reader, asked)
    assert not reader.page.get_by_text("Help", exact=True).is_visible()
    reader.page.keyboard.press("Escape")
    leaves(reader)


@pytest.mark.parametrize("field", ["input", "search"])
def test_escape_clears_a_field_first_and_leaves_then(reader, asked, field):
    put(reader, FIELDS[field])
    words = reader.page.get_by_label("Words")
    words.focus()
    reader.page.keyboard.press("Escape")
    stays(reader, asked)
    assert words.input_value() == ""
    reader.page.keyboard.press("Escape")
    leaves(reader)


def test_escape_does_not_take_a_letter_that_is_being_written(reader, asked):
    put(reader, FIELDS["textarea"])
    reader.page.get_by_label("Words").focus()
    reader.page.keyboard.press("Escape")
    stays(reader, asked)
    assert reader.page.get_by_label("Words").input_value() == "abc"


@pytest.mark.parametrize("composing", [True, False])
def test_escape_that_ends_a_composed_character_does_not_leave(reader, asked, composing):
    reader.page.evaluate("""(isComposing) => document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Escape", isComposing, bubbles: true, cancelable: true }))""", composing)  # fmt: skip
    stays(reader, asked) if composing else leaves(reader)


def test_an_empty_field_does_not_hold_the_key_back(reader, asked):
    put(reader, FIELDS["input"].replace("abc", "''"))
    reader.page.get_by_label("Words").focus()
    reader.page.keyboard.press("Escape")
    leaves(reader)


def test_escape_hides_the_page_by_the_next_frame_and_makes_the_tab_neutral(visit, slow, server):
    reader = begin(visit, slow)
    server.asked.clear()
    reader.page.keyboard.press("Escape")
    settle(reader)
    told = reports(server, "frame")[0]
    assert (told["display"], told["title"], told["path"]) == ("none", "", "/")
    assert "mark" not in told["icon"]
    slow.answer()
    reader.page.wait_for_url(slow.url)
    assert reader.page.title() == "Weather"


def test_nobody_is_told_which_page_was_left(reader, asked):
    reader.page.keyboard.press("Escape")
    leaves(reader)
    assert [("referer" in one.headers, one.url) for one in asked] == [(False, EXIT)]


def test_back_leads_past_the_page_that_was_left(reader, asked):
    reader.page.keyboard.press("Escape")
    leaves(reader)
    reader.page.go_back()
    assert reader.page.url.endswith("/about/")
    reader.page.go_forward()
    assert reader.page.url == EXIT


def test_pressing_again_and_again_while_the_target_is_slow_still_leaves(visit, slow, server):
    reader = begin(visit, slow)
    server.asked.clear()
    for _ in range(5):
        reader.page.keyboard.press("Escape")
        settle(reader)
    told = [one["display"] for one in reports(server, "frame", 5)]
    assert len(told) >= 5
    assert set(told) == {"none"}
    until(lambda: slow.asked > 1)
    assert slow.asked > 1
    slow.answer()
    reader.page.wait_for_url(slow.url)


def test_a_load_that_was_stopped_is_tried_once_more(reader):
    asked = []

    def first_is_stopped(route: Route) -> None:
        asked.append(route.request)
        route.abort("aborted") if len(asked) == 1 else route.fulfill(content_type="text/html", body="<title>Weather</title>")

    reader.context.route(EXIT, first_is_stopped)
    reader.page.clock.install()
    reader.open(RECORD)
    reader.page.keyboard.press("Escape")
    reader.page.clock.run_for(10_000)
    leaves(reader)
    assert len(asked) == 2
    reader.outside.clear()


def test_a_page_that_the_browser_brings_back_can_be_read_again(visit, slow, server):
    reader = begin(visit, slow)
    title = reader.page.title()
    server.asked.clear()
    reader.page.evaluate("""() => addEventListener("keydown", () => setTimeout(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      report("back");
    }, 50))""")  # fmt: skip
    reader.page.keyboard.press("Escape")
    settle(reader)
    assert reports(server, "frame")[0]["display"] == "none"
    told = reports(server, "back")[0]
    assert told["display"] != "none"
    assert (told["title"], told["path"]) == (title, f"/{RECORD}")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_link_leaves_too(visit, script: bool):
    reader = visit(script=script)
    asked = reader.answer(EXIT)
    reader.open(RECORD)
    link = reader.page.get_by_role("link", name="Leave this site")
    assert link.get_attribute("href") == EXIT
    link.click()
    leaves(reader)
    assert ["referer" in one.headers for one in asked] == [False]


@pytest.mark.windows
def test_the_link_can_be_opened_in_another_tab(reader, asked):
    with reader.context.expect_page() as other:
        reader.page.get_by_role("link", name="Leave this site").click(modifiers=["ControlOrMeta"])
    assert other.value is not reader.page
    assert reader.page.url.endswith(RECORD)
    assert not reader.page.evaluate(HIDDEN)


def test_the_bar_stays_in_sight_and_says_what_it_does_not_do(reader, asked):
    reader.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    bar = reader.page.get_by_role("complementary", name="Quick exit")
    assert bar.bounding_box()["y"] == 0
    assert "press Esc" in bar.inner_text()
    assert "history is not erased" in bar.inner_text()


def configured(visit, key: str) -> tuple[Visit, list]:
    """A visit to a record of a site whose web team chose another key."""
    reader = visit()
    asked = reader.answer(EXIT)
    reader.rewrite(RECORD, 'data-exit="escape"', f'data-exit="{key}"')
    reader.open(RECORD)
    return reader, asked


def test_with_the_key_switched_off_only_the_link_leaves(visit):
    reader, asked = configured(visit, "off")
    for key in ("Escape", "Escape", "Shift", "Shift", "Shift"):
        reader.page.keyboard.press(key)
    stays(reader, asked)
    reader.page.get_by_role("link", name="Leave this site").click()
    leaves(reader)


def test_escape_twice_needs_two_presses_in_a_row(visit):
    reader, asked = configured(visit, "escape-twice")
    for key in ("Escape", "a", "Escape"):
        reader.page.keyboard.press(key)
    stays(reader, asked)
    reader.page.keyboard.press("Escape")
    leaves(reader)


def test_a_key_that_is_held_down_is_one_press(visit):
    reader, asked = configured(visit, "escape-twice")
    reader.page.keyboard.down("Escape")
    reader.page.keyboard.down("Escape")  # Chromium reports it as a repetition
    stays(reader, asked)


def test_shift_three_times_leaves_and_writing_capitals_does_not(visit):
    reader, asked = configured(visit, "shift-3")
    for keys in ("Escape", "Shift+A", "Shift+B", "Shift+C", "Shift+D", "Shift", "Shift", "b", "Shift", "Shift"):
        reader.page.keyboard.press(keys)
    stays(reader, asked)
    reader.page.keyboard.press("Shift")
    leaves(reader)
