# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request's ZIP: its data, its schedule, every released file, and SHA256SUMS. Equal contents make equal bytes.

Only what is published beside it goes in. PDFs and pictures are stored, as they do not get smaller; texts are too, so that no
version of a library decides the bytes. Times are the first day that the format knows (APPNOTE 4.4.6).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from ..store import sha256

SUMS = "SHA256SUMS"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16


def zipped(folder: str, members: Sequence[tuple[str, bytes]]) -> bytes:
    """`members` (name, bytes) below `folder`, with a list of hashes that sha256sum(1) checks: `sha256sum --check SHA256SUMS`."""
    sums = "".join(f"{sha256(body)}  {name}\n" for name, body in members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in (*members, (SUMS, sums.encode())):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _FIRST_DAY)
            entry.external_attr, entry.create_system = _PLAIN_FILE, 3
            archive.writestr(entry, body)
    return out.getvalue()
