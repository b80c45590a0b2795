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
        now = self.clock()
        if not done:
            self.start, self.next, self.spoke = now, now + self.patience, False
            return
        ends = done == total and self.spoke
        if now < self.next and not ends:
            return
        self.next, self.spoke = now + self.pause, True
        rate = done / max(now - self.start, 0.001)
        left = (total - done) / rate if rate else 0
        line = f"{self.what}: {done:,} of {total:,}, {rate:.1f} a second, {_span(left)} left"
        if self.terminal:
            self.out.write(f"\r{line:<72}" + ("\n" if done == total else ""))
        else:
            self.out.write(line + "\n")
        self.out.flush()


def _span(seconds: float) -> str:
    """`40 s`, `3 min`."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


class Sending(Progress):
    """For files on their way: call it with (files done, files in all, bytes done, bytes in all)."""

    def __call__(self, files: int, of: int, size: int = 0, total: int = 0) -> None:  # type: ignore[override]
        now = self.clock()
        if files <= 1:
            self.start, self.next = now, now + self.patience
        ends = files == of and self.spoke
        if now < self.next and not ends:
            return
        self.next, self.spoke = now + self.pause, True
        rate = size / max(now - self.start, 0.001)
        left = f", {_span((total - size) / rate)} left" if rate else ""
        line = f"{self.what}: {files:,} of {of:,} files, {size / 1e6:.1f} of {total / 1e6:.1f} MB{left}"
        self.out.write(f"\r{line:<72}" + ("\n" if files == of else "") if self.terminal else line + "\n")
        self.out.flush()
