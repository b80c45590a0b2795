# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Atom feed of the log (RFC 4287) and the sitemaps (sitemaps.org 0.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from ..log.answer import OUTCOMES
from ..log.card import UNDATED, Card
from ..log.hall import Log
from . import addresses

LATEST = 50
MOST = 50_000
"""Addresses in one sitemap, by the protocol."""


def latest(log: Log) -> list[Card]:
    """The answers of the feed: those changed last."""
    return sorted(log.everything, key=lambda card: (card.updated, card.reference), reverse=True)[:LATEST]


def _id(card: Card, base: str) -> str:
    """Stable whatever the title becomes; a tag: address (RFC 4151) where the site has no public one."""
    return f"{base or 'tag:disclosure-log,2005:'}{addresses.request(card.reference)}"


def atom(shown: Iterable[Card], base: str, title: str) -> bytes:
    """The newest answers, withdrawals told as such; entries change their date when the answer is corrected."""
    shown = list(shown)
    newest = max((card.updated for card in shown), default=UNDATED.isoformat())
    out = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">',
           f"<title>{escape(title)}</title>", f"<id>{escape(base or 'tag:disclosure-log,2005:')}</id>",
           f"<updated>{newest}T00:00:00Z</updated>"]  # fmt: skip
    if base:
        out += [f'<link href="{escape(base)}"/>', f'<link rel="self" href="{escape(base + addresses.FEED)}"/>']
    for card in shown:
        lead = "Withdrawn: " if card.withdrawn else ""
        href = base + addresses.request(card.reference)
        out += ["<entry>", f"<title>{escape(lead + card.title)}</title>", f"<id>{escape(_id(card, base))}</id>",
                f"<updated>{card.updated}T00:00:00Z</updated>", f'<link href="{escape(href)}"/>',
                f"<author><name>{escape(card.authority_name)}</name></author>",
                f'<category term="{escape(OUTCOMES[card.outcome])}"/>',
                f"<summary>{escape(card.reason or card.summary)}</summary>", "</entry>"]  # fmt: skip
    return "\n".join([*out, "</feed>", ""]).encode()


def yearly(log: Log) -> dict[str, list[Card]]:
    """The cards by the year that their sitemap is named after: `2023`, or `undated`."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in log.everything:
        found[str(card.dated.last.year) if card.dated else "undated"].append(card)
    return found


def sitemap(pages: Iterable[str], base: str) -> bytes:
    """Every page's address, absolute as the protocol wants it."""
    return _urls("urlset", "url", (base + page for page in pages))


def parts(name: str, pages: int) -> Iterator[tuple[str, slice]]:
    """Addresses of the sitemaps of so many pages, as many as the protocol makes necessary: `sitemaps/2023.xml`."""
    for number, start in enumerate(range(0, pages, MOST), 1):
        yield addresses.sitemap(name if number == 1 else f"{name}-{number}"), slice(start, start + MOST)


def sitemap_index(sitemaps: Iterable[str], base: str) -> bytes:
    """Where all sitemaps are."""
    return _urls("sitemapindex", "sitemap", (base + one for one in sitemaps))


def _urls(root: str, row: str, urls: Iterable[str]) -> bytes:
    head = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    rows = [f"<{row}><loc>{escape(url)}</loc></{row}>" for url in urls]
    return "\n".join([*head, *rows, f"</{root}>", ""]).encode()
