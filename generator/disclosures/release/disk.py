# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder of this machine, asked for the few things that a switching target needs. sftp.Remote offers the same.

All paths are relative to the disk's root, with `/`. Many files are always asked for in one call, so that a disk far away
need not be asked and waited for file by file. Errors are OSError.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from .manifest import hash_file

PART = ".part"
"""What a file is called while it arrives."""


class Disk(Protocol):
    """What a switching target asks of a disk. A stat is (size, whole seconds of its time)."""

    def read(self, path: str) -> bytes: ...
    def sha256(self, path: str) -> str: ...
    def write(self, path: str, data: bytes, stamp: int | None = None) -> None: ...
    def create(self, path: str, data: bytes) -> bool: ...
    def stats(self, base: str, paths: Sequence[str]) -> dict[str, tuple[int, int]]: ...
    def links(self, old: str, new: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]: ...
    def folders(self, base: str, paths: Iterable[str]) -> None: ...
    def names(self, path: str) -> list[str]: ...
    def walk(self, path: str) -> Iterator[str]: ...
    def rename(self, old: str, new: str) -> None: ...
    def symlink(self, to: str, path: str) -> None: ...
    def link_of(self, path: str) -> str | None: ...
    def exists(self, path: str) -> bool: ...
    def remove(self, path: str) -> None: ...
    def remove_tree(self, path: str, known: Iterable[str] = ()) -> None: ...
    def time_of(self, path: str) -> float | None: ...
    def settle(self) -> None: ...
    def free(self) -> int | None: ...
    def close(self) -> None: ...


class LocalDisk:
    """A folder on this machine."""

    def __init__(self, root: Path):
        self.root = str(root)

    def _at(self, path: str) -> str:
        return os.path.join(self.root, path) if path else self.root

    def read(self, path: str) -> bytes:
        with open(self._at(path), "rb") as file:
            return file.read()

    def sha256(self, path: str) -> str:
        return hash_file(Path(self._at(path)))

    def write(self, path: str, data: bytes, stamp: int | None = None) -> None:
        """Readers of `path` see the old file or the whole new one; its time is `stamp` when given."""
        place = self._at(path)
        part = place + PART
        with open(part, "wb") as file:
            file.write(data)
        if stamp is not None:
            os.utime(part, (stamp, stamp))
        os.chmod(part, 0o644)
        os.replace(part, place)

    def create(self, path: str, data: bytes) -> bool:
        """Write a file only if there is none, so that of several only one succeeds and none ever sees a part of it."""
        place, own = self._at(path), f"{self._at(path)}.{_own()}"
        try:
            with open(own, "wb") as file:
                file.write(data)
            os.link(own, place)
            return True
        except FileExistsError:
            return False
        except FileNotFoundError:  # another publisher swept it away; who asks looks again
            if not os.path.isdir(os.path.dirname(place)):
                raise
            return False
        finally:
            if os.path.lexists(own):
                os.unlink(own)

    def stats(self, base: str, paths: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Size and time of those plain files that are there."""
        found: dict[str, tuple[int, int]] = {}
        if not os.path.isdir(self._at(base)):
            return found
        with _inside(self._at(base)) as at:
            for path in paths:
                try:
                    info = os.lstat(path, dir_fd=at)
                except (FileNotFoundError, NotADirectoryError):
                    continue
                if stat.S_ISREG(info.st_mode):
                    found[path] = (info.st_size, int(info.st_mtime))
        return found

    def links(self, old: str, new: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Let files of the folder `new` be those of `old`, without a copy; returns the pairs for which that did not work."""
        failed: list[tuple[str, str]] = []
        if not os.path.isdir(self._at(old)):
            return list(pairs)
        with _inside(self._at(old)) as source, _inside(self._at(new)) as place:
            for there, here in pairs:
                try:
                    os.link(there, here, src_dir_fd=source, dst_dir_fd=place)
                except FileExistsError:
                    continue
                except OSError:
                    failed.append((there, here))
        return failed

    def folders(self, base: str, paths: Iterable[str]) -> None:
        """Make folders, given with their parents first, for every server to read whatever this user's mask is."""
        mask = os.umask(0o022)
        try:
            os.makedirs(self._at(base), exist_ok=True)
            with _inside(self._at(base)) as at:
                for path in filter(None, paths):
                    with suppress(FileExistsError):
                        os.mkdir(path, dir_fd=at)
        finally:
            os.umask(mask)

    def names(self, path: str) -> list[str]:
        try:
            return sorted(os.listdir(self._at(path)))
        except FileNotFoundError:
            return []

    def walk(self, path: str) -> Iterator[str]:
        """Everything below `path` that is no folder."""
        base = self._at(path)
        for here, folders, names in os.walk(base):
            inside = os.path.relpath(here, base).replace(os.sep, "/")
            odd = [name for name in folders if os.path.islink(os.path.join(here, name))]
            yield from (name if inside == "." else f"{inside}/{name}" for name in (*names, *odd))

    def rename(self, old: str, new: str) -> None:
        os.replace(self._at(old), self._at(new))

    def symlink(self, to: str, path: str) -> None:
        os.symlink(to, self._at(path))

    def link_of(self, path: str) -> str | None:
        """Where a symbolic link leads; None when nothing is there. Raises OSError (EINVAL) when it is no link."""
        try:
            return os.readlink(self._at(path))
        except FileNotFoundError:
            return None

    def exists(self, path: str) -> bool:
        return os.path.lexists(self._at(path))

    def remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._at(path))

    def remove_tree(self, path: str, known: Iterable[str] = ()) -> None:
        if self.exists(path):
            shutil.rmtree(self._at(path))

    def time_of(self, path: str) -> float | None:
        try:
            return os.lstat(self._at(path)).st_mtime
        except FileNotFoundError:
            return None

    def settle(self) -> None:
        """Have everything written to the disk itself before a link leads to it."""
        with _inside(self.root) as at:
            syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
            if syncfs is None or syncfs(at) != 0:
                os.sync()

    def free(self) -> int | None:
        info = os.statvfs(self.root)
        return info.f_bavail * info.f_frsize

    def close(self) -> None:
        """Nothing is held open."""


def clock(disk: Disk) -> float:
    """The time by the disk's own clock: that of a file written now. A disk may lie on another machine."""
    probe = f"clock-{_own()}"
    disk.write(probe, b"")
    try:
        return disk.time_of(probe) or 0.0
    finally:
        disk.remove(probe)


class LockFile:
    """The lock of a disk (see lock.Place)."""

    def __init__(self, disk: Disk, path: str = "lock"):
        self.disk, self.path = disk, path

    def create(self, data: bytes) -> bool:
        return self.disk.create(self.path, data)

    def look(self) -> tuple[bytes, float] | None:
        try:
            data, changed = self.disk.read(self.path), self.disk.time_of(self.path)
        except FileNotFoundError:
            return None
        return None if changed is None else (data, clock(self.disk) - changed)

    def renew(self, data: bytes) -> None:
        self.disk.write(self.path, data)

    def take(self, seen: bytes, data: bytes) -> bool:
        aside = f"{self.path}.taken-{_own()}"
        try:
            self.disk.rename(self.path, aside)
        except FileNotFoundError:
            return False
        there = self.disk.read(aside)
        ours = there == seen
        made = self.disk.create(self.path, data if ours else there)  # else: somebody was quicker, and gets it back
        self.disk.remove(aside)
        return ours and made

    def drop(self) -> None:
        self.disk.remove(self.path)


def _own() -> str:
    """What no other publisher has in the names of its small files, on whatever machine it runs."""
    return secrets.token_hex(8)


@contextmanager
def _inside(folder: str) -> Iterator[int]:
    """A folder held open. The way to it is gone once, not for each of many paths in it."""
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield at
    finally:
        os.close(at)
