# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page links to, and where a redirect page leads: read from the bytes of the tree's pages."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from .manifest import Entry, Manifest
from .served import is_page, path_of

_LINK = re.compile(rb'\s(?:href|src)="([^"]*)"')
_REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]+)">')
_HEAD = 2048
"""A redirect page says so at once."""

Read = Callable[[str], bytes]
"""Gives the bytes of a path."""


def links(path: str, data: bytes, root: str = "/") -> Iterator[str]:
    """Paths of the tree that the page at `path` links to, as they are written; `root` is where the site lies on its host."""
    for found in dict.fromkeys(_LINK.findall(data)):
        if target := resolve(path, html.unescape(found.decode("utf-8", "replace")), root):
            yield target


def resolve(path: str, href: str, root: str = "/") -> str | None:
    """The path that a link on the page at `path` leads to; None for other hosts, other schemes and places on the page itself."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    where = unquote(parts.path)
    if where.startswith("/"):
        if not where.startswith(root):
            return None
        joined = where[len(root) :]
    else:
        joined = posixpath.join(posixpath.dirname(path), where)
    folder = joined.endswith(("/", "/.", "/..")) or joined in ("", ".", "..")
    clean = posixpath.normpath(joined) if joined else "."
    if clean.startswith(".."):
        return None
    clean = "" if clean == "." else clean
    return path_of(f"{clean}/" if folder and clean else clean)


def redirect(path: str, data: bytes) -> str | None:
    """The path that a redirect page leads to; None for every other page."""
    found = _REFRESH.search(data[:_HEAD])
    return resolve(path, html.unescape(found[1].decode("utf-8", "replace"))) if found else None


def redirects(files: Mapping[str, Entry], read: Read) -> dict[str, str]:
    """Every redirect page of a tree, with the path it leads to. Only small pages are opened: the others are none."""
    found = {}
    for path in files:
        if is_page(path) and files[path].size < 2 * _HEAD and (target := redirect(path, read(path))):
            found[path] = target
    return found


def on_host(moved: Mapping[str, str], site_url: str) -> dict[str, str]:
    """The same redirects with paths that begin at the root of the host, without its /."""
    root = urlsplit(site_url).path.lstrip("/")
    return {f"{root}{old}": f"{root}{to}" for old, to in moved.items()}


def broken(new: Manifest, pages: Iterator[str], read: Read) -> Iterator[tuple[str, str]]:
    """(page, path) for each link on one of `pages` to a path that the tree does not hold."""
    root = urlsplit(new.site).path or "/"
    for page in pages:
        for target in links(page, read(page), root):
            if target not in new.files and f"{target}/index.html" not in new.files:
                yield page, target
