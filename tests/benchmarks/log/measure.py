# SPDX-License-Identifier: AGPL-3.0-or-later
"""One command, measured as a whole: CPU of all its processes, wall time, and the most memory they held together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """CPU and wall in seconds, memory in MB: proportional set size, summed over the processes alive at once.

    The resident set of its largest process (wait4(2)) is told where that is more: a short peak falls between two looks.
    """

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path, good: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end. Raises RuntimeError with its last words when its exit code is none of the `good` ones."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed programs run
    with open(folder / "bench.log", "wb") as log:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
        most = _Most(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = most.stop()
    if process.returncode not in good:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {(folder / 'bench.log').read_text()[-2_000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, max(memory, used.ru_maxrss / 1024))


def output(folder: Path) -> tuple[int, float]:
    """How many files a tree holds, and its megabytes."""
    sizes = [os.path.getsize(os.path.join(here, name)) for here, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes) / 1e6


class _Most(threading.Thread):
    """Looks ten times a second how much memory a process and its descendants hold."""

    def __init__(self, root: int):
        super().__init__(daemon=True)
        self.root, self.most, self._ended = root, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(0.1):
            self.most = max(self.most, sum(map(_held, _family(self.root))))

    def stop(self) -> float:
        self._ended.set()
        self.join()
        return self.most


def _family(root: int) -> set[int]:
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            parents[int(entry)] = int(stat.rsplit(")", 1)[1].split()[1])
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _held(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
