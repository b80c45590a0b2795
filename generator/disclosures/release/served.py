# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a file of the site is served: its content type, how long it may be kept, and in which order it has to arrive.

Paths are those of the tree, `requests/nmc-24-0031/index.html`; the address of a page ends in `/`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".pem": "application/x-pem-file",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".rtf": "application/rtf",
    ".sig": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".jsonld": "application/ld+json",
    ".sqlite": "application/vnd.sqlite3",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""Written out, because Python's own table is read from the machine and differs between machines."""

LONG = "public, max-age=31536000, immutable"
SHORT = "public, max-age=0, must-revalidate"
HASHED = r"^(?:assets/[^/]+\.[0-9a-f]{8,64}\.[a-z0-9]+|requests/[^/]+/records/.+/pages/[0-9a-f]{16}\.webp)$"
"""Files whose name holds a hash of their content: other bytes get another name."""
RELEASE = ("release.json", "release.json.sig", "release-key.pem")
"""What a release adds to the tree, so that readers can prove a file (see proof)."""
_HASHED = re.compile(HASHED)
_LATE = ("feed.xml", "sitemap.xml", "index.html", *RELEASE)


def content_type(path: str) -> str:
    """The media type to send; unknown endings are bytes to keep, never something a browser runs."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def cache_control(path: str) -> str:
    """A year for names that change with their content; everything else is asked for again each time."""
    return LONG if hashed(path) else SHORT


def hashed(path: str) -> bool:
    """Whether the name changes with the content."""
    return _HASHED.match(path) is not None


def is_page(path: str) -> bool:
    """Whether it is a page that links to other files."""
    return path.endswith(".html")


def address(path: str) -> str:
    """What a reader asks for: `requests/x/` for `requests/x/index.html`; the home page is empty."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def path_of(address: str) -> str:
    """The file that answers at an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def turn(path: str, *, fresh: bool) -> tuple[int, int, str]:
    """The key that sorts files into the order in which they may appear: nothing is linked before it is there.

    Files, then data, then pages that are new (deep ones first), then pages that change, then home, feeds and the manifest.
    """
    if path in _LATE:
        return (4 + (path in RELEASE), 0, path)
    if is_page(path):
        return (2 if fresh else 3, -path.count("/"), path)
    return (1 if path.endswith((".json", ".csv")) else 0, 0, path)


def leave(path: str) -> tuple[bool, int, str]:
    """The key that sorts files into the order in which they may go: pages before the files they linked to."""
    return (not is_page(path), path.count("/"), path)
