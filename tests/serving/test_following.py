# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve` follows changes; what is wrong keeps the last good page, is told, and is forgotten when it is mended."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build import small_log

from .running import Running, serving, until

FIRST = "requests/sc-24-001/"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    small_log.make(tmp_path)
    return tmp_path


@pytest.fixture
def served(log: Path) -> Iterator[Running]:
    with serving(log) as running:
        assert running.shows(FIRST, "The council holds one letter.")
        yield running


def request(log: Path, number: str = "001") -> Path:
    return log / "requests" / "2024" / f"SC-24-{number}"


def answer(log: Path, words: str) -> None:
    (request(log) / "response.md").write_text(f"## Our answer\n\n{words}\n", encoding="utf-8")


def test_what_is_half_typed_never_comes_near_the_published_site(log: Path, served: Running) -> None:
    answer(log, "The council holds half a")
    assert served.shows(FIRST, "half a")
    assert not (log / "site").exists()
    assert not [path.name for path in log.iterdir() if path.name.startswith(".site")]


def test_a_page_is_served_with_what_reloads_it_and_kept_without(log: Path, served: Running) -> None:
    assert "/.disclosures/page.js" in served.page(FIRST)[1]
    kept = [path.read_text(encoding="utf-8") for path in (log.parent / "shared-cache" / "serve").rglob("index.html")]
    assert kept and not [text for text in kept if "/.disclosures/" in text]


def test_an_error_keeps_the_last_good_page_until_it_is_mended(log: Path, served: Running) -> None:
    file = request(log) / "request.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("outcome: full", "outcome: fulll"), encoding="utf-8")
    assert served.says("request.yaml:13:") and served.says("Cure:")
    answer(log, "The council holds two letters.")
    assert until(lambda: served.told.count("request.yaml:13:") > 1)
    assert "one letter" in served.page(FIRST)[1]
    file.write_text(good, encoding="utf-8")
    assert served.shows(FIRST, "two letters")


def test_requests_that_come_and_go_are_followed(log: Path, served: Running) -> None:
    small_log.add(log, "003", "Letters of the third kind")
    assert served.shows("answers/", "Letters of the third kind")
    answer(log, "The council holds ten letters.")
    assert served.shows(FIRST, "ten letters")
    shutil.rmtree(request(log, "003"))
    assert until(lambda: "third kind" not in served.page("answers/")[1])
    request(log, "002").rename(log / "requests" / "elsewhere")
    answer(log, "The council holds eleven letters.")
    assert served.shows(FIRST, "eleven letters")
    assert served.page("requests/sc-24-002/")[0] == 200


def test_pages_of_the_web_team_and_settings_are_followed(log: Path, served: Running) -> None:
    (log / "content" / "index.md").write_text("---\ntitle: Small log\n---\n# Small log\n\nTwo good answers.\n", encoding="utf-8")
    assert served.shows("", "Two good answers.")
    config = log / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    config.write_text(good.replace("authorities:", "autorities:"), encoding="utf-8")
    assert served.says("Write `authorities`, or remove the line.")
    assert "Two good answers." in served.page("")[1]
    config.write_text(good.replace("Small log", "Smallest log"), encoding="utf-8")
    assert served.shows(FIRST, "Smallest log")
    (log / "published").mkdir()
    (log / "published" / "changed.txt").write_text("2024-05-01 Every file was made again.\n", encoding="utf-8")
    assert served.shows("corrections/", "Every file was made again.")


def test_a_fault_in_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    log = tmp_path / "log"
    theme = log / "theme"
    shutil.copytree(small_log.ROOT / "theme", theme)
    small_log.make(log, theme)
    with serving(log) as served:
        assert served.shows(FIRST, "one letter")
        page = theme / "request.html"
        good = page.read_text(encoding="utf-8")
        last = len(good.splitlines()) + 1
        page.write_text(good + "{% block %}\n", encoding="utf-8")
        assert served.says(f"theme/request.html:{last}: error: the template cannot be used")
        page.write_text(good.replace("{% block content %}", "{% block content %}\n{{ view.nobody }}", 1), encoding="utf-8")
        assert served.says("has no attribute 'nobody'")
        assert "one letter" in served.page(FIRST)[1]
        page.write_text(good.replace("{% block content %}", "{% block content %}<p>A new theme</p>", 1), encoding="utf-8")
        assert served.shows(FIRST, "A new theme")


def test_before_the_first_good_build_every_page_tells_the_problems(log: Path) -> None:
    config = log / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    config.write_text(good.replace("authorities:", "autorities:"), encoding="utf-8")
    with serving(log) as served:
        assert served.shows(FIRST, "mkdocs.yml, line 9")
        assert served.page(FIRST)[0] == 503
        (request(log) / "request.yaml").rename(request(log) / "away.yaml")
        config.write_text(good, encoding="utf-8")
        assert served.shows(FIRST, "no request.yaml")
        assert served.page(FIRST)[0] == 503
        (request(log) / "away.yaml").rename(request(log) / "request.yaml")
        assert served.shows(FIRST, "The council holds one letter.")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_everything_it_started(log: Path, how: signal.Signals) -> None:
    for number in range(100, 150):
        small_log.add(log, str(number), f"Letters of kind {number}")
    with serving(log) as served:
        children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
        assert until(lambda: children.read_text().split())
        started = children.read_text().split()
        served.process.send_signal(how)
        assert served.process.wait(60) == 0
        assert until(lambda: not [one for one in started if Path(f"/proc/{one}").exists()])
        assert "Traceback" not in served.told


@pytest.mark.parametrize("place", ["class Named:\n    def __set_name__(self, *_): stop()\ntype('Met', (), {'named': Named()})",
                                   "exec('stop()')",
                                   "class Gone:\n    def __del__(self): stop()\nGone()\nfor _ in range(10): time.sleep(0.2)"],
                         ids=["where it becomes another error", "in a text that is run", "where it can only be printed"])  # fmt: skip
def test_a_stop_is_no_fault_wherever_it_lands(log: Path, place: str) -> None:
    said = log / "said.txt"
    code = f"""
import os, signal, time
from disclosures.serving.follow import Follower
from disclosures.cli import main
def stop(): os.kill(os.getpid(), signal.SIGINT)
def build(*_): exec({place!r}, {{"stop": stop, "time": time}})
Follower._build = build
main()"""
    with said.open("w") as out:
        done = subprocess.run([sys.executable, "-c", code, "serve", "--address", "127.0.0.1:0"], cwd=log, stdout=out, stderr=out, timeout=100)
    assert done.returncode == 0
    assert "Building." in said.read_text() and "Traceback" not in said.read_text()


def test_a_port_that_is_in_use_is_told_with_a_cure(log: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = small_log.run("serve", "--address", f"127.0.0.1:{port}", cwd=log)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} is in use" in done.stderr and f"--address 127.0.0.1:{port + 1}" in done.stderr


@pytest.mark.parametrize("address", ["8000", "127.0.0.1", "127.0.0.1:many", "127.0.0.1:99999", "/tmp"])
def test_an_address_that_is_none_is_told_with_an_example(log: Path, address: str) -> None:
    done = small_log.run("serve", "--address", address, cwd=log)
    assert done.returncode == 2
    assert address in done.stderr and "127.0.0.1:8001" in done.stderr


def test_mkdocs_serve_follows_too(log: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with serving(log, "-a", address, verb="from mkdocs.__main__ import cli; cli()") as served:
        assert served.shows(FIRST, "The council holds one letter.")
        answer(log, "The council holds two letters.")
        assert served.shows(FIRST, "two letters")
