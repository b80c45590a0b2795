# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proofs: that what is live is what was released, and that one file is a released one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ..problems import ReleaseError
from ..store import sha256
from . import manifest, signing
from .manifest import Entry, Manifest
from .served import RELEASE
from .target import Sent, Target
from .web import Web

_THREADS = 8
_MANIFEST, _SIGNATURE, _KEY = RELEASE
Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Found:
    """What a proof found: how many files were read, what is wrong, and what else there is to say."""

    files: int
    wrong: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def signature(read: Read, key: bytes | None = None) -> tuple[Manifest, list[str], list[str]]:
    """(public manifest, what is wrong, remarks). `key` is the public key to trust; the one that is live when it is None.

    Raises ReleaseError when there is no manifest.
    """
    try:
        data = read(_MANIFEST)
    except FileNotFoundError:
        raise ReleaseError("the site has no release.json: it was not released by this program", "Publish it first.") from None
    found = manifest.read(data, _MANIFEST)
    try:
        mark = read(_SIGNATURE)
    except FileNotFoundError:
        return found, ["the manifest bears no signature"] if key else [], ["The manifest is not signed."]
    try:
        public = key or read(_KEY)
    except FileNotFoundError:
        return found, ["the manifest bears a signature, but its public key is missing"], []
    if not signing.verified(data, mark, public):
        return found, ["the signature does not belong to this manifest and key"], []
    whose = "" if key else " (the key that is live; compare its fingerprint with one from elsewhere)"
    return found, [], [f"Signed with the key {signing.fingerprint(public)}{whose}."]


def at_target(target: Target, key: bytes | None = None, sent: Sent = lambda *_: None) -> Found:
    """Read everything at a target again, and check the published manifest against the target's own record."""
    wrong = target.differences(sent)
    live = target.live()

    def read(path: str) -> bytes:
        if path not in live.files:
            raise FileNotFoundError(path)
        return live.read(path)

    public, bad, remarks = signature(read, key)
    wrong += bad
    wrong += [f"the published manifest and the release's record differ about {path}" for path, e in public.files.items() if live.files.get(path) != e]
    return Found(len(live.files), tuple(wrong), tuple(remarks))


def over_http(url: str, key: bytes | None = None, sent: Sent = lambda *_: None) -> Found:
    """Fetch every file that a site's public manifest lists, as a reader gets it."""
    site = Web(url)
    public, wrong, remarks = signature(site.read, key)
    total, size = sum(entry.size for entry in public.files.values()), 0
    files = sorted(public.files.items())
    with ThreadPoolExecutor(_THREADS) as pool:
        for count, ((_, entry), text) in enumerate(zip(files, pool.map(lambda one: _fetched(site, *one), files), strict=True), 1):
            wrong += [text] if text else []
            size += entry.size
            sent(count, len(files), size, total)
    return Found(len(files), tuple(wrong), tuple(remarks))


def _fetched(site: Web, path: str, entry: Entry) -> str:
    try:
        data = site.read(path, entry.size)
    except FileNotFoundError:
        return f"{path} is missing"
    return "" if sha256(data) == entry.sha256 else f"{path} has other bytes than were released"


def places(public: Manifest, digest: str) -> list[str]:
    """Where a file with this SHA-256 is published."""
    return sorted(path for path, entry in public.files.items() if entry.sha256 == digest)
