# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a tree holds: each file with its SHA-256 and size, in an order that depends on nothing else.

Two equal trees have equal manifests, byte for byte, so a release is named by its manifest's hash. The time of a release
stands in its record, not here.

    {"format": "disclosures-release/1", "site": "https://…/", "files": {"requests/…/letter.pdf": "<sha256> <size>", …}}
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from json.encoder import encode_basestring
from pathlib import Path
from typing import NamedTuple

from ..problems import ReleaseError
from ..store import sha256, write_whole

FORMAT = "disclosures-release/1"
Told = Callable[[int, int], None]
_ENTRY = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,14})")
_PLAIN = re.compile(r"(?![^/]*:)(?!\.{1,2}(?:/|\Z))[^/\\\0\n\r]+(?:/(?!\.{1,2}(?:/|\Z))[^/\\\0\n\r]+)*")
_CHUNK = 1 << 20
_RACY_NS = 2_000_000_000


class Entry(NamedTuple):
    """One file: the lower-case hexadecimal SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """Paths of a tree, with `/`, in order, each with its entry; `site` is the address it is made for, or empty."""

    files: Mapping[str, Entry]
    site: str = ""
    left_out: tuple[str, ...] = field(default=(), compare=False)
    """Hidden files of the tree, which are never published."""

    @cached_property
    def data(self) -> bytes:
        """The manifest as UTF-8 JSON, the same on every machine."""
        return listing({"format": FORMAT, "site": self.site}, ((path, "{} {}".format(*self.files[path])) for path in sorted(self.files)))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of `data`: the name of what it describes."""
        return sha256(self.data)

    @property
    def size(self) -> int:
        """All bytes of all files."""
        return sum(entry.size for entry in self.files.values())


def lines(value: object) -> bytes:
    """JSON with one item on a line, as UTF-8: quick to write, and kind to who compares two."""
    return (json.dumps(value, ensure_ascii=False, separators=(",\n", ": ")) + "\n").encode()


def listing(told: dict[str, object], files: Iterable[tuple[str, str]]) -> bytes:
    """The same of `told` and, as its last part, `files`: a hundred thousand of them are soonest written so."""
    quoted = encode_basestring
    every = ",\n".join([f"{quoted(path)}: {quoted(text)}" for path, text in files])
    return lines(told)[:-2] + b',\n"files": {' + every.encode() + b"}}\n"


def read(data: bytes, where: str) -> Manifest:
    """A manifest from its JSON. Raises ReleaseError when it is none, or names a path that leads out of the tree."""
    try:
        value = json.loads(data)
        if value["format"] != FORMAT:
            raise ValueError
        files = {}
        for path, entry in value["files"].items():
            parts = _ENTRY.fullmatch(entry)
            if not parts or not plain(path):
                raise ValueError
            files[path] = Entry(parts[1], int(parts[2]))
        return Manifest(files, str(value["site"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseError(f"{where} is no manifest of a release", "Fetch it again, or publish again.") from None


def plain(path: str) -> bool:
    """Whether a path stays inside the tree on every system."""
    return _PLAIN.fullmatch(path) is not None


def of_tree(tree: Path, site: str = "", index: Path | None = None, told: Told = lambda done, total: None) -> Manifest:
    """Hash every file of a built site (see of_folder). Raises ReleaseError when there is none."""
    if not (tree / "index.html").is_file():
        raise ReleaseError(f"{tree} is no built site: it has no index.html", "Build the site first, with `disclosures build`.")
    return of_folder(tree, site, index, told)


def of_folder(tree: Path, site: str = "", index: Path | None = None, told: Told = lambda done, total: None) -> Manifest:
    """Hash every file of a folder. With `index`, files whose size and time did not change are not read again.

    Raises ReleaseError when it holds a link or a special file: these could lead out of it.
    """
    known = _known(index)
    found, left_out = [], []
    for path, entry in _walk(str(tree)):
        (found if public(path) else left_out).append((path, entry))
    files: dict[str, Entry] = {}
    seen: dict[str, list] = {}
    for count, (path, entry) in enumerate(sorted(found), 1):
        stat = entry.stat(follow_symlinks=False)
        mark = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        before = known.get(path)
        digest = before[3] if before and before[:3] == mark else hash_file(Path(entry.path))
        files[path] = Entry(digest, stat.st_size)
        seen[path] = [*mark, digest]
        told(count, len(found))
    if index is not None and _differ(seen, known):
        fresh = time.time_ns() - _RACY_NS  # a file that changed just now may change again within the clock's step
        kept = {path: row for path, row in seen.items() if row[1] < fresh}
        write_whole(index, json.dumps(kept, ensure_ascii=False).encode())
    return Manifest(files, site, tuple(path for path, _ in left_out))


def _differ(seen: dict[str, list], known: dict[str, list]) -> bool:
    """Whether remembering is worth the writing: a few files are hashed again sooner than all are written down."""
    return sum(known.get(path) != row for path, row in seen.items()) > len(seen) // 200


def public(path: str) -> bool:
    """Whether a file may be published at all: hidden ones are not, but for `.well-known/`."""
    rest = path.removeprefix(".well-known/")
    return not rest.startswith(".") and "/." not in rest


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _known(index: Path | None) -> dict[str, list]:
    try:
        return json.loads(index.read_bytes()) if index else {}
    except (OSError, ValueError):
        return {}


def _walk(folder: str) -> Iterator[tuple[str, os.DirEntry]]:
    """Every file below `folder` with its path. Raises ReleaseError for links, special files and names that cannot be addresses."""
    waiting = [(folder, "")]
    while waiting:
        place, inside = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = inside + entry.name
                if entry.is_file(follow_symlinks=False):
                    if not plain(path):
                        raise ReleaseError(
                            f"“{path}” in the built site cannot be an address", "Rename the file with letters, digits, dots and hyphens."
                        )
                    yield path, entry
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{path}/"))
                else:
                    raise ReleaseError(f"{path} in the built site is a link or a special file", "Replace it with the file itself.")
