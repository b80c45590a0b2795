# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that a record may lead a reader to: web addresses, spelled so that every browser reads them alike."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)


def web_address(written: str) -> str:
    """The address as it may stand in a page; empty for any that is not http or https, names a user, or is broken."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or parts.username is not None or not _HOST.fullmatch(host):
        return ""
    return urlunsplit((parts.scheme, host + port, *(_spelled(part) for part in parts[2:])))


def _spelled(part: str) -> str:
    """A path, query or fragment with every character escaped that may not stand there (RFC 3986)."""
    return quote(_STRAY.sub("%25", part), safe="%/:=&?~+!$,;'@()*")
