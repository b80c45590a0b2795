# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a release publishes of itself, so that a reader can prove that a file is the one released.

    release.json       the public part of the manifest
    release.json.sig   its Ed25519 signature, 64 bytes     (only where the log has a key)
    release-key.pem    the public key

The public manifest lists addresses, and a list can tell what no page does. So it holds only what a reader can find anyway:
everything under `requests/`, which the plan has compared with the log, pages, and other files that some page names. A file
that lies in the tree unnamed, such as a leftover of the web team, is not listed; the plan warns of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from ..problems import ReleaseError
from .links import Read
from .manifest import Manifest
from .served import RELEASE, is_page
from .signing import sign

MANIFEST, SIGNATURE, KEY = RELEASE
_SITEMAP = "sitemap.xml"
_KNOWN = ("404.html", "feed.xml", "sitemap.xml", "robots.txt", "favicon.ico", "CNAME", "accessibility.csv")
"""What hosts, readers and search engines ask for without a link."""


def unnamed(manifest: Manifest, read: Read) -> list[str]:
    """Files outside `requests/` that no page outside it names: nobody could find them without a list."""
    stray = {
        path: (path.rsplit("/", 1)[-1].encode(), quote(path.rsplit("/", 1)[-1]).encode())
        for path in manifest.files
        if not path.startswith(("requests/", ".well-known/")) and not is_page(path) and path not in _KNOWN
    }
    for page in _editorial(manifest):
        if not stray:
            break
        data = read(page)
        for path, names in list(stray.items()):
            if any(name in data for name in names):
                del stray[path]
    return sorted(stray)


def _editorial(manifest: Manifest) -> Iterable[str]:
    """What readers and search engines are led by outside `requests/`, in the order in which it is likely to name a file.

    The list of sitemaps stands first, then pages, those of few folders first.
    """
    pages = (path for path in manifest.files if path == _SITEMAP or is_page(path) and not path.startswith("requests/"))
    return sorted(pages, key=lambda path: (path != _SITEMAP, path.count("/"), path))


def public(manifest: Manifest, hidden: Iterable[str]) -> Manifest:
    """The manifest that is published: without `hidden` (see unnamed) and without what only a host reads."""
    leave = {*hidden, "CNAME"}
    files = {path: entry for path, entry in manifest.files.items() if path not in leave and not path.startswith((".", "_"))}
    return Manifest(files, manifest.site)


def extras(manifest: Manifest, hidden: Iterable[str], key: bytes | None) -> dict[str, bytes]:
    """The files that a release adds to the tree, with their bytes. `key` is the private key's PEM, or None.

    Raises ReleaseError when the tree has files of these names already.
    """
    if taken := [name for name in RELEASE if name in manifest.files]:
        raise ReleaseError(f"the site has a {taken[0]} of its own, a name that a release needs", "Give that file another name.")
    data = public(manifest, hidden).data
    if key is None:
        return {MANIFEST: data}
    signature, public_key = sign(data, key)
    return {MANIFEST: data, SIGNATURE: signature, KEY: public_key}
