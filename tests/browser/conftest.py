# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Chromium, and visits in it that fail their test when a page complains, breaks its policy or asks another host."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from . import chromium
from .server import Server
from .visit import Visit

HERE = Path(__file__).parent
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""The tests never leave this machine, not even from a tab that cannot be watched from its start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of this worker. Without one the test fails: what was not tried has not passed."""
    path = chromium.find()
    if not path:
        (pytest.skip if os.environ.get("DISCLOSURES_BROWSER") == "skip" else pytest.fail)(chromium.MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=[NO_OTHER_HOST])
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The sample site, served."""
    with Server(site).running() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Starts visits: `visit(script=False, width=320, height=640, dark=True, forced=True, to=another_server)`."""
    begun: list[Visit] = []

    def begin(to: Server = server, **how: object) -> Visit:
        begun.append(Visit(browser, to.url, **how))  # type: ignore[arg-type]
        return begun[-1]

    yield begin
    wrong = [line for one in begun for line in one.close()]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def reader(visit: Callable[..., Visit]) -> Visit:
    """The ordinary visit: script on, light, 1280 pixels wide."""
    return visit()


@pytest.fixture
def phone(visit: Callable[..., Visit]) -> Visit:
    """A visit on a small phone."""
    return visit(width=320, height=640)


@pytest.fixture
def scriptless(visit: Callable[..., Visit]) -> Visit:
    """A visit without JavaScript."""
    return visit(script=False)


@pytest.fixture
def page(reader: Visit) -> Page:
    """The page of the ordinary visit."""
    return reader.page
