# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compound files ([MS-CFB]): the small file system inside `.msg` and the old Office files, read with limits.

No sector may belong to two streams, and no chain may come back to itself: so what is read is never more than the file.
"""

from __future__ import annotations

import struct
from pathlib import Path

from ..problems import DocumentError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES = 50_000
MAX_DEPTH = 40
_END, _LAST, _NONE = 0xFFFFFFFE, 0xFFFFFFFA, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Streams = dict[tuple[str, ...], bytes]
"""Every stream by its path, from the root on: `("__attach_version1.0_#00000000", "__substg1.0_37010102")`."""


def read(data: bytes, name: str = "file") -> Streams:
    """Every stream. Raises DocumentError for a file that is broken or runs in circles."""
    try:
        return _Reader(data).streams()
    except (struct.error, IndexError, ValueError, UnicodeDecodeError) as error:
        raise DocumentError(Path(name), "this file is damaged and cannot be opened", "Save it again from its program") from error


def has_at_root(data: bytes, name: str) -> bool:
    """Whether a stream of this name lies at the root; in an embedded file it lies deeper. False for a broken file."""
    try:
        return any(path == (name,) for path, *_ in _Reader(data).entries())
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return False


class _Reader:
    def __init__(self, data: bytes):
        if data[:8] != MAGIC:
            raise ValueError("no compound file")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sectors of an unknown size")
        self.size, self.mini = 1 << shift, 1 << mini_shift
        _, self.directory, _, self.cutoff, self.mini_table = struct.unpack_from("<IIIII", data, 44)
        self.count = max(-(-len(data) // self.size) - 1, 0)
        self.taken: set[int] = set()
        self.taken_mini: set[int] = set()
        self.table = self._table()

    def _sector(self, number: int) -> bytes:
        if number >= self.count:
            raise ValueError("a sector behind the end")
        if number in self.taken:
            raise ValueError("a sector that is used twice")
        self.taken.add(number)
        start = (number + 1) * self.size
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def _table(self) -> tuple[int, ...]:
        """Where each sector goes on; the list of the sectors that hold it begins in the head."""
        listed = list(struct.unpack_from("<109I", self.data, 76))
        (ahead,) = struct.unpack_from("<I", self.data, 68)
        while ahead < _LAST:
            *more, ahead = struct.unpack(f"<{self.size // 4}I", self._sector(ahead))
            listed += more
        bodies = b"".join(self._sector(number) for number in listed if number < _LAST)
        return struct.unpack(f"<{len(bodies) // 4}I", bodies)

    def _chain(self, start: int) -> bytes:
        found = []
        while start != _END:
            found.append(self._sector(start))
            start = self.table[start]
        return b"".join(found)

    def entries(self) -> list[tuple[tuple[str, ...], int, int, int]]:
        """(path, kind, first sector, length) of the root, whose path is empty, and of all that lies in it."""
        rows = self._chain(self.directory)
        if len(rows) // 128 > MAX_ENTRIES:
            raise ValueError("too many entries")
        version = struct.unpack_from("<H", self.data, 26)[0]
        found, seen = [], set()
        waiting: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        while waiting:
            number, folder = waiting.pop()
            if number == _NONE:
                continue
            if number in seen or len(folder) > MAX_DEPTH:
                raise ValueError("a folder that holds itself")
            seen.add(number)
            row = rows[number * 128 : number * 128 + 128]
            named, kind, _, left, right, child = struct.unpack_from("<HBBIII", row, 64)
            start, length = struct.unpack_from("<IQ", row, 116)
            if kind not in (_STORAGE, _STREAM, _ROOT) or (kind == _ROOT) != (number == 0):
                raise ValueError("an entry of an unknown kind")
            own = row[: max(named - 2, 0)].decode("utf-16-le")
            path = (*folder, own) if number else ()
            found.append((path, kind, start, length if version > 3 else length & 0xFFFFFFFF))
            if number:
                waiting += [(left, folder), (right, folder)]
            if kind != _STREAM:
                waiting.append((child, path))
        return found

    def streams(self) -> Streams:
        entries = self.entries()
        root = entries[0]
        small = self._chain(root[2]) if root[3] else b""
        table = self._chain(self.mini_table) if self.mini_table < _LAST else b""
        ahead = struct.unpack(f"<{len(table) // 4}I", table)
        found: Streams = {}
        for path, kind, start, length in entries:
            if kind != _STREAM:
                continue
            if path in found:
                raise ValueError("two streams of one name")
            body = b"" if not length else self._small(small, ahead, start) if length < self.cutoff else self._chain(start)
            if len(body) < length:
                raise ValueError("a stream that ends early")
            found[path] = body[:length]
        return found

    def _small(self, small: bytes, ahead: tuple[int, ...], start: int) -> bytes:
        """A stream that is kept in small sectors inside the root's own."""
        found = []
        while start != _END:
            if start in self.taken_mini:
                raise ValueError("a sector that is used twice")
            self.taken_mini.add(start)
            found.append(small[start * self.mini : (start + 1) * self.mini])
            start = ahead[start]
        return b"".join(found)
