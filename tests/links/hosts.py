# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host on loopback that does to its visitors what hosts do: refuses, is slow, sends them round in circles, never ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = b"x" * 65_536


class Host(BaseHTTPRequestHandler):
    """Answers by the path it is asked for."""

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def do_GET(self) -> None:
        self._answer(head=False)

    def _answer(self, head: bool) -> None:
        server = self.server
        with server.lock:  # type: ignore[attr-defined]
            before = sum(path == self.path and method == self.command for method, path, _ in server.asked)  # type: ignore[attr-defined]
            server.asked.append((self.command, self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            return self._say(200, server.robots.encode(), head)  # type: ignore[attr-defined]
        if path.startswith("/status/"):
            return self._say(int(path.rsplit("/", 1)[-1]), b"no", head)
        if path == "/head-refused" and head:
            return self._say(405, b"", head)
        if path == "/head-lies" and head:
            return self._say(404, b"", head)
        if path == "/busy-then-there" and before < 1 and head:
            return self._say(500, b"", head)
        if path == "/drops":
            return self.connection.close()
        if path in ("/round", "/about"):
            return self._say(302, b"", head, Location="/about" if path == "/round" else "/round")
        if path.startswith("/on/"):
            return self._say(302, b"", head, Location=f"/on/{int(path[4:]) + 1}")
        if path == "/moved":
            return self._say(301, b"", head, Location="/page")
        if path == "/to-a-file":
            return self._say(302, b"", head, Location="file:///etc/passwd")
        if path == "/slow":
            server.release.wait(30)  # type: ignore[attr-defined]
            return self._say(200, b"late", head)
        if path == "/endless":
            return self._endless(head)
        return self._say(200, server.page, head)  # type: ignore[attr-defined]

    def _say(self, status: int, body: bytes, head: bool, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if not head:
            self.wfile.write(body)

    def _endless(self, head: bool) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not head:
                self.wfile.write(PIECE)
                self.server.sent += len(PIECE)  # type: ignore[attr-defined]
        except OSError:
            self.close_connection = True


@contextmanager
def host(robots: str = "") -> Iterator[ThreadingHTTPServer]:
    """The host, with `.url`, `.asked` (method, path, user agent), `.page` and `.sent` bytes of what never ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    server.lock, server.release = threading.Lock(), threading.Event()  # type: ignore[attr-defined]
    server.asked, server.robots, server.page, server.sent = [], robots, b"A page", 0  # type: ignore[attr-defined]
    server.url = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.release.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join()
