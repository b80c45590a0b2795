# SPDX-License-Identifier: AGPL-3.0-or-later
"""What programs look for at fixed addresses of a host.

    robots.txt                  RFC 9309: everything may be read, and where the sitemap is
    opensearch.xml              OpenSearch 1.1, draft 6: how a browser searches the site; only where there is a page to search
    .well-known/foi.json        who answers requests here, how to ask them, their publication schemes, the log and its feeds
    .well-known/security.txt    RFC 9116, when it is set

Addresses below .well-known/ (RFC 8615) count from the root of the host: a site in a sub-folder has to be given them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from ..casework.authority import Authority
from . import addresses

FEEDS = (("application/atom+xml", addresses.FEED),)
"""(media type, address) of the feeds of the whole log."""


@dataclass(frozen=True)
class Security:
    """Where a weakness of the site can be told."""

    contacts: tuple[str, ...]
    expires: str
    """The last day on which this holds, ISO 8601."""
    policy: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What these files tell."""

    title: str
    base: str
    """The site's public address, ending in a slash, or empty."""
    authorities: tuple[Authority, ...]
    security: Security | None = None


def every(about: About, own: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of each file; `own` are the addresses of the pages that tell of the whole log."""
    yield addresses.ROBOTS, robots(about).encode()
    yield addresses.FOI, foi(about, own)
    if about.base and addresses.SEARCH in own:
        yield addresses.OPENSEARCH, opensearch(about).encode()
    if about.security:
        yield addresses.SECURITY, security(about.security, about.base).encode()


def robots(about: About) -> str:
    """Nothing is kept from anybody: what must not be found is not published."""
    sitemap = f"\nSitemap: {about.base}{addresses.SITEMAP}\n" if about.base else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def opensearch(about: About) -> str:
    """For the address bar of a browser. Short names have at most 16 characters there."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(about.title[:16].strip())}</ShortName>\n<Description>{escape(f'Search {about.title}')}</Description>\n"
        f"<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(about.base + addresses.SEARCH)}?q={{searchTerms}}"/>\n</OpenSearchDescription>\n'
    )


def foi(about: About, own: Sequence[str]) -> bytes:
    """Who answers here and where everything is; `data/schemas/foi.json` describes it."""
    base = about.base
    told = {
        "version": 1,
        "log": {"title": about.title, "url": base, "answers": base + addresses.ANSWERS, "data": base + addresses.LOG_JSON,
                "catalogue": base + addresses.CATALOGUE, "interface": base + addresses.OPENAPI},
        "feeds": [{"type": kind, "url": base + address} for kind, address in FEEDS],
        "authorities": [{
            "name": one.name, "page": base + (page if (page := f"{addresses.AUTHORITIES}{one.key}/") in own else ""),
            "website": one.website or None, "email": one.email or None, "review": one.review_url or None,
            "publication_scheme": one.publication_scheme or None, "fictional": one.fictional,
        } for one in about.authorities],
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def security(told: Security, base: str) -> str:
    """Contacts in the order of preference."""
    lines = [*(f"Contact: {one}" for one in told.contacts), f"Expires: {told.expires}T23:59:59Z"]
    lines += [f"Preferred-Languages: {', '.join(told.languages)}"] if told.languages else []
    lines += [f"Policy: {told.policy}"] if told.policy else []
    lines += [f"Canonical: {base}{addresses.SECURITY}"] if base else []
    return "\n".join([*lines, ""])
