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

import json
from collections.abc import Iterable
from urllib.parse import quote

from ..problems import ReleaseError
from .links import Read
from .manifest import Manifest
from .served import RELEASE, is_page
from .signing import sign

MANIFEST, SIGNATURE, KEY = RELEASE
_SEARCH = "search/"
"""The search's script reckons the names of its files from what is searched for: they are all there to be found."""
_LEADS = (".well-known/foi.json", "sitemap.xml", "data/catalogue.jsonld", "data/datapackage.json", "data/log.json", "data/openapi.json")
"""Where programs begin to read: what stands there is found without a page."""
_KNOWN = ("404.html", "feed.xml", "sitemap.xml", "robots.txt", "favicon.ico", "CNAME", "accessibility.csv")
"""What hosts, readers and search engines ask for without a link."""


def unnamed(manifest: Manifest, read: Read) -> list[str]:
    """Files outside `requests/` that nothing outside it names: nobody could find them without a list."""
    stray = {path: (path.rsplit("/", 1)[-1].encode(), quote(path.rsplit("/", 1)[-1]).encode()) for path in manifest.files if _needs_a_name(path)}
    for page in _editorial(manifest):
        if not stray:
            break
        data = read(page)
        for path, names in list(stray.items()):
            if any(name in data for name in names):
                del stray[path]
    return sorted(stray)


def unnamed_still(manifest: Manifest, read: Read, before: bytes, touched: Iterable[str]) -> list[str]:
    """The same for a tree of which only `touched` has changed since `before`, its public list, was published: no other page is read."""
    first, last = before.find(b'"requests/'), before.rfind(b'"requests/')
    around = before[:first] + before[last:] if first >= 0 else before
    fresh = set(touched)
    found = [path for path in manifest.files if path not in fresh and _needs_a_name(path) and json.dumps(path, ensure_ascii=False).encode() not in around]
    return sorted(found + unnamed(Manifest({path: manifest.files[path] for path in fresh if path in manifest.files}), read))


def _needs_a_name(path: str) -> bool:
    return not path.startswith(("requests/", ".well-known/", _SEARCH)) and not is_page(path) and path not in _KNOWN


def _editorial(manifest: Manifest) -> Iterable[str]:
    """What readers and search engines are led by outside `requests/`, in the order in which it is likely to name a file.

    What programs begin with stands first, then pages, those of few folders first.
    """
    pages = (path for path in manifest.files if is_page(path) and not path.startswith("requests/"))
    return [path for path in _LEADS if path in manifest.files] + sorted(pages, key=lambda path: (path.count("/"), path))


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
