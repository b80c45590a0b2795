# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sitemaps (sitemaps.org 0.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from ..log.card import Card
from ..log.hall import Log
from . import addresses

MOST = 50_000
"""Addresses in one sitemap, by the protocol."""


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
