# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files may have changed since they were last read: told from what the file system says of them, without opening one.

A folder's stamp is size, inode, times of content and of status (stat(2): st_size, st_ino, st_mtime, st_ctime) of itself and
of everything in it. A program can set the first time of a file to what it likes, but not the second. Files that changed
within the clock's own step of the look are never trusted: they may change again without a trace.
"""

from __future__ import annotations

import hashlib
import os
import struct
import time
from collections.abc import Iterable

STEP = 50_000_000
"""Nanoseconds; file systems count time in steps of up to 10 ms."""


def names(folder: str) -> list[str]:
    """The folder itself (``""``) and everything below it, folders with a / at the end, in a fixed order."""
    found, waiting = [""], [""]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(f"{folder}/{here}") as entries:
                listed = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        except OSError:
            continue
        for name, is_folder in listed:
            inside = f"{here}{name}/" if is_folder else f"{here}{name}"
            found.append(inside)
            if is_folder:
                waiting.append(inside)
    return found


def stamp(folder: str, names: Iterable[str], now: int | None = None) -> bytes:
    """What the file system says of these names; empty, which is equal to no stamp, when one is missing or too new to trust."""
    told: list[int] = []
    stat, prefix = os.stat, f"{folder}/"
    newest = 0
    try:
        for name in names:
            one = stat(prefix + name)
            changed, status = one.st_mtime_ns, one.st_ctime_ns
            told += (changed, status, one.st_size, one.st_ino)
            if status > newest:
                newest = status
            if changed > newest:
                newest = changed
    except OSError:
        return b""
    return b"" if newest > (now if now is not None else time.time_ns()) - STEP else struct.pack(f"<{len(told)}q", *told)


def same(folder: str, names: Iterable[str], before: bytes) -> bool:
    """Whether nothing in the folder has changed since `stamp` gave `before`."""
    return bool(before) and stamp(folder, names, 1 << 62) == before


def content(folder: str, names: Iterable[str]) -> str:
    """SHA-256 of the names and bytes of all files of a folder. Raises OSError when one cannot be read."""
    whole = hashlib.sha256()
    for name in names:
        if name and not name.endswith("/"):
            if not os.path.isfile(f"{folder}/{name}"):  # a pipe would keep the reader waiting for ever
                raise OSError(f"{name} is not a plain file")
            with open(f"{folder}/{name}", "rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
            whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + digest)
    return whole.hexdigest()
