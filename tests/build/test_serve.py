# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve` shows the site and follows changes; an error leaves the last good page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import small_log

PATIENCE = 60
"""Seconds after which a change counts as never shown."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    small_log.make(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from disclosures.cli import main; main()"
    process = subprocess.Popen([sys.executable, "-c", code, "serve", "--address", f"127.0.0.1:{port}"], cwd=tmp_path,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})  # fmt: skip
    try:
        yield tmp_path, f"http://127.0.0.1:{port}/log/"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def shown(url: str, text: str) -> bool:
    """Whether the page says `text` before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if text in answer.read().decode():
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.3)
    return False


def test_a_change_to_a_request_is_shown_and_an_error_keeps_the_last_good_page(served: tuple[Path, str]) -> None:
    log, root = served
    page = f"{root}requests/sc-24-001/"
    assert shown(page, "The council holds one letter.")
    home = log / "requests" / "2024" / "SC-24-001"
    (home / "response.md").write_text("## Our answer\n\nThe council holds one long letter. It is released in full.\n", encoding="utf-8")
    assert shown(page, "one long letter")
    (home / "request.yaml").write_text("reference: [\n", encoding="utf-8")
    time.sleep(3)
    assert shown(page, "one long letter")
