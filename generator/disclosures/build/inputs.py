# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a site is made from besides its requests: the program, its libraries, the statutes, the settings and the theme.

Each is told by a hash, so that a change of any of them is a change of everything that was made from it.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..law.catalogue import REGIMES
from ..store import sha256
from . import seen
from .unchanged import ABSENT

HOUSE = Path(__file__).parents[1]
LIBRARIES = ("comrak", "jinja2", "markdown", "markupsafe", "mkdocs", "nh3", "openpyxl", "pikepdf", "pillow", "pydantic", "pymupdf")


def program() -> str:
    """Changes with the code of this package and with the libraries that decide what is made."""
    files = (p for p in sorted(HOUSE.rglob("*.py")) if p.relative_to(HOUSE).parts[0] not in ("commands", "serving"))
    told = [f"{path.relative_to(HOUSE).as_posix()} {sha256(path.read_bytes())}" for path in files]
    told += [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return sha256("\n".join([sys.version, *told]).encode())


def laws() -> dict[str, str]:
    """Statute to a hash of its file."""
    return {path.stem: sha256(path.read_bytes()) for path in sorted(REGIMES.glob("*.yaml"))}


def watched(files: Iterable[Path], folders: Iterable[Path], since: int) -> list[tuple[str, str, str]]:
    """(folder, names, stamp in hexadecimal) of everything that a site is made from besides its requests.

    Libraries are told by the folders that they are installed in, which change with each installation. What changed after
    `since` (nanoseconds), when the build began to read, is not trusted: it may be newer than what was read.
    """
    found = [_watch(str(file.parent), [file.name], since) if file.exists() else (str(file), "", ABSENT) for file in files]
    for folder in folders:
        here = str(folder)
        listed = [name for name in seen.names(here) if "__pycache__" not in name]
        found.append(_watch(here, listed, since) if folder.exists() else (here, "", ABSENT))
    installed = dict.fromkeys(os.path.abspath(path) for path in sys.path if path.endswith(("site-packages", "dist-packages")))
    return found + [_watch(path, [""], since) for path in installed if os.path.isdir(path)]


def _watch(folder: str, names: list[str], since: int) -> tuple[str, str, str]:
    return folder, "\0".join(names), seen.stamp(folder, names, since).hex()
