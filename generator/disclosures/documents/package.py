# SPDX-License-Identifier: AGPL-3.0-or-later
"""ZIP packages (Office files, archives), opened with limits: a few kilobytes can unpack to terabytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ..problems import DocumentError

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
                    file, "this file unpacks to far more than it should", "Save it again from the program it came from"
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise DocumentError(file, "this file needs a password", "Remove the password and save the file again")
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
