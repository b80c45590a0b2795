# SPDX-License-Identifier: AGPL-3.0-or-later
"""The server on one's own machine gives away nothing but the site, and serves it as a well-kept host does."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from disclosures.release import headers as headers_of_hosts
from disclosures.serving import files
from disclosures.serving.server import Server
from disclosures.serving.state import State

DEPLOY = Path(__file__).parents[2] / "docs" / "reference" / "headers.md"
PDF = bytes(range(256)) * 4
PAGES = {
    "index.html": b"<html><head><title>Log</title></head><body>Front</body></html>",
    "404.html": b"<html><head><title>No</title></head><body>Not here, sorry</body></html>",
    "requests/ab-1/index.html": b"<html><head></head><body>One</body></html>",
    "requests/ab-1/files/1.pdf": PDF,
    "requests/ab-1/files/empty.csv": b"",
    "requests/ab-1/schedule.csv": "number,café\n".encode(),
    "caf\u00e9/index.html": b"<html><head></head><body>Coffee</body></html>",
    "assets/site.abc.js": b"1;",
    "feed.xml": b"<feed/>",
    "odd.unknown": b"\0",
}
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def state(tmp_path: Path) -> State:
    site = tmp_path / "site"
    for name, data in PAGES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    (site / "lists").mkdir()
    (site / "lists" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    state = State()
    state.lies(site, "/log/")
    return state


@contextmanager
def answering(state: State) -> Iterator[Server]:
    server = Server("127.0.0.1", 0, state)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ask(state: State) -> Iterator[Ask]:
    def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)) as connection:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    with answering(state) as server:
        yield ask


@pytest.mark.parametrize("path", [
    "/log/../secret.txt", "/log/%2e%2e/secret.txt", "/log/..%2fsecret.txt", "/log/requests/../../secret.txt", "/log//secret.txt",
    "/log/..%5csecret.txt", "/log/%2e%2e%2fsecret.txt", "/secret.txt", "/../secret.txt", "//etc/passwd", "/log/link.txt", "/log/index.html%00.txt",
    "/log/./index.html", "/.disclosures/../secret.txt", "/.disclosures/state.py", "/.disclosures/%2e%2e/cli.py", "/logs/", "/etc/passwd",
])  # fmt: skip
def test_nothing_outside_of_the_site_is_served(ask: Ask, path: str) -> None:
    status, _, data = ask(path)
    assert status == 404
    assert b"secret" not in data and b"import" not in data and b"root:" not in data


@pytest.mark.parametrize("path", ["/log/lists/", "/log/lists", "/log/requests/", "/log/assets/"])
def test_no_folder_is_listed(ask: Ask, path: str) -> None:
    status, _, data = ask(path)
    assert status == 404 and b"Not here, sorry" in data and b"a.txt" not in data


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(ask: Ask, method: str) -> None:
    assert ask("/log/", method)[0] == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[", "192.0.2.1"])
def test_a_page_elsewhere_cannot_ask_under_its_own_name(ask: Ask, host: str) -> None:
    status, _, data = ask("/log/", Host=host)
    assert status == 421 and b"Front" not in data


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8000", "LOCALHOST", "log.localhost:8000", "[::1]:8000", "127.9.9.9"])
def test_names_of_this_machine_are_answered(ask: Ask, host: str) -> None:
    assert ask("/log/", Host=host)[0] == 200


@pytest.mark.parametrize("path", ["/log/", "/log/nothing/", "/log/requests/ab-1/files/1.pdf", "/", "/.disclosures/page.js", "/.disclosures/no"])
def test_every_answer_has_the_headers_that_the_manual_asks_of_a_host(ask: Ask, path: str) -> None:
    manual = DEPLOY.read_text(encoding="utf-8")
    wanted = {name: value for name, value in headers_of_hosts.HEADERS.items() if name != "Strict-Transport-Security"}
    assert len(wanted) > 4 and all(f'"{value}"' in manual for value in wanted.values())
    headers = ask(path)[1]
    assert {name: headers.get(name.lower()) for name in wanted} == wanted
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("path", "kind"), [
    ("requests/ab-1/", "text/html; charset=utf-8"), ("requests/ab-1/files/1.pdf", "application/pdf"),
    ("requests/ab-1/schedule.csv", "text/csv; charset=utf-8"), ("assets/site.abc.js", "text/javascript; charset=utf-8"),
    ("feed.xml", "application/xml; charset=utf-8"), ("odd.unknown", "application/octet-stream"), ("caf%C3%A9/", "text/html; charset=utf-8"),
])  # fmt: skip
def test_files_have_their_types(ask: Ask, path: str, kind: str) -> None:
    status, headers, _ = ask(f"/log/{path}")
    assert (status, headers["content-type"]) == (200, kind)


def test_a_head_is_a_get_without_its_body(ask: Ask) -> None:
    for path in ("/log/", "/log/requests/ab-1/files/1.pdf", "/log/nothing"):
        status, headers, data = ask(path)
        bare = ask(path, "HEAD")
        assert (bare[0], bare[1]["content-length"], bare[2]) == (status, str(len(data)), b"")
        assert headers["content-length"] == bare[1]["content-length"]


@pytest.mark.parametrize(("asked", "start", "end"), [("bytes=0-3", 0, 4), ("bytes=1000-", 1000, 1024), ("bytes=-24", 1000, 1024),
                                                     ("bytes=0-99999", 0, 1024), ("bytes=-99999", 0, 1024), ("bytes=1023-1023", 1023, 1024)])  # fmt: skip
def test_a_part_of_a_file_can_be_asked_for(ask: Ask, asked: str, start: int, end: int) -> None:
    status, headers, data = ask("/log/requests/ab-1/files/1.pdf", Range=asked)
    assert (status, headers["content-range"]) == (206, f"bytes {start}-{end - 1}/1024")
    assert data == PDF[start:end] and headers["content-length"] == str(end - start)


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(ask: Ask, asked: str) -> None:
    status, headers, _ = ask("/log/requests/ab-1/files/1.pdf", Range=asked)
    assert (status, headers["content-range"]) == (416, "bytes */1024")


@pytest.mark.parametrize("asked", ["bytes=3-1", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", ""])
def test_what_is_no_range_is_passed_over(ask: Ask, asked: str) -> None:
    status, headers, data = ask("/log/requests/ab-1/files/1.pdf", Range=asked)
    assert (status, data) == (200, PDF) and headers["accept-ranges"] == "bytes"


def test_an_empty_file_is_served_whole(ask: Ask) -> None:
    assert ask("/log/requests/ab-1/files/empty.csv")[::2] == (200, b"")


@pytest.mark.parametrize(("path", "to"), [("/", "/log/"), ("/log", "/log/"), ("/log/requests/ab-1?a=b", "/log/requests/ab-1/?a=b"),
                                          ("/log/caf%C3%A9", "/log/caf%C3%A9/")])  # fmt: skip
def test_a_folder_without_its_slash_leads_to_the_page(ask: Ask, path: str, to: str) -> None:
    status, headers, _ = ask(path)
    assert (status, headers["location"]) == (302, to)


def test_a_site_at_the_root_of_its_host_is_served_there(ask: Ask, state: State) -> None:
    state.lies(state.site, "/")
    assert b"Front" in ask("/")[2] and b"One" in ask("/requests/ab-1/")[2]
    assert ask("/log/")[0] == 404


def test_pages_get_what_reloads_them_and_other_files_do_not(ask: Ask) -> None:
    assert b'page.js" data-version=' in ask("/log/")[2]
    assert ask("/log/")[2].replace(b" ", b"").index(b"page.js") < ask("/log/")[2].replace(b" ", b"").index(b"</head>")
    assert ask("/log/feed.xml")[2] == PAGES["feed.xml"]


def test_a_connection_is_kept_for_the_next_question(state: State) -> None:
    with answering(state) as server, closing(http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)) as connection:
        connection.request("GET", "/log/feed.xml")
        assert connection.getresponse().read() == PAGES["feed.xml"]
        first = connection.sock
        connection.request("GET", "/log/")
        assert b"Front" in connection.getresponse().read()
        assert connection.sock is first is not None


def test_an_open_page_hears_of_every_change(state: State) -> None:
    with answering(state) as server, socket.create_connection(server.server_address, timeout=30) as link, link.makefile("rb") as lines:
        link.sendall(b"GET /.disclosures/events HTTP/1.1\r\nHost: localhost\r\n\r\n")

        def heard() -> bytes:
            return next(line for line in lines if line.startswith(b"data: "))

        first = heard()
        state.built(new=True)
        second = heard()
        assert first != second
        state.built(new=False)  # nothing new: nobody is told
        state.refused("<h2>1 error</h2>")
        assert b"1 error" in heard()
        state.built(new=False)
        assert b"1 error" not in heard()


def test_files_are_not_found_by_names_of_folders(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("b", encoding="utf-8")
    assert files.find(tmp_path, "a/b.txt/") is None
    assert files.find(tmp_path, "a/b.txt") == str(tmp_path / "a" / "b.txt")
