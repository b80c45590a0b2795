# SPDX-License-Identifier: AGPL-3.0-or-later
"""The built tree: filled beside the last good site, then put in its place.

A whole new tree changes places with the old one in one step. A few changed files are moved one by one, each in one step:
first what pages link to, then pages, removals last, so that no page ever leads to a file that is not there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

STAGING = ".building"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_for(site: Path) -> Path:
    """The folder to fill: a hidden neighbour of the site."""
    return site.with_name(f".{site.name}{STAGING}")


def write(root: Path | str, address: str, data: bytes) -> None:
    """Write one file; an address that ends in / is a page. Addresses never lead out of `root`."""
    path = place(root, address)
    try:
        _write(path, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _write(path, data)


def _write(path: str, data: bytes) -> None:
    """Without Python's buffers, which cost more than a page."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def place(root: Path | str, address: str) -> str:
    """The path of the file that answers at an address. Raises ValueError for an address that leads out of `root`."""
    if ".." in address and ".." in address.split("/") or address.startswith("/"):
        raise ValueError(f"{address} leads out of the site")
    return f"{root}/{file_of(address)}"


def file_of(address: str) -> str:
    """The file, relative to the site, that answers at an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


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


def complete(staging: Path, site: Path, kept: Iterable[str]) -> None:
    """Link what stays as it is into `staging`, so that it is a whole site. The files themselves are shared, not copied."""
    for address in kept:
        source, target = place(site, address), place(staging, address)
        try:
            os.link(source, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.link(source, target)


def move(staging: Path, site: Path, changed: Sequence[str], gone: Iterable[str]) -> None:
    """Move `changed` addresses from `staging` into the site and take `gone` ones away. What was done before is passed over."""
    for address in sorted(changed, key=_before):
        source, target = place(staging, address), place(site, address)
        try:
            os.replace(source, target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if os.path.exists(source):
                _make_way(site, target)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.replace(source, target)
    for address in gone:
        path = place(site, address)
        if os.path.isfile(path):
            os.unlink(path)
        folder = os.path.dirname(path)
        while len(folder) > len(str(site)):
            try:
                os.rmdir(folder)
            except OSError:
                break
            folder = os.path.dirname(folder)


def _before(address: str) -> tuple[bool, bool, int, str]:
    """Files stand before pages, answers before the lists that lead to them, and what lies deeper before what lies above it."""
    page = address.endswith("/") or not address
    return page, page and not address.startswith("requests/"), -address.count("/"), address


def _make_way(site: Path, target: str) -> None:
    """A page may stand where a file was, and a file where a page was: take away what was there."""
    if os.path.isdir(target):
        shutil.rmtree(target)
    folder = os.path.dirname(target)
    while len(folder) > len(str(site)):
        if os.path.isfile(folder):
            os.unlink(folder)
        folder = os.path.dirname(folder)


def one_case(folder: Path) -> bool:
    """Whether `A` and `a` are one name on the file system of `folder`."""
    return folder.exists() and folder.name.swapcase() != folder.name and folder.with_name(folder.name.swapcase()).exists()


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE; False where the system or the file system does not offer it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
