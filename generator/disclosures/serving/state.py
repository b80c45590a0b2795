# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the open pages have to know: which version of the site there is, and what stands in the way of the next one."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import NamedTuple


class Told(NamedTuple):
    """What is known at one moment."""

    serial: int
    """Counts every change of what follows."""
    version: str
    """Of the site; no other run of this program uses the same. Pages of another version load themselves anew."""
    panel: str
    """HTML of the problems that keep the last good version in place; empty when there are none."""


class State:
    """Shared between the thread that builds and those that answer."""

    def __init__(self) -> None:
        self.site: Path | None = None
        """The folder that is served; None before the settings are known."""
        self.root = "/"
        """Where the site lies on this host."""
        self._changed = threading.Condition()
        self._run, self._built = f"{time.time_ns():x}", 0
        self._told = Told(0, self._version(), "")

    def _version(self) -> str:
        return f"{self._run}-{self._built}"

    @property
    def told(self) -> Told:
        return self._told

    def lies(self, site: Path, root: str) -> None:
        """Say where the site is."""
        self.site, self.root = site, root

    def built(self, *, new: bool) -> None:
        """A build has reached its end; `new` when it changed a page."""
        self._built += new
        self._tell("")

    def refused(self, panel: str) -> None:
        """A build was stopped."""
        self._tell(panel)

    def _tell(self, panel: str) -> None:
        with self._changed:
            if (self._version(), panel) != self._told[1:]:
                self._told = Told(self._told.serial + 1, self._version(), panel)
                self._changed.notify_all()

    def after(self, serial: int, seconds: float) -> Told | None:
        """Wait for something newer than `serial`; None when nothing has come after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._told.serial != serial, seconds)
            return self._told if self._told.serial != serial else None
