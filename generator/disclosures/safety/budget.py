# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much may be unpacked from one file, however deep: each archive in an archive may be small, and all of them endless."""

from __future__ import annotations

from pathlib import Path

from ..problems import DocumentError

MAX_DEPTH = 3
"""A file in an archive in a message in an archive."""
MAX_FILES = 2_000
MAX_BYTES = 400_000_000
_ONE_BY_ONE = "Take the files out, and release them one by one"


class Budget:
    """Shared by a file and everything inside it."""

    def __init__(self) -> None:
        self._files, self._bytes = MAX_FILES, MAX_BYTES
        self._seen: set[str] = set()

    def take(self, members: tuple[tuple[str, bytes], ...], path: tuple[str, ...]) -> None:
        """Account once for `members` of the file at `path` (names from the outermost on). Raises DocumentError."""
        depth, name = len(path) - 1, path[-1]
        if depth >= MAX_DEPTH:
            raise DocumentError(Path(name), f"it is packed more than {MAX_DEPTH} times over", _ONE_BY_ONE)
        if "\0".join(path) in self._seen:
            return
        self._seen.add("\0".join(path))
        self._files -= len(members)
        self._bytes -= sum(len(body) for _, body in members)
        if self._files < 0 or self._bytes < 0:
            raise DocumentError(Path(name), "it unpacks to far more than it should", _ONE_BY_ONE)
