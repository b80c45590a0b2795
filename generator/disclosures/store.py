# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was worked out once, found again by the SHA-256 of everything it was worked out from.

A key is a tuple of texts and bytes: the input's hash, the version of the code that derives, its settings. The folder
can be deleted at any time; the next build only takes longer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any


def sha256(data: bytes) -> str:
    """The lower-case hexadecimal SHA-256 of `data`, 64 characters."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` so that a reader sees the old file or the whole new one, never a part (rename is atomic)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def address(kind: str, key: tuple[str, ...]) -> str:
    """Where a store keeps what belongs to `key`, from its top: `reading/0a/0a1b…`."""
    digest = sha256("\0".join(key).encode())
    return f"{kind}/{digest[:2]}/{digest}"


class Store:
    """Derived results on disk. `Store(None)` keeps nothing, for tests and one-off inspection."""

    def __init__(self, folder: Path | None):
        self.folder = folder

    def _path(self, kind: str, key: tuple[str, ...]) -> Path:
        return self.folder / address(kind, key)

    def get_bytes(self, kind: str, *key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        if self.folder is None:
            return None
        try:
            return self._path(kind, key).read_bytes()
        except OSError:
            return None

    def put_bytes(self, kind: str, *key: str, data: bytes) -> None:
        """Keep `data` under `key`; the last writer wins, and all write the same."""
        if self.folder is not None:
            write_whole(self._path(kind, key), data)

    def remove(self, kind: str, *key: str) -> None:
        """Keep nothing under `key` any more; it may be absent already."""
        if self.folder is not None:
            self._path(kind, key).unlink(missing_ok=True)

    def sweep(self, kind: str, age: float) -> None:
        """Remove what was kept under `kind` more than `age` seconds ago."""
        for path in (self.folder / kind).glob("??/*") if self.folder is not None else ():
            with contextlib.suppress(OSError):  # another machine may be sweeping too
                if path.stat().st_mtime < time.time() - age:
                    path.unlink()

    def get_json(self, kind: str, *key: str) -> Any:
        """What was kept under `key` as JSON, or None; a damaged entry counts as absent."""
        data = self.get_bytes(kind, *key)
        try:
            return None if data is None else json.loads(data)
        except ValueError:
            return None

    def put_json(self, kind: str, *key: str, value: Any) -> None:
        """Keep a JSON-able `value` under `key`."""
        self.put_bytes(kind, *key, data=json.dumps(value, ensure_ascii=False).encode())
