# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a release: kept at the target, not published. It says who released what when, and by which decisions.

Releases are numbered by the target, so their order depends on no clock: `000012-3f9c0a7b21de` is the twelfth, named by its tree.
"""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..problems import ReleaseError
from .manifest import Entry, Manifest, listing
from .plan import Override

FORMAT = "disclosures-release-record/1"


@dataclass(frozen=True)
class Record:
    """One release. `files` is everything it put at the target; `marks` says how the target shows each (time, tag)."""

    id: str
    digest: str
    """The SHA-256 of the tree's manifest."""
    site: str
    files: Mapping[str, Entry]
    marks: Mapping[str, str] = field(default_factory=dict)
    lingering: tuple[str, ...] = ()
    """Style sheets and scripts of the release before, kept for readers who have an older page open."""
    at: str = ""
    by: str = ""
    overrides: tuple[Mapping[str, Any], ...] = ()
    withdrawn: tuple[str, ...] = ()
    """What this release took out, as paths and as `sha256:…`: no rollback brings it back."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Redirect pages with the path each leads to, where the target answers so itself."""
    stamp: int = 0
    """The time, in seconds since 1970, that its new files bear on a disk."""

    @property
    def sequence(self) -> int:
        return int(self.id.split("-")[0])

    @property
    def data(self) -> bytes:
        """The record as JSON."""
        value = {
            "format": FORMAT, "id": self.id, "digest": self.digest, "site": self.site, "at": self.at, "by": self.by,
            "overrides": list(self.overrides), "withdrawn": list(self.withdrawn), "lingering": list(self.lingering), "stamp": self.stamp,
            "redirects": dict(self.redirects),
        }  # fmt: skip
        files, marks = self.files, self.marks
        return listing(value, ((path, "{} {} {}".format(*files[path], marks.get(path, "")).rstrip()) for path in sorted(files)))

    @property
    def summary(self) -> dict[str, Any]:
        """What the target's history keeps of it."""
        return {"id": self.id, "at": self.at, "by": self.by, "overrides": list(self.overrides), "withdrawn": list(self.withdrawn)}


def read(data: bytes, where: str) -> Record:
    """A record from its JSON. Raises ReleaseError when it was damaged."""
    try:
        value = json.loads(data)
        if value["format"] != FORMAT:
            raise ValueError
        files, marks = {}, {}
        for path, text in value["files"].items():
            digest, size, *mark = text.split(" ", 2)
            files[path] = Entry(digest, int(size))
            if mark:
                marks[path] = mark[0]
        return Record(
            value["id"], value["digest"], value["site"], files, marks, tuple(value["lingering"]), value["at"], value["by"],
            tuple(value["overrides"]), tuple(value["withdrawn"]), dict(value["redirects"]), int(value["stamp"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseError(f"{where} is damaged", "Publish again with --afresh: every file is then sent anew.") from None


def new_id(known: Sequence[str], digest: str) -> str:
    """The id that follows those of `known`."""
    last = max((int(id.split("-")[0]) for id in known if id.split("-")[0].isdigit()), default=0)
    return f"{last + 1:06d}-{digest[:12]}"


def now() -> str:
    """The time as people read it; nothing is decided by it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def person() -> str:
    """Who runs this: `ada@web-3`."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return f"{name}@{platform.node() or 'unknown'}"


@dataclass(frozen=True)
class Release:
    """A tree, ready to go. `extras` are bytes that are not in the tree: the proof, and what a host wants."""

    manifest: Manifest
    """Of everything that is put at the target, extras too."""
    read: Callable[[str], bytes]
    """Gives the bytes of a path, from the tree or the extras."""
    by: str = ""
    overrides: tuple[Override, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Redirect pages with the path each leads to, for targets that can answer so themselves."""
