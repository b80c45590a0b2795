# SPDX-License-Identifier: AGPL-3.0-or-later
"""One publisher at a time: a lock at the target, with its owner and its age.

An owner renews the lock while it works. A lock is taken over when its owner's process has ended on this machine, when it was
not renewed for ten minutes, or when a person says so. Ages are told by the target, so a clock that is wrong here or there
does no harm. Before readers are shown anything, an owner looks once more whether the lock is still its own.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ..problems import ReleaseError
from .record import now, person

STALE = 600.0
_RENEW = 20.0


class Place(Protocol):
    """Where the lock lies. `age` is in seconds, by the target's own clock."""

    def create(self, data: bytes) -> bool:
        """Write the lock only if there is none; False when there is one."""

    def look(self) -> tuple[bytes, float] | None:
        """The lock and its age, or None."""

    def renew(self, data: bytes) -> None:
        """Make it young again."""

    def take(self, seen: bytes, data: bytes) -> bool:
        """Put our lock in the place of the one that was seen, if it is still that one; of two who try, one gets True."""

    def drop(self) -> None:
        """Remove it."""


class Held:
    """A lock that is ours."""

    def __init__(self, place: Place, data: bytes):
        self.place, self.data = place, data
        self.renewed = time.monotonic()

    def beat(self) -> None:
        """Called while work goes on; renews the lock now and then."""
        if time.monotonic() - self.renewed > _RENEW:
            self.check()
            self.place.renew(self.data)
            self.renewed = time.monotonic()

    def check(self) -> None:
        """Raise ReleaseError when somebody else has taken the lock meanwhile."""
        found = self.place.look()
        if found is None or found[0] != self.data:
            raise ReleaseError(
                "the lock of this target was taken by another publication; this one stopped before readers could see it",
                "Wait until the other has ended, then publish again.",
            )


@contextmanager
def hold(place: Place, breaking: bool = False) -> Iterator[Held]:
    """Hold the lock while the block runs. Raises ReleaseError, naming owner and age, when another publisher has it."""
    data = json.dumps({"owner": person(), "machine": _machine(), "process": os.getpid(), "began": _began(os.getpid()), "at": now(),
                       "token": secrets.token_hex(8)}).encode()  # fmt: skip
    while not place.create(data):
        found = place.look()
        if found is None:
            continue
        if not (breaking or _abandoned(*found)):
            raise _busy(*found)
        if place.take(found[0], data):
            break
        breaking = False  # for the lock that was there, not for one that comes in between
    held = Held(place, data)
    try:
        yield held
    finally:
        try:
            mine = place.look()
            if mine and mine[0] == data:
                place.drop()
        except (OSError, ReleaseError):
            pass  # the target cannot be reached; the lock grows old there


def _abandoned(data: bytes, age: float) -> bool:
    if age > STALE:
        return True
    owner = _owner(data)
    if owner.get("machine") != _machine():
        return False
    process = owner.get("process")
    return isinstance(process, int) and _began(process) != owner.get("began")


def _busy(data: bytes, age: float) -> ReleaseError:
    owner = _owner(data)
    who = f"{owner.get('owner', 'somebody')}, process {owner.get('process', '?')}"
    return ReleaseError(
        f"another publication to this target is under way: {who}, last heard of {max(age, 0):.0f} s ago. Nothing was changed",
        f"Wait until it has ended. A publication that broke off is taken over after {STALE / 60:.0f} minutes, or at once with --break-lock.",
    )


def _owner(data: bytes) -> dict:
    try:
        value = json.loads(data)
        return value if isinstance(value, dict) else {}
    except ValueError:
        return {}


def _machine() -> str:
    """This machine since its start, and this container in it: only there does a process number mean anything."""
    parts = [platform.node()]
    for read in (lambda: Path("/proc/sys/kernel/random/boot_id").read_text().strip(), lambda: os.readlink("/proc/self/ns/pid")):
        try:
            parts.append(read())
        except OSError:
            parts.append("")
    return " ".join(parts)


def _began(process: int) -> str:
    """When a process began, in the kernel's ticks: tells it from a later one of the same number. Empty when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    except OSError:
        try:
            os.kill(process, 0)
            return "running"
        except (OSError, OverflowError):
            return ""
