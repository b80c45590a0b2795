# SPDX-License-Identifier: AGPL-3.0-or-later
"""A built site on the loopback interface, with the headers that the manual asks web teams to send."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        return None

    def guess_type(self, path: str) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.server.asked.append((self.path, int(code)))  # type: ignore[attr-defined]

    def log_message(self, *args: object) -> None:
        """Requests are kept in `asked`; the terminal is for the tests."""


class Server:
    """`url` ends without a slash; `asked` holds (path, status) of every request so far."""

    def __init__(self, site: Path):
        self.site = site
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
        self._http.asked = self.asked = []  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Serve until the block ends."""
        self._thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
