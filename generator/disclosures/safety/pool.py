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
PATIENCE = 6
MEGABYTES = 1536


class WorkerFailed(Exception):
    """A file was not inspected: it hung, crashed or exhausted its worker. The message says which, in plain words."""


class _Watch:
    """Kills a process that works for `seconds` without a sign of life, or for twenty times as long in all.

    What counts is the time that the process itself was given: on a busy machine nobody's file is refused for the waiting.
    One that does not work at all is killed when PATIENCE times as long has passed on the clock.
    """

    def __init__(self, process: subprocess.Popen, seconds: float):
        self.process, self.seconds, self.barked = process, seconds, False
        self._over, self._ending = threading.Event(), threading.Lock()
        self._began = self._used()
        self.restart()

    def __enter__(self) -> _Watch:
        threading.Thread(target=self._look, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        with self._ending:  # the next task of the process must not be killed for this one
            self._over.set()

    def restart(self) -> None:
        """It gave a sign of life."""
        self._sign, self._at = self._used(), time.monotonic()

    def _look(self) -> None:
        while not self._over.wait(min(self.seconds, 0.25)):
            used, now = self._used(), time.monotonic()
            worked = used - self._sign > self.seconds or used - self._began > 20 * self.seconds
            if worked or now - self._at > PATIENCE * self.seconds:
                with self._ending:
                    if not self._over.is_set():
                        self.barked = True
                        self.process.kill()
                return

    def _used(self) -> float:
        """Seconds of work of the process so far; seconds on the clock where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_bytes()
        except OSError:
            return time.monotonic()
        user, system = stat.rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


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
                [sys.executable, "-m", "disclosures.safety.worker", str(self.megabytes), str(2 * PATIENCE * self.seconds)],
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
        self.failures = 0
        """How often a worker hung, crashed or ran out of memory: with more of either, the same task may end well."""
        self._workers = [Worker(seconds, megabytes) for _ in range(size)]
        self._free: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._free.put(worker)

    def ask(self, task: str, data: bytes, name: str, **more: Any) -> tuple[dict, list[bytes]]:
        """The answer of the next free worker. Raises WorkerFailed."""
        worker = self._free.get()
        try:
            return worker.ask(task, data, name, **more)
        except WorkerFailed:
            self.failures += 1
            raise
        finally:
            self._free.put(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exc: object) -> None:
        for worker in self._workers:
            worker.close()
