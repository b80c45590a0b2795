# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a site is released to, and what every such place can do. Each kind of place is a file of its own.

    Target
     ├─ Switching     a folder, or a folder behind SFTP: the new tree is filled beside the old one, then a link is moved
     ├─ Bucket        S3-compatible storage: files first, then pages, removals last
     └─ Branch        a branch of a git repository: one commit
"""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..problems import ReleaseError
from .manifest import Entry
from .record import Record, Release
from .served import hashed

Sent = Callable[[int, int, int, int], None]
"""Hears of progress: files done, files in all, bytes done, bytes in all."""
CURES = {
    errno.ENOSPC: ("the disk is full", "Free some space there, then publish again: what arrived already is used."),
    errno.EDQUOT: ("the quota is used up", "Ask for more space there, then publish again: what arrived already is used."),
    errno.EFBIG: ("a file is larger than is allowed there", "Raise the limit on file sizes there, then publish again."),
    errno.EACCES: ("permission was denied", "Give this user the right to write there, then publish again."),
    errno.EPERM: ("permission was denied", "Give this user the right to write there, then publish again."),
    errno.EROFS: ("the disk can only be read", "Make it writable, then publish again."),
    errno.EIO: ("the disk reported an error", "Check the disk, then publish again."),
}
UNREACHED = "Check the network, the address and the key, then publish again: what arrived already is used."


@dataclass(frozen=True)
class Outcome:
    """What a publication did."""

    id: str
    files: int = 0
    """Files that travelled."""
    size: int = 0
    """Their bytes."""
    removed: int = 0
    altered: tuple[str, ...] = ()
    """Paths that somebody had altered at the target by hand; they are right again."""
    purged: tuple[str, ...] = ()
    """Old releases that were deleted because they held what was withdrawn."""
    nothing: bool = False
    """All was live already."""


class Live:
    """What is live at a target: a source to compare with (see requests.Source)."""

    def __init__(self, record: Record | None, read: Callable[[str], bytes]):
        self.record, self.read = record, read
        self.files: Mapping[str, Entry] = record.files if record else {}
        if record and record.lingering:
            gone = set(record.lingering)
            self.files = {path: entry for path, entry in record.files.items() if path not in gone}

    @property
    def id(self) -> str:
        return self.record.id if self.record else ""


class Target(ABC):
    """One place that readers are served from."""

    words: str
    """How a person calls it."""
    keep: int
    """So many old releases stay, to go back to."""

    @abstractmethod
    def live(self) -> Live:
        """What was released last, from the target's own record."""

    @abstractmethod
    def publish(self, release: Release, *, withdrawn: Sequence[str] = (), afresh: bool = False, break_lock: bool = False,
                sent: Sent = lambda *_: None) -> Outcome:  # fmt: skip
        """Make `release` live. Readers see the old site or the new one; it can be broken off anywhere and done again.

        `withdrawn` is what no later rollback may bring back: paths, and contents as `sha256:…` (see withdrawal). `afresh` trusts nothing that is there already.
        """

    @abstractmethod
    def rollback(self, id: str = "", *, by: str = "", break_lock: bool = False, sent: Sent = lambda *_: None) -> Outcome:
        """Make an earlier release live again: the one before, or the one named."""

    @abstractmethod
    def history(self) -> list[dict[str, Any]]:
        """What happened at the target, oldest first: id, what, at, by, overrides, withdrawn, and `there` when it can be returned to."""

    @abstractmethod
    def differences(self, sent: Sent = lambda *_: None) -> list[str]:
        """Read everything that is live and say, in words, what is not as released. Empty when all is."""

    def close(self) -> None:  # noqa: B027  most targets hold nothing open
        """End a connection."""


def lingering(live: Record | None, release: Release) -> dict[str, Entry]:
    """Style sheets and scripts of the live release that the new one has not: one release longer, for pages that are open."""
    if live is None:
        return {}
    assets = {p: e for p, e in live.files.items() if p.startswith("assets/") and hashed(p) and p not in live.lingering}
    return {path: entry for path, entry in assets.items() if path not in release.manifest.files}


def withdrawal(live: Live, paths: Iterable[str]) -> tuple[str, ...]:
    """What is withdrawn when these live files are: the files by path, and their contents, which an older release may hold elsewhere."""
    return tuple(sorted(holdings({path: live.files[path] for path in paths if path in live.files})))


def holdings(files: Mapping[str, Entry]) -> set[str]:
    """Paths, and contents as `sha256:…`."""
    return {*files, *(f"sha256:{entry.sha256}" for entry in files.values())}


def returnable(history: Sequence[Mapping[str, Any]], id: str, live: Live, chosen: Record) -> None:
    """Raise ReleaseError when going back to `chosen` would bring back what was withdrawn since."""
    later = [one for one in history if int(str(one["id"]).split("-")[0]) > chosen.sequence]
    gone = {mark for one in later for mark in one.get("withdrawn", ())} - holdings(live.files)
    back = sorted(path for path, entry in chosen.files.items() if path in gone or f"sha256:{entry.sha256}" in gone)
    if back:
        raise ReleaseError(
            f"release {id} holds {back[0]}{f' and {len(back) - 1} more files' if len(back) > 1 else ''}, withdrawn since. Nothing was changed",
            "Correct the requests and publish a new release instead.",
        )


def unreturnable(words: str, id: str, kept: Iterable[str]) -> ReleaseError:
    """That there is no release to go back to: none of the id that was asked for, or none at all."""
    which = f"there is no release {id}" if id else "there is no earlier release"
    return ReleaseError(f"{words}: {which} to go back to. Nothing was changed", f"Releases that are kept: {', '.join(kept) or 'none'}.")


def unreleased(words: str) -> ReleaseError:
    """That there is nothing to look at."""
    return ReleaseError(f"{words}: nothing was released here yet", "Publish first.")


@contextmanager
def plainly(words: str) -> Iterator[None]:
    """Errors of the system as ReleaseError, with the place and the cure."""
    try:
        yield
    except OSError as error:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        reason, cure = CURES.get(error.errno or 0, (str(error.strerror or error) or type(error).__name__, UNREACHED))
        raise ReleaseError(f"{words}: {where}{reason}. Readers still see what was live before, or the whole new release", cure) from error
