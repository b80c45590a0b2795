# SPDX-License-Identifier: AGPL-3.0-or-later
"""A made site with its index, served on the loopback interface; what is served is counted as a host with gzip would send it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.browser.server import POLICY

KINDS = {"html": "text/html", "js": "text/javascript", "css": "text/css", "json": "application/json", "txt": "text/plain"}


class Site:
    """Files by address in memory. `asked` holds (address, bytes as they are, bytes gzipped) of every answer."""

    def __init__(self, files: dict[str, bytes]):
        self.files, self.asked, self.missing = files, [], []
        self.url = ""

    @contextmanager
    def running(self) -> Iterator[Site]:
        """Serve until the block ends."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                address = self.path.partition("?")[0].lstrip("/")
                data = site.files.get(address + "index.html" if address.endswith("/") or not address else address)
                if data is None:
                    site.missing.append(address)
                body = gzip.compress(data or b"", 6, mtime=0)
                site.asked.append((address, len(data or b""), len(body)))
                self.send_response(200 if data is not None else 404)
                self.send_header("Content-Type", f"{KINDS.get(address.rpartition('.')[2], 'text/html')}; charset=utf-8")
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", POLICY)
                self.send_header("X-Content-Type-Options", "nosniff")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """The terminal is for the figures."""

        http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{http.server_port}/"
        threading.Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            http.shutdown()
            http.server_close()
