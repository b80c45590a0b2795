# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links are looked at politely, a page is called dead only when it is, and a dead one is shown as such."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from disclosures.links import fetch, kept
from disclosures.links.fetch import Fetcher
from disclosures.links.kept import FAILED, GONE, HERE, UNASKED, Known
from disclosures.links.look import Manners, look
from tests.build import small_log

from .hosts import host

AGENT = "disclosures-links/test (https://log.example/; foi@log.example)"
DAY = date(2025, 5, 3)


class Clock:
    """Notes how long is waited, and waits for nothing."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def web():
    with host() as server:
        yield server


def seen(server, *paths: str, known=(), clock: Clock | None = None, timeout: float = 5, day: date = DAY) -> list[Known]:
    manners = Manners(delay=2, at_a_time=2, sleep=clock or Clock())
    addresses = [path if "://" in path else f"{server.url}{path}" for path in paths]
    found = look(addresses, {one.address: one for one in known}, Fetcher(AGENT, timeout), manners, today=day)
    return [found[address] for address in addresses]


@pytest.mark.parametrize("path", ["/page", "/head-refused", "/head-lies", "/busy-then-there", "/a page with spaces?and=é"])
def test_a_page_that_is_there_is_not_called_dead_however_its_host_treats_programs(web, path: str) -> None:
    [one] = seen(web, path)
    assert (one.state, one.dead, one.seen) == (HERE, False, "2025-05-03")
    assert one.sha256 == hashlib.sha256(b"A page").hexdigest()


@pytest.mark.parametrize("path", ["/status/500", "/status/503", "/status/403", "/drops", "/round", "/on/1", "/to-a-file"])
def test_a_page_that_fails_today_is_not_called_dead_until_it_has_failed_for_two_weeks(web, path: str) -> None:
    [one] = seen(web, path)
    assert (one.state, one.dead) == (FAILED, False) and one.words
    [again] = seen(web, path, known=[one], day=DAY + timedelta(days=kept.PATIENCE - 1))
    assert not again.dead and again.since == "2025-05-03"
    [at_last] = seen(web, path, known=[again], day=DAY + timedelta(days=kept.PATIENCE))
    assert at_last.dead


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_its_host_says_is_gone_is_dead_and_what_was_known_of_it_is_kept(web, status: int) -> None:
    before = Known(f"{web.url}/status/{status}", HERE, "2024-01-01", "2025-01-01", "2025-01-01", "a" * 64)
    [one] = seen(web, f"/status/{status}", known=[before])
    assert (one.state, one.dead, one.since, one.seen, one.sha256) == (GONE, True, "2025-05-03", "2025-01-01", "a" * 64)


def test_a_host_that_is_slow_or_has_no_valid_encryption_is_told_in_words(web) -> None:
    secure = web.url.replace("http:", "https:") + "/page"
    slow, wrong, absent = seen(web, "/slow", secure, "http://127.0.0.1:9/", timeout=0.3)
    assert "in time" in slow.words and "certificate or encryption" in wrong.words and "cannot be reached" in absent.words
    assert {one.state for one in (slow, wrong, absent)} == {FAILED}


def test_what_never_ends_is_left_after_a_while_and_has_no_hash(web, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "MOST", 1_000_000)
    [one] = seen(web, "/endless")
    assert (one.state, one.sha256) == (HERE, "")
    assert web.sent < 30_000_000


def test_each_question_to_a_host_waits_and_a_failure_waits_longer(web) -> None:
    clock = Clock()
    seen(web, "/page", "/status/404", clock=clock)
    assert len(clock.waited) == len(web.asked) - 1 == 4 and set(clock.waited) == {2}
    clock.waited.clear()
    seen(web, "/status/503", clock=clock)
    assert [wait for wait in clock.waited if wait > 2] == [4] and clock.waited.count(2) == 4


def test_every_question_names_the_program_and_whom_to_write_to(web) -> None:
    seen(web, "/page", "/moved")
    assert {agent for _, _, agent in web.asked} == {AGENT}
    assert [method for method, path, _ in web.asked if path == "/page"][:2] == ["HEAD", "GET"]


def test_a_host_that_asks_to_be_left_alone_is_left_alone() -> None:
    with host("User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n") as server:
        clock = Clock()
        private, public = seen(server, "/private/a", "/page", clock=clock)
        assert (private.state, private.dead, public.state) == (UNASKED, False, HERE)
        assert [path for _, path, _ in server.asked] == ["/robots.txt", "/page", "/page"]
        assert 7 in clock.waited


def test_a_page_that_has_moved_is_there_and_its_new_address_is_told(web) -> None:
    [one] = seen(web, "/moved")
    assert one.state == HERE and one.words == f"it is now at {web.url}/page"


def test_the_file_keeps_what_was_known_in_one_order_and_a_merge_keeps_the_newer(tmp_path: Path) -> None:
    new = Known("https://b.example/", GONE, "2025-05-03", "2025-05-03", words="gone\tfor good")
    old = Known("https://b.example/", HERE, "2024-05-03", "2024-05-03", "2024-05-03", "b" * 64)
    file = kept.write(tmp_path, [new, Known("https://a.example/", HERE, "2025-05-03", "2025-05-03")])
    assert [line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines()[2:]] == ["https://a.example/", "https://b.example/"]
    text = file.read_text(encoding="utf-8")
    row = "\t".join((old.address, old.state, old.since, old.looked, old.seen, old.sha256, ""))
    file.write_text(f"<<<<<<< main\n{text}=======\n{row}\n>>>>>>> branch\n", encoding="utf-8")
    assert kept.read(tmp_path)["https://b.example/"].state == GONE
    assert len(kept.read(tmp_path)) == 2


def test_the_command_looks_at_the_log_keeps_what_it_found_and_tells_it_as_data(tmp_path: Path, web) -> None:
    small_log.make(tmp_path)
    material = "public_domain:\n" + "".join(
        f"  - {{title: Report {path}, publisher: A body, url: {web.url}{path}}}\n" for path in ("/page", "/status/404")
    )
    path = tmp_path / "requests" / "2024" / "SC-24-001" / "request.yaml"
    path.write_text(path.read_text(encoding="utf-8") + material, encoding="utf-8")
    done = small_log.run("links", "--config", tmp_path / "mkdocs.yml", "--delay", "0", "--format", "json")
    assert done.returncode == 1, done.stderr
    told = {one["address"].removeprefix(web.url): one for one in json.loads(done.stdout)}
    assert {path: (one["state"], one["dead"], one["requests"]) for path, one in told.items()} == {
        "/page": (HERE, False, ["SC-24-001"]), "/status/404": (GONE, True, ["SC-24-001"])}  # fmt: skip
    assert all("foi@small.example" in agent and "https://small.example/log/" in agent for _, _, agent in web.asked)
    web.page = b"Another page"
    words = small_log.run("links", "--config", tmp_path / "mkdocs.yml", "--delay", "0").stdout
    assert "what is there has changed" in words and "1 of 2 are there" in words and "404" in words


def test_a_dead_link_is_shown_as_such_with_its_archived_copy_and_a_live_one_is_not(tmp_path: Path) -> None:
    small_log.make(tmp_path)
    material = ("public_domain:\n  - {title: The report, publisher: A body, url: https://report.example/a, "
                "archived: https://archive.example/a, covers: [\"1\"]}\n")  # fmt: skip
    path = tmp_path / "requests" / "2024" / "SC-24-001" / "request.yaml"
    path.write_text(path.read_text(encoding="utf-8") + material, encoding="utf-8")
    pages = [tmp_path / "site" / name / "index.html" for name in ("requests/sc-24-001", "already-public/the-report")]

    def build() -> list[str]:
        done = small_log.run("build", "--config", tmp_path / "mkdocs.yml")
        assert done.returncode == 0, done.stdout
        return [page.read_text(encoding="utf-8") for page in pages]

    assert not [page for page in build() if "The link is dead" in page]
    kept.write(tmp_path / "published", [Known("https://report.example/a", GONE, "2025-05-03", "2025-05-03", "2025-01-01")])
    for page in build():
        assert "The link is dead" in page and "3 May 2025" in page and 'href="https://archive.example/a"' in page
    data = json.loads((tmp_path / "site" / "requests/sc-24-001/request.json").read_text(encoding="utf-8"))
    assert data["already_public"][0]["not_there_since"] == "2025-05-03"
    kept.write(tmp_path / "published", [Known("https://report.example/a", HERE, "2025-06-03", "2025-06-03", "2025-06-03")])
    assert not [page for page in build() if "The link is dead" in page]
