# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve` as a person runs it, on a free port, and ended however its test ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120
"""Seconds after which something counts as never coming."""


def until(condition: Callable[[], object]) -> bool:
    """Wait until something holds; False when patience has ended."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


class Running:
    """One running server: `host` is its address without a slash at the end, `told` what its terminal shows."""

    def __init__(self, process: subprocess.Popen, out: Path):
        self.process, self._out = process, out
        assert until(lambda: re.search(r"http://\S+:\d+/", self.told) or process.poll() is not None), "it said no address"
        self.host = re.search(r"(http://\S+:\d+)/", self.told)[1]

    @property
    def told(self) -> str:
        return self._out.read_text(encoding="utf-8")

    def page(self, address: str) -> tuple[int, str]:
        """Status and text of an address below the site's own, /log/."""
        try:
            with urllib.request.urlopen(f"{self.host}/log/{address}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def shows(self, address: str, text: str) -> bool:
        """Whether a page comes to say something."""
        return until(lambda: text in self.page(address)[1])

    def says(self, text: str) -> bool:
        """Whether the terminal comes to say something."""
        return until(lambda: text in self.told)


@contextmanager
def serving(log: Path, *more: str, verb: str = "from disclosures.cli import main; main()") -> Iterator[Running]:
    """Serve the log in a folder while the block lasts."""
    out = log / "terminal.txt"
    with out.open("w", encoding="utf-8") as file:
        process = subprocess.Popen([sys.executable, "-c", verb, "serve", *(more or ("--address", "127.0.0.1:0"))], cwd=log, stdout=file,
                                   stderr=subprocess.STDOUT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"})  # fmt: skip
    try:
        yield Running(process, out)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
