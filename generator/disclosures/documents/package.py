# SPDX-License-Identifier: AGPL-3.0-or-later
"""ZIP packages (Office files, archives), opened with limits: a few kilobytes can unpack to terabytes."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from ..problems import DocumentError

_SAVE = "Save it again from the program it came from"
MAX_PARTS = 20_000
MAX_BYTES = 400_000_000
MAX_RATIO = 250
"""Unpacked bytes for each packed one, above a megabyte; tables of repeated words reach about 100."""


def parts(data: bytes, name: str = "package.zip") -> dict[str, bytes]:
    """Every part by its name, unpacked. Raises DocumentError for broken, encrypted, or exploding packages."""
    file = Path(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            size = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_PARTS or size > MAX_BYTES or size > max(len(data) * MAX_RATIO, 1_000_000):
                raise DocumentError(
                    file, "this file unpacks to far more than it should", _SAVE
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise DocumentError(file, "this file needs a password", "Remove the password and save the file again")
            _refuse_overlap(archive, data, file)
            found: dict[str, bytes] = {}
            for entry in entries:
                if entry.filename in found:
                    raise DocumentError(
                        file, f"this file holds “{entry.filename}” twice", "Save it again from the program it came from"
                    )
                found[entry.filename] = archive.read(entry)
            return found
    except DocumentError:
        raise
    except Exception as error:  # zipfile passes on errors of zlib, struct and codecs
        raise DocumentError(
            file, "this file is damaged and cannot be opened", "Save it again from the program it came from"
        ) from error


def _refuse_overlap(archive: zipfile.ZipFile, data: bytes, file: Path) -> None:
    """Parts that share bytes let a small file unpack to any size."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        name, extra = struct.unpack("<HH", data[entry.header_offset + 26 : entry.header_offset + 30])
        if entry.header_offset < at:
            raise DocumentError(file, "the parts of this file lie over one another", _SAVE)
        at = entry.header_offset + 30 + name + extra + entry.compress_size
    if at > archive.start_dir:
        raise DocumentError(file, "the parts of this file lie over one another", _SAVE)


def pack(parts: dict[str, bytes], first: str) -> bytes:
    """A package of these parts, the same bytes each time: `first` leads, the others by name, without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            # the first part of an OpenDocument file says its kind and is not packed (part 2, 3.3)
            entry.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, parts[part])
    return out.getvalue()
