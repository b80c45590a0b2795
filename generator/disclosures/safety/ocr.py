# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in pictures, read by Tesseract where it is installed. Without it, pictures are not read, and the manual says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

SECONDS = 15
_LARGEST = 60_000_000


@cache
def program() -> str:
    """Where Tesseract is; empty when it is not installed."""
    return shutil.which("tesseract") or ""


@cache
def installed() -> frozenset[str]:
    """The languages that Tesseract can read here, in its own three-letter names; none when it is not installed."""
    if not program():
        return frozenset()
    try:
        told = subprocess.run([program(), "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split("\n")[1:]) - {"", "osd"}


def words(picture: bytes) -> str:
    """What can be read in a picture file; empty when nothing can, when it takes too long, or without Tesseract."""
    if not program() or len(picture) > _LARGEST:
        return ""
    try:
        done = subprocess.run(
            [program(), "stdin", "stdout", "--psm", "3"], input=picture, capture_output=True, timeout=SECONDS,
            check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
