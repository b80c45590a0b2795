# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an address to a file of the site, its content type, and the part of it that was asked for."""

from __future__ import annotations

import mimetypes
import os
import re
from pathlib import Path

from ..release import served

_TYPES = mimetypes.MimeTypes(filenames=())  # the same on every machine
for _ending, _kind in {
    ".ics": "text/calendar", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".yaml": "application/yaml", **served.TYPES,
}.items():  # fmt: skip
    _TYPES.add_type(_kind.partition(";")[0], _ending)
_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*\Z")


class Unsatisfiable(Exception):
    """The part that was asked for lies outside of the file."""


def find(site: Path, inside: str) -> str | None:
    """The path of the file at an address of the site, which was already unquoted; None when there is none.

    An address of a folder without its last / finds the folder. Nothing outside of the site is ever found.
    """
    parts = inside.split("/")
    if any(part in (".", "..") or "\\" in part or "\0" in part for part in parts) or "" in parts[:-1]:
        return None
    path = os.path.join(site, *parts)
    if not parts[-1]:
        path = os.path.join(path, "index.html")
    elif os.path.isdir(path):
        return path if os.path.isfile(os.path.join(path, "index.html")) else None
    home = os.path.realpath(site)
    return path if os.path.isfile(path) and os.path.realpath(path).startswith(home + os.sep) else None


def content_type(path: str) -> str:
    """As a well-kept host sends it."""
    kind, packed = _TYPES.guess_type(path)
    if packed or not kind:
        return "application/gzip" if packed == "gzip" else "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml")) or kind == "image/svg+xml"
    return f"{kind}; charset=utf-8" if text else kind


def part(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the byte after the last of a Range header (RFC 9110, 14.1.2); None when it is to be passed over.

    Raises Unsatisfiable. Several ranges in one header are passed over, as the standard allows.
    """
    asked = _RANGE.match(header)
    if not asked or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        if not int(last) or not size:
            raise Unsatisfiable
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last) + 1, size) if last else size
