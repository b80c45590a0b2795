# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long work shows where it is: one line that renews itself on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Call it with (done, total); 0 done starts the clock anew. It is silent for work that ends within `patience` seconds."""

    def __init__(self, what: str, out: TextIO = sys.stderr, patience: float = 1.0, every: float = 10.0, clock=time.monotonic):
        self.what, self.out, self.clock = what, out, clock
        self.terminal = out.isatty()
        self.pause = 0.2 if self.terminal else every
        self.patience = patience
        self.start = clock()
        self.next = self.start + patience
        self.spoke = False

    def __call__(self, done: int, total: int) -> None:
        if not done:
            self._begin()
            self.spoke = False
            return
        if self._due(done == total):
            rate = done / max(self.clock() - self.start, 0.001)
            left = (total - done) / rate if rate else 0
            self._say(f"{self.what}: {done:,} of {total:,}, {rate:.1f} a second, {_span(left)} left", done == total)

    def _begin(self) -> None:
        self.start = self.clock()
        self.next = self.start + self.patience

    def _due(self, last: bool) -> bool:
        """Whether it is time to say something; at the end only when something was said before."""
        return self.clock() >= self.next or (last and self.spoke)

    def _say(self, line: str, last: bool) -> None:
        self.next, self.spoke = self.clock() + self.pause, True
        self.out.write(f"\r{line:<72}" + ("\n" if last else "") if self.terminal else line + "\n")
        self.out.flush()


def _span(seconds: float) -> str:
    """`40 s`, `3 min`."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def of_build() -> dict[str, Progress]:
    """What a build is to tell of its progress to (see build.journey)."""
    return {"inspected": Progress("Files on the cluster"), "looked": Progress("Requests"), "listed": Progress("Lists")}


class Sending(Progress):
    """For files on their way: call it with (files done, files in all, bytes done, bytes in all)."""

    def __call__(self, files: int, of: int, size: int = 0, total: int = 0) -> None:  # type: ignore[override]
        if files <= 1:
            self._begin()
        if self._due(files == of):
            rate = size / max(self.clock() - self.start, 0.001)
            left = f", {_span((total - size) / rate)} left" if rate else ""
            self._say(f"{self.what}: {files:,} of {of:,} files, {size / 1e6:.1f} of {total / 1e6:.1f} MB{left}", files == of)
