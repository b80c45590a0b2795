# SPDX-License-Identifier: AGPL-3.0-or-later
"""Feeds as bytes: Atom (RFC 4287) and JSON Feed (version 1.1, jsonfeed.org).

An entry's id is a name-based UUID (RFC 9562) of the authority's key and the reference: neither a new title nor a new
address of the site changes it, so that no reader gets the whole log again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from ..casework.slug import slug
from ..log.card import UNDATED
from . import addresses

_SPACE = uuid.UUID("a1b6f0c2-6a34-5c1e-9c55-0d6f4e1f7a20")
"""Of ids made here; any UUID will do, as long as it stays."""
STATUS = {"published": "Published", "changed": "Changed", "withdrawn": "Withdrawn"}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry."""

    id: str
    title: str
    href: str
    """Address of the page, from the site's root."""
    updated: str
    """ISO 8601 day."""
    published: str
    """ISO 8601 day, or empty."""
    author: str
    language: str
    status: str
    """A key of STATUS."""
    tags: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class Feed:
    """The feed of the list whose page is at `page`."""

    page: str
    title: str
    items: Callable[[], Sequence[Item]]
    tells: list[str]
    """All that it tells: while that stays, so do its bytes."""


@lru_cache(maxsize=4096)
def lasting_id(authority: str, reference: str, *more: str) -> str:
    """`urn:uuid:…` of an answer, or of a part of what is told of it."""
    return uuid.uuid5(_SPACE, "/".join((authority, slug(reference), *more))).urn


def _time(day: str) -> str:
    """Days as RFC 3339 wants them."""
    return f"{day}T00:00:00Z"


def _updated(items: Sequence[Item]) -> str:
    return _time(max((item.updated for item in items), default=UNDATED.isoformat()))


def _link(target: str, feed: Feed, base: str) -> str:
    return base + target if base else addresses.relative(target, feed.page)


def _feed_id(feed: Feed, base: str) -> str:
    return base + feed.page if base else lasting_id("feed", "", feed.page)


def atom(feed: Feed, base: str) -> bytes:
    """The feed as Atom; `base` is the site's public address, ending in a slash, or empty."""
    items = feed.items()
    out = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
           f"<title>{escape(feed.title)}</title>", f"<id>{escape(_feed_id(feed, base))}</id>",
           f"<updated>{_updated(items)}</updated>", f"<author><name>{escape(feed.title)}</name></author>",
           f'<link href="{escape(_link(feed.page, feed, base))}"/>']  # fmt: skip
    if base:
        out.append(f'<link rel="self" type="application/atom+xml" href="{escape(base + addresses.feed(feed.page))}"/>')
    for item in items:
        language = f' xml:lang="{escape(item.language)}"' if item.language != "en" else ""
        out += [f"<entry{language}>", f"<title>{escape(item.title)}</title>", f"<id>{item.id}</id>",
                f"<updated>{_time(item.updated)}</updated>"]  # fmt: skip
        if item.published:
            out.append(f"<published>{_time(item.published)}</published>")
        out += [f'<link href="{escape(_link(item.href, feed, base))}"/>', f"<author><name>{escape(item.author)}</name></author>"]
        out += [f'<category term="{item.status}" label="{STATUS[item.status]}"/>', *(f'<category term="{escape(tag)}"/>' for tag in item.tags)]
        out += [f"<summary>{escape(item.summary or item.title)}</summary>", "</entry>"]
    return "\n".join([*out, "</feed>", ""]).encode()


def json_feed(feed: Feed, base: str) -> bytes:
    """The same as JSON Feed."""
    data: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    if base:
        data |= {"home_page_url": base + feed.page, "feed_url": base + addresses.feed(feed.page, "json")}
    data |= {"language": "en", "authors": [{"name": feed.title}], "items": [_json_item(item, feed, base) for item in feed.items()]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item, feed: Feed, base: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": _link(item.href, feed, base),
        "title": item.title,
        "content_text": item.summary or item.title,
        **({"date_published": _time(item.published)} if item.published else {}),
        "date_modified": _time(item.updated),
        "authors": [{"name": item.author}],
        "tags": [STATUS[item.status], *item.tags],
        "language": item.language,
        "_disclosures": {"status": item.status},
    }
