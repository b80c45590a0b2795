# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve` in a browser: pages change by themselves, problems are shown over the last good page and go when mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build import small_log
from tests.serving.running import PATIENCE, serving

from . import axe
from .visit import Visit

FIRST = "log/requests/sc-24-001/"
PANEL = "#disclosures-problems"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    small_log.make(tmp_path)
    return tmp_path


class Address:
    """What a visit needs of a server."""

    def __init__(self, url: str):
        self.url = url


def file(log: Path, name: str) -> Path:
    return log / "requests" / "2024" / "SC-24-001" / name


def comes(reader: Visit, words: str) -> None:
    """Wait until the page says something."""
    reader.page.get_by_text(words).first.wait_for(timeout=PATIENCE * 1000)


def goes(reader: Visit) -> None:
    """Wait until there is no panel."""
    reader.page.locator(PANEL).wait_for(state="detached", timeout=PATIENCE * 1000)


def test_a_page_follows_its_request_and_shows_what_is_wrong(log: Path, visit: Callable[..., Visit]) -> None:
    with serving(log) as served:
        assert served.shows("requests/sc-24-001/", "The council holds one letter.")
        reader = visit(to=Address(served.host))
        reader.open(FIRST)
        comes(reader, "The council holds one letter.")
        assert reader.page.locator(PANEL).count() == 0
        assert served.shows("requests/sc-24-001/", "one letter")

        file(log, "response.md").write_text("## Our answer\n\nThe council holds two letters.\n", encoding="utf-8")
        comes(reader, "The council holds two letters.")

        good = file(log, "request.yaml").read_text(encoding="utf-8")
        bad = good.replace("outcome: full", 'outcome: "<img src=x onerror=document.title=1>"')
        file(log, "request.yaml").write_text(bad, encoding="utf-8")
        comes(reader, "1 error: this is not in the site yet")
        told = reader.text(PANEL)
        assert "request.yaml, line 13" in told and "<img src=x" in told and "Cure:" in told
        assert reader.page.locator(PANEL).get_attribute("role") == "alert"
        assert reader.page.locator(f"{PANEL} img").count() == 0
        assert "The council holds two letters." in reader.text("main")
        assert axe.findings(reader.page) == []

        reader.page.get_by_role("button", name="Hide until it changes").click()
        goes(reader)
        file(log, "request.yaml").write_text(bad.replace("held: yes", "held: perhaps"), encoding="utf-8")
        comes(reader, "2 errors: this is not in the site yet")

        file(log, "request.yaml").write_text(good, encoding="utf-8")
        goes(reader)
        assert "The council holds two letters." in reader.text("main")


def test_before_the_first_good_build_problems_are_shown_and_then_the_site(log: Path, visit: Callable[..., Visit]) -> None:
    good = file(log, "request.yaml").read_text(encoding="utf-8")
    file(log, "request.yaml").write_text(good.replace("outcome: full", "outcome: fulll"), encoding="utf-8")
    with serving(log) as served:
        assert served.says("Cure:")
        reader = visit(to=Address(served.host))
        reader.open(FIRST)
        comes(reader, "The site cannot be built yet")
        assert "request.yaml, line 13" in reader.text(PANEL)
        assert axe.findings(reader.page) == []
        reader.wrong.clear()  # the browser tells of status 503
        file(log, "request.yaml").write_text(good, encoding="utf-8")
        comes(reader, "The council holds one letter.")


def test_a_reader_without_script_has_the_whole_page(log: Path, visit: Callable[..., Visit]) -> None:
    with serving(log) as served:
        assert served.shows("requests/sc-24-001/", "The council holds one letter.")
        reader = visit(to=Address(served.host), script=False)
        reader.open(FIRST)
        assert "The council holds one letter." in reader.text("main")
