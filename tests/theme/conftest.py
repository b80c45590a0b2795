# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser on the sample site."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

from .render import write

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory):
    """The address of the sample site, served from this machine."""
    folder = tmp_path_factory.mktemp("theme")
    write(folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture
def tab(browser):
    """A fresh tab; the refuge that the way out leads to answers at once, and every complaint of the page is kept."""
    context = browser.new_context()
    context.route(
        "https://www.example.org/**",
        lambda route: route.fulfill(body="<title>Weather</title>Rain", content_type="text/html"),
    )
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()
