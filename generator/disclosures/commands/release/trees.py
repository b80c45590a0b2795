# SPDX-License-Identifier: AGPL-3.0-or-later
"""A built site as a source to compare and to send: what it holds, and the bytes of each file, which are checked when they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ...problems import ReleaseError
from ...release import manifest
from ...release.manifest import Entry, Manifest
from ...settings import Settings
from ...store import sha256
from .building import Built

Hashed = Callable[[int, int], None]


class Tree:
    """A tree on this machine with what a release adds to it. What is not in the folder `over` lies in `folder`."""

    def __init__(self, folder: Path, files: Mapping[str, Entry], extras: Mapping[str, bytes], over: Path | None = None):
        self.folder, self.files, self.extras, self.over = folder, files, extras, over

    def read(self, path: str) -> bytes:
        if path in self.extras:
            return self.extras[path]
        data = self._bytes(path)
        if path in self.files and sha256(data) != self.files[path].sha256:
            raise ReleaseError(f"{path} changed while it was being released. Readers still see what was live", "Publish again.")
        return data

    def _bytes(self, path: str) -> bytes:
        if self.over:
            try:
                return (self.over / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                pass
        return (self.folder / path).read_bytes()


def with_extras(tree: Manifest, extras: Mapping[str, bytes]) -> Manifest:
    """The manifest of a tree and of what a release adds to it."""
    return Manifest({**tree.files, **{path: Entry(sha256(data), len(data)) for path, data in extras.items()}}, tree.site)


def listed(settings: Settings, built: Built, told: Hashed = lambda *_: None) -> Manifest:
    """What a site holds that was built: in its folder, or laid over it."""
    index = settings.cache / "release" / f"index-{sha256(str(built.tree.resolve()).encode())[:12]}.json"
    if built.laid is None:
        return manifest.of_tree(built.tree, built.site_url, index, told)
    over = manifest.of_folder(built.laid.folder, built.site_url)
    if built.laid.whole:
        return over
    under = manifest.of_tree(built.tree, built.site_url, index, told)
    stays = {path: entry for path, entry in under.files.items() if path not in built.laid.gone}
    return Manifest({**stays, **over.files}, built.site_url, under.left_out)
