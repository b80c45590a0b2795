# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question to one host over HTTP (RFC 9110), with everything that a host may do to a program held within limits.

It is http.client and not a larger library: what counts here is what it must not do. It follows a few redirects and only to
the web, reads a limited number of bytes in a limited time, sends no cookies, and names itself.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

REDIRECTS = 5
MOST = 20_000_000
"""Bytes of which a hash is taken; of what is longer, none."""
_CHUNK = 65_536


class Failed(Exception):
    """There was no answer that says whether the page is there; the message says why, in plain words."""


@dataclass(frozen=True)
class Answer:
    """What a host said."""

    status: int
    address: str
    """Where it was found in the end."""
    body: bytes = b""
    """The first bytes of a text, for robots.txt."""
    sha256: str = ""
    retry_after: int = 0
    """Seconds for which the host asks to be left alone."""


@dataclass(frozen=True)
class Fetcher:
    """Asks in the name of `agent`. `timeout` is for each wait, in seconds; a whole answer may take three times as long."""

    agent: str
    timeout: float = 20
    context: ssl.SSLContext | None = None

    def ask(self, method: str, address: str) -> Answer:
        """The answer to HEAD or GET, after redirects. Raises Failed."""
        seen: list[str] = []
        deadline = time.monotonic() + 3 * self.timeout
        while True:
            if address in seen or len(seen) > REDIRECTS:
                raise Failed("it leads round in a circle" if address in seen else "it leads on and on")
            seen.append(address)
            status, headers, body, digest = self._once(method, address, deadline)
            target = headers.get("Location", "")
            if status in (301, 302, 303, 307, 308) and target:
                address = urljoin(address, target).split("#")[0]
                continue
            after = headers.get("Retry-After", "")
            return Answer(status, address, body, digest, int(after) if after.isdigit() else 0)

    def _once(self, method: str, address: str, deadline: float) -> tuple[int, http.client.HTTPMessage, bytes, str]:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Failed("it leads away from the web")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        secure = {"context": self.context or ssl.create_default_context()} if parts.scheme == "https" else {}
        try:
            host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
            connection = kind(host, parts.port, timeout=self.timeout, **secure)
            try:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request(method, _quoted(path), headers={"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "identity"})
                answer = connection.getresponse()
                body, digest = self._body(answer, deadline) if method == "GET" else (b"", "")
                return answer.status, answer.headers, body, digest
            finally:
                connection.close()
        except ssl.SSLError as error:
            raise Failed(f"its certificate or encryption is wrong ({error.reason or 'TLS'})") from error
        except TimeoutError as error:
            raise Failed("it does not answer in time") from error
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise Failed(f"it cannot be reached ({type(error).__name__})") from error

    def _body(self, answer: http.client.HTTPResponse, deadline: float) -> tuple[bytes, str]:
        whole, head, length = hashlib.sha256(), b"", 0
        while chunk := answer.read1(_CHUNK):
            length += len(chunk)
            if length > MOST:
                return head, ""
            if time.monotonic() > deadline:
                raise Failed("it does not answer in time")
            whole.update(chunk)
            head = head or chunk
        return head, whole.hexdigest()


def _quoted(path: str) -> str:
    """As it may go over the wire: what is not ASCII, and spaces, in percents."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode()) for c in path)
