# SPDX-License-Identifier: AGPL-3.0-or-later
"""ZIP archives (PKWARE APPNOTE): the files in one, what it holds besides, and the same files packed anew."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..problems import DocumentError
from . import package

_BEFORE_CLOCKS = (1980, 1, 1, 0, 0, 0)
_LEFTOVER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True)
class Archive:
    """`members` by name, without folders and without what operating systems leave behind."""

    members: tuple[tuple[str, bytes], ...]
    besides: tuple[tuple[str, str], ...]
    """What the archive holds besides: (plain words for it, the text)."""


def read(data: bytes, name: str) -> Archive:
    """Raises DocumentError for broken, encrypted or exploding archives, and such that hold nothing."""
    parts = package.parts(data, name)
    besides = [("a file that an operating system left behind", part) for part in parts if _LEFTOVER.search(part)]
    members = tuple((part, body) for part, body in parts.items() if not _LEFTOVER.search(part))
    if not members:
        raise DocumentError(Path(name), "this archive is empty", "Put the released files in it, or release them one by one")
    besides += [("a path that leaves its folder", part) for part, _ in members if inner_name(part) != part]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        if archive.comment:
            besides.append(("a comment", archive.comment.decode("utf-8", "replace")))
        besides += [("a comment on a file", entry.comment.decode("utf-8", "replace")) for entry in entries if entry.comment]
        besides += _between(data, entries, archive.start_dir)
    return Archive(members, tuple(besides))


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The members alone, in this order: the same bytes on any machine, since nothing is compressed."""
    out, taken = io.BytesIO(), set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in members:
            path = PurePosixPath(inner_name(name))
            unique, number = path, 2
            while str(unique).casefold() in taken:
                unique, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
            taken.add(str(unique).casefold())
            entry = zipfile.ZipInfo(str(unique), _BEFORE_CLOCKS)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return out.getvalue()


def inner_name(name: str) -> str:
    """A member's name with folders, as long as they stay inside; otherwise its last part alone."""
    clean = "".join(letter for letter in name if letter.isprintable())
    parts = clean.replace("\\", "/").split("/")
    if any(part in ("", ".", "..") or ":" in part for part in parts) or "\\" in clean:
        return parts[-1].replace(":", "") or "file"
    return "/".join(parts)


def _between(data: bytes, entries: list[zipfile.ZipInfo], end: int) -> list[tuple[str, str]]:
    """What stands before, between and behind the members, and their extra fields and second names."""
    found, at = [], 0
    for entry in entries:
        start = entry.header_offset
        if stray := data[at:start].removeprefix(b"PK\x07\x08"):
            if not (at and len(data[at:start]) in (12, 16, 20, 24)):  # sizes that follow a member written as a stream
                found.append(("bytes between its files", stray[:200].decode("latin-1")))
        long, more = struct.unpack("<HH", data[start + 26 : start + 30])
        body = start + 30 + long + more
        if entry.extra or more:
            found.append(("extra fields of a file", _printable(entry.extra + data[start + 30 + long : body])))
        if data[start + 30 : start + 30 + long].decode("utf-8", "replace") != entry.orig_filename and entry.flag_bits & 0x800:
            found.append(("a second name of a file", data[start + 30 : start + 30 + long].decode("utf-8", "replace")))
        at = body + entry.compress_size
    if len(data[at:end].removeprefix(b"PK\x07\x08")) > 20:
        found.append(("bytes between its files", _printable(data[at:end])))
    return found


def _printable(data: bytes) -> str:
    return "".join(chr(byte) for byte in data[:200] if 32 <= byte < 127)
