# SPDX-License-Identifier: AGPL-3.0-or-later
"""The built tree: filled beside the last good site, compared with the log, then put in its place in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

STAGING = ".building"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_for(site: Path) -> Path:
    """The folder to fill: a hidden neighbour of the site, emptied of what an interrupted build left."""
    staging = site.with_name(f".{site.name}{STAGING}")
    shutil.rmtree(staging, ignore_errors=True)
    return staging


def write(root: Path, address: str, data: bytes) -> None:
    """Write one file; an address that ends in / is a page. Addresses never lead out of `root`."""
    path = os.path.join(root, file_of(address))
    if not os.path.normpath(path).startswith(os.path.join(os.path.normpath(root), "")):
        raise ValueError(f"{address} leads out of the site")
    try:
        file = open(path, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = open(path, "wb")
    with file:
        file.write(data)


def file_of(address: str) -> str:
    """The file, relative to the site, that answers at an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def missing(root: Path, addresses: Iterable[str]) -> list[str]:
    """Addresses of the log for which the tree holds no file: a generator that drops pages silently is caught here."""
    return [address for address in addresses if not os.path.isfile(os.path.join(root, file_of(address)))]


def put_in_place(staging: Path, site: Path) -> None:
    """Make `staging` the site. Readers see the old site or the new one; on Linux the two change places atomically."""
    if not site.exists():
        os.replace(staging, site)
    elif _exchange(staging, site):
        shutil.rmtree(staging)
    else:
        old = site.with_name(f".{site.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        os.replace(site, old)
        os.replace(staging, site)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE; False where the system or the file system does not offer it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
