# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reader leaves no trace and is told on to nobody: no cookie, no storage, no other host, and the policy stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Error

from . import sample

STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name), workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
EMPTY = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


def test_storing_complaining_and_asking_elsewhere_are_seen(visit):
    reader = visit()
    reader.open("about/")
    assert (reader.context.cookies(), reader.page.evaluate(STORED)) == ([], EMPTY)
    reader.page.evaluate("() => { document.cookie = 'a=b'; localStorage.setItem('key', 'value'); }")
    reader.page.wait_for_function("() => document.cookie === 'a=b'")
    # The browser tells its cookies from another process, which may hear of a new one a moment later.
    for _ in range(100):
        if reader.context.cookies():
            break
        reader.page.wait_for_timeout(50)
    assert reader.context.cookies()
    assert reader.page.evaluate(STORED) != EMPTY

    reader.page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<p style='color:red'></p>");
      const script = document.createElement("script");
      script.textContent = "alert(1)";
      document.body.append(script);
      const picture = new Image();
      picture.src = "https://elsewhere.example/pixel.png";
      return new Promise((done) => { picture.onerror = () => setTimeout(done, 50); });
    }""")
    for word in ("style-src-attr inline", "script-src-elem inline", "img-src https://elsewhere.example"):
        assert any(word in line for line in reader.wrong), reader.wrong
    with pytest.raises(Error):
        reader.page.goto("https://elsewhere.example/")
    assert "https://elsewhere.example/" in reader.outside
    reader.wrong.clear()
    reader.outside.clear()


def test_a_walk_over_all_templates_leaves_nothing_behind(visit, site: Path, server):
    reader, before = visit(), len(server.asked)
    for template in sample.TEMPLATES:
        for address in sample.of(site, template):
            reader.open(address)
            reader.page.wait_for_function("() => document.body.dataset.template !== 'redirect'")
            reader.page.get_by_role("main").click(position={"x": 5, "y": 5})
            assert reader.page.evaluate(STORED) == EMPTY, address
    reader.page.wait_for_load_state("networkidle")
    assert reader.context.cookies() == []
    assert [path for path, status in server.asked[before:] if status == 404 and path != "/favicon.ico"] == []
    # `visit` fails here for a word in the console, a report of the policy, or a request to another host.
