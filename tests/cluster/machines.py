# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real scheduler, real workers and an S3 server, each a process on loopback, ended by its id."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client

ROOT = Path(__file__).parents[2]
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-2", "AWS_EC2_METADATA_DISABLED": "true"}
COMMAND = "from disclosures.cli import main; main()"
_S3 = """\
import sys, time
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
open(sys.argv[1] + ".new", "w").write("http://%s:%d" % server.get_host_and_port())
import os
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(3600)
"""
_Found = TypeVar("_Found")


def waited(look: Callable[[], _Found | None], what: str, process: subprocess.Popen | None = None, seconds: float = 120) -> _Found:
    """What `look` finds in the end; it fails when `process` has ended, or after a long time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        assert process is None or process.poll() is None, f"{what}: the process ended with {process.returncode}"
        time.sleep(0.02)
    raise AssertionError(f"{what}: nothing after {seconds} seconds")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


class Machines:
    """Processes of one test or module; all that still run are killed at its end."""

    def __init__(self, folder: Path, **environment: str):
        self.folder, self.kept = folder, folder / "kept.txt"
        self.environment = {**os.environ, **KEYS, "WATCHED_KEPT": str(self.kept), **environment}
        self._ended = ExitStack()
        self._count = 0
        self.address, self.tls = "", []

    def __enter__(self) -> Machines:
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.close()

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        """A Python process; what it prints goes to a file."""
        self._count += 1
        said = self._ended.enter_context((self.folder / f"process-{self._count}.txt").open("wb"))
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**self.environment, **environment}, stdout=said, stderr=said
        )
        self._ended.callback(process.wait)
        self._ended.callback(process.kill)
        return process

    def scheduler(self, scheme: str = "tcp", *tls: str) -> subprocess.Popen:
        """A scheduler; its address is in `address` once it listens."""
        file, self.tls = self.folder / "scheduler.json", list(tls)
        file.unlink(missing_ok=True)
        process = self.start(
            "-m", "dask", "scheduler", "--host", f"{scheme}://127.0.0.1", "--port", "0", "--no-dashboard", "--no-show",
            "--scheduler-file", str(file), *tls,
        )  # fmt: skip

        def listens() -> str:
            try:
                return json.loads(_text(file))["address"]
            except ValueError:
                return ""

        self.address = waited(listens, "the scheduler", process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen:
        """A worker with one thread and no nanny: its id is that of the process that does the work."""
        return self.start(
            "-m", "dask", "worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard",
            "--local-directory", str(self.folder), "--preload", str(Path(__file__).with_name("watched.py")), *self.tls,
            **environment,
        )  # fmt: skip

    def wait_for_workers(self, number: int) -> None:
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=120)

    def s3(self) -> str:
        """The address of an S3 server."""
        file = self.folder / "s3.txt"
        return waited(lambda: _text(file), "the S3 server", self.start("-c", _S3, str(file)))

    def kept_lines(self) -> list[list[str]]:
        """(id of the process, kind, address) of each result that a worker put into the store."""
        return [line.split() for line in _text(self.kept).splitlines()]

    def command(self, config: Path, *arguments: str) -> subprocess.Popen:
        """`disclosures …` on this log."""
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *arguments, "--config", str(config)],
            cwd=config.parent, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._ended.callback(process.wait)
        self._ended.callback(process.kill)
        return process

    def run(self, config: Path, *arguments: str) -> tuple[int, str]:
        """Its exit code, and all it said."""
        process = self.command(config, *arguments)
        out, err = process.communicate(timeout=180)
        return process.returncode, out + err


def end(process: subprocess.Popen, ending: Callable[[subprocess.Popen], Any] = subprocess.Popen.kill) -> None:
    """SIGKILL, by its id; and it is gone."""
    ending(process)
    process.wait(30)
