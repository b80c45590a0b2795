# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Chromium, and visits in it that fail their test when a page complains, breaks its policy or asks another host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .server import Server
from .visit import Visit

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The sample site, served."""
    with Server(site).running() as running:
        yield running


@pytest.fixture
def visit(request: pytest.FixtureRequest, browsers: Callable[..., Browser], server: Server) -> Iterator[Callable[..., Visit]]:
    """Starts visits: `visit(script=False, width=320, height=640, dark=True, forced=True, to=another_server)`."""
    browser = browsers(windows=request.node.get_closest_marker("windows") is not None)
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
