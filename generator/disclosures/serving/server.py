# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site over HTTP, as a well-kept host serves it: the same headers, the site's own 404 page, no lists of folders.

Besides the site it answers for this program's own files, and tells open pages of every change (Server-Sent Events, HTML
standard, 9.2).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import quote, unquote, urlsplit

from ..release import headers
from . import files, panel
from .state import State

HEADERS = {name: value for name, value in headers.HEADERS.items() if name != "Strict-Transport-Security"}
"""Those of a real host, so that a fault shows before the site is on one; but no browser is told to ask here by TLS for years."""
_HEARTBEAT = 15.0
"""Seconds after which a page is told that there is nothing new: so it is noticed when it has gone."""
_IDLE = 60
"""Seconds after which a connection that asks nothing is closed."""


class Server(ThreadingHTTPServer):
    """Answers on `host` and `port` (0 takes a free one). Raises OSError when it cannot have them."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs have one port

    def __init__(self, host: str, port: int, state: State):
        self.state = state
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        self.names = {"localhost", host.lower()} if _loopback(self.server_address[0]) else None
        """Names that this machine is asked by; None when it is open to others.

        A page elsewhere whose name is led to this machine could otherwise read what is not published yet (DNS rebinding).
        """

    def server_bind(self) -> None:
        """Without the look-up of the machine's name, which can take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no fault."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        state = self.server.state
        if not self._asked_by_name():
            return self._text(HTTPStatus.MISDIRECTED_REQUEST, "This name is not that of this machine. Ask for localhost or 127.0.0.1.\n")
        try:
            path = unquote(urlsplit(self.path).path)
        except ValueError:
            return self._text(HTTPStatus.BAD_REQUEST, "This is not an address.\n")
        if path.startswith(panel.OWN):
            return self._own(path.removeprefix(panel.OWN))
        site, root, told = state.site, state.root, state.told
        if site is None or not (site / "index.html").is_file():
            return self._send(HTTPStatus.SERVICE_UNAVAILABLE, panel.alone(told), "text/html; charset=utf-8")
        if path in ("/", root.rstrip("/")) and root != "/":
            return self._moved(root)
        found = files.find(site, path.removeprefix(root)) if path.startswith(root) else None
        if found and os.path.isdir(found):
            return self._moved(path + "/")
        if found is None:
            return self._missing(site)
        if found.endswith(".html"):
            return self._page(HTTPStatus.OK, found)
        return self._file(found)

    do_HEAD = do_GET

    def _asked_by_name(self) -> bool:
        names, host = self.server.names, self.headers.get("Host")
        if names is None or host is None:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in names or name.endswith(".localhost") or _loopback(name)

    def _own(self, name: str) -> None:
        if name == "events":
            return self._events()
        if name in ("page.js", "panel.css"):
            return self._file(str(Path(__file__).with_name(name)))
        return self._text(HTTPStatus.NOT_FOUND, "There is no such page.\n")

    def _events(self) -> None:
        """Tell a page of everything that changes, until it goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        serial = -1
        while True:
            told = self.server.state.after(serial, _HEARTBEAT)
            if told is None:
                self.wfile.write(b": nothing new\n\n")
            else:
                serial = told.serial
                self.wfile.write(f"data: {json.dumps(told._asdict())}\n\n".encode())

    def _page(self, status: HTTPStatus, path: str) -> None:
        told = self.server.state.told  # before the page is read: it may be newer than what is told of it, never older
        with open(path, "rb") as file:
            self._send(status, panel.into(file.read(), told), "text/html; charset=utf-8")

    def _missing(self, site: Path) -> None:
        page = str(site / "404.html")
        if os.path.isfile(page):
            return self._page(HTTPStatus.NOT_FOUND, page)
        return self._text(HTTPStatus.NOT_FOUND, "There is no such page.\n")

    def _file(self, path: str) -> None:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            asked = self.headers.get("Range", "") if "If-Range" not in self.headers else ""
            try:
                part = files.part(asked, size)
            except files.Unsatisfiable:
                return self._text(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file has no such part.\n", {"Content-Range": f"bytes */{size}"})
            start, end = part or (0, size)
            self.send_response(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK)
            self.send_header("Content-Type", files.content_type(path))
            self.send_header("Content-Length", str(end - start))
            self.send_header("Accept-Ranges", "bytes")
            if part:
                self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
            self.end_headers()
            if self.command != "HEAD":
                file.seek(start)
                if part:
                    self.wfile.write(file.read(end - start))
                else:
                    shutil.copyfileobj(file, self.wfile)

    def _moved(self, path: str) -> None:
        query = urlsplit(self.path).query
        self._text(HTTPStatus.FOUND, "", {"Location": quote(path) + (f"?{query}" if query else "")})

    def _text(self, status: HTTPStatus, words: str, headers: dict[str, str] | None = None) -> None:
        self._send(status, words.encode(), "text/plain; charset=utf-8", headers)

    def _send(self, status: HTTPStatus, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def version_string(self) -> str:
        return "disclosures"

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself refuses, such as other methods."""
        self.close_connection = True
        status = HTTPStatus(code)
        self._text(status, f"{message or status.phrase}\n", {"Connection": "close"})

    def log_message(self, *args: object) -> None:
        """The terminal is for problems."""
