# SPDX-License-Identifier: AGPL-3.0-or-later
"""Worker processes that open files for the gate, each killed when it takes too long or dies on a file.

A Python signal cannot interrupt MuPDF, and some public PDFs hang it; only killing the process ends that.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import LifoQueue
from typing import Any

from .wire import receive, send

SECONDS = 20
"""Without a sign of life; a worker gives one for each page, so that long records are no reason to kill it."""
MEGABYTES = 1536


class WorkerFailed(Exception):
    """A file was not inspected: it hung, crashed or exhausted its worker. The message says which, in plain words."""


class _Watch:
    """Kills a process that shows no sign of life for `seconds`, and any after twenty times as long."""

    def __init__(self, process: subprocess.Popen, seconds: float):
        self.process, self.seconds, self.barked = process, seconds, False
        self._ends = time.monotonic() + 20 * seconds

    def __enter__(self) -> _Watch:
        self._timer = threading.Timer(min(self.seconds, max(self._ends - time.monotonic(), 0)), self._bark)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._timer.cancel()

    def restart(self) -> None:
        self._timer.cancel()
        self.__enter__()

    def _bark(self) -> None:
        self.barked = True
        self.process.kill()


class Worker:
    """One process, started at first use and again after each kill."""

    def __init__(self, seconds: float, megabytes: int):
        self.seconds, self.megabytes = seconds, megabytes
        self._process: subprocess.Popen | None = None

    def ask(self, task: str, data: bytes, name: str, **more: Any) -> tuple[dict, list[bytes]]:
        """The answer to one task; `more` is told to the worker. Raises WorkerFailed."""
        process = self._running()
        with _Watch(process, self.seconds) as watch:
            try:
                send(process.stdin, {"task": task, "name": name, **more}, data)
                while (message := receive(process.stdout)) is not None and "alive" in message[0]:
                    watch.restart()
            except (OSError, ValueError):
                message = None
        if message is None or watch.barked:
            self.close()
            stuck = f"nothing happened for {self.seconds:g} seconds"
            raise WorkerFailed(stuck if watch.barked else "reading it ended in a crash")
        if "failed" in message[0]:
            self.close()
            raise WorkerFailed(message[0]["failed"])
        return message

    def _running(self) -> subprocess.Popen:
        if self._process is None or self._process.poll() is not None:
            source = str(Path(__file__).resolve().parents[2])
            path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "disclosures.safety.worker", str(self.megabytes)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what was still to be written has no reader any more
                    pipe.close()
            self._process = None


class Pool:
    """Up to `size` workers. Threads may ask at the same time; use it as a context manager to end them all."""

    def __init__(self, size: int = 1, seconds: float = SECONDS, megabytes: int = MEGABYTES):
        self.size = size
        self.trusted = False
        """Set by the canary once it has been seen through this pool."""
        self._workers = [Worker(seconds, megabytes) for _ in range(size)]
        self._free: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._free.put(worker)

    def ask(self, task: str, data: bytes, name: str, **more: Any) -> tuple[dict, list[bytes]]:
        """The answer of the next free worker. Raises WorkerFailed."""
        worker = self._free.get()
        try:
            return worker.ask(task, data, name, **more)
        finally:
            self._free.put(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exc: object) -> None:
        for worker in self._workers:
            worker.close()
