# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files change below some folders: told by the system where it can, else found by looking again and again."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

QUIET = 0.05
"""Seconds without a change after which what changed is told: programs save a file in several steps."""
PATIENCE = 1.0
"""Seconds after which it is told all the same."""
_CHANGES = [
    events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent, events.FileClosedEvent,
    events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent,
]  # fmt: skip
_SHARED = {"9p", "afs", "ceph", "cifs", "drvfs", "fakeowner", "fuse", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}  # fmt: skip
"""File systems that other machines write to: the kernel hears only of what this one does."""
_SHARE = 0.05
"""Of one processor, at most, for looking again and again."""


class Watch:
    """Collects changed paths. Use it as a context manager; `follow` may be called again at any time."""

    def __init__(self, observer: Callable[..., BaseObserver] = Observer, mounts: str | None = None):
        self._observer = observer
        self._mounts = _mounts() if mounts is None else mounts
        self._observers: dict[tuple[Path, bool, int], BaseObserver] = {}
        self.folders: list[Path] = []
        self.files: list[Path] = []
        """What is followed."""
        self._paths: set[str] = set()
        self._last = 0.0
        self._heard = threading.Condition()

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *exc: object) -> None:
        for one in self._observers.values():
            one.stop()

    def follow(self, folders: Sequence[Path], files: Sequence[Path]) -> None:
        """Tell of everything below `folders` and of these files from now on, and of nothing else.

        Folders and files need not be there yet: what holds them is watched too.
        """
        self.folders, self.files = list(folders), list(files)
        named = [*folders, *files]
        wanted = {(folder, True) for folder in folders if folder.is_dir()}
        wanted |= {(_there(one.parent), False) for one in named}
        keys = {(folder, deep, folder.stat().st_ino) for folder, deep in wanted}  # another folder may have taken its place
        for key in set(self._observers) - keys:
            self._observers.pop(key).stop()
        for key in keys:
            running = self._observers.get(key)
            if running is None or not all(emitter.is_alive() for emitter in running.emitters):
                self._observers[key] = self._begin(*key[:2])

    def _begin(self, folder: Path, deep: bool) -> BaseObserver:
        if not shared(folder, self._mounts):
            try:
                return self._start(self._observer(), folder, deep)
            except OSError:  # no inotify(7), or no more of it than others have taken
                pass
        return self._start(PollingObserver(timeout=_pause(folder, deep)), folder, deep)

    def _start(self, observer: BaseObserver, folder: Path, deep: bool) -> BaseObserver:
        handler = events.FileSystemEventHandler()
        handler.on_any_event = lambda event: self._changed(event, deep)  # type: ignore[method-assign]
        observer.schedule(handler, str(folder), recursive=deep, event_filter=_CHANGES)
        observer.start()
        return observer

    def _changed(self, event: events.FileSystemEvent, deep: bool) -> None:
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        if not deep:
            named = [f"{one}{os.sep}" for one in (*self.folders, *self.files)]
            paths = {path for path in paths if any(one.startswith(f"{path}{os.sep}") for one in named)}
        if paths:
            with self._heard:
                self._paths |= paths
                self._last = time.monotonic()
                self._heard.notify_all()

    def wait(self, seconds: float | None = None) -> set[str]:
        """Paths that have changed since the last call, once they have come to rest; empty after `seconds` without any."""
        with self._heard:
            if not self._heard.wait_for(lambda: self._paths, seconds):
                return set()
            first = time.monotonic()
            while (now := time.monotonic()) < first + PATIENCE and now < self._last + QUIET:
                self._heard.wait(self._last + QUIET - now)
            paths, self._paths = self._paths, set()
            return paths


def _there(folder: Path) -> Path:
    """The folder, or what holds it when it is not there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def _pause(folder: Path, deep: bool) -> float:
    """Seconds between two looks, so that they stay a small part of the machine's work."""
    start = time.perf_counter()
    DirectorySnapshot(str(folder), recursive=deep)
    return max(1.0, (time.perf_counter() - start) / _SHARE)


def shared(folder: Path, mounts: str) -> bool:
    """Whether a folder lies on a file system that other machines write to; `mounts` is as /proc/self/mounts (proc(5))."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, where, found, *_ = line.split(" ")
        where = where.replace("\\040", " ")
        if len(where) >= len(best) and f"{folder}/".startswith(f"{where.rstrip('/')}/"):
            best, kind = where, found
    return kind.split(".")[0] in _SHARED


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape") if sys.platform == "linux" else ""
    except OSError:
        return ""
