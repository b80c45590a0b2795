# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of data files, for the web team's page on data."""

from __future__ import annotations

from html import escape

from ...log.hall import Log
from .. import addresses, feeds
from . import words

PLACE = "<p>{{ data files }}</p>"
"""What stands on the page where the list goes: a paragraph of its own, `{{ data files }}`."""
SITE = "{{ site address }}"
"""Stands for the address of the site in examples."""


def fill(html: str, log: Log, page: str, base: str, whole: bool) -> str:
    """The body of an editorial page at the address `page`, with the list and the site's address where it asks for them."""
    if PLACE in html:
        html = html.replace(PLACE, _list(log, page, whole))
    return html.replace(SITE, escape(base or "http://127.0.0.1:8000/")) if SITE in html else html


def _list(log: Log, page: str, whole: bool) -> str:
    def link(address: str, text: str) -> str:
        return f'<a href="{escape(addresses.relative(address, page))}">{escape(text)}</a>'

    rows = [
        f"<li>{escape(year.capitalize())}: {words.count(len(cards), 'answer')}. "
        + ", ".join(link(addresses.year_csv(year, name), f"{name.capitalize()} {year} (CSV)") for name in addresses.TABLES)
        + f", {link(addresses.year_json(year), f'All {year} (JSON)')}.</li>"
        for year, cards in sorted(feeds.yearly(log).items(), reverse=True)
    ]
    if whole:
        tables = ", ".join(link(addresses.whole_csv(name), f"{name.capitalize()} (CSV)") for name in addresses.TABLES)
        rows.insert(0, f"<li>All years: {link(addresses.DATABASE, 'Database with full-text search (SQLite)')}, {tables}.</li>")
    return f"<p>{link(addresses.LOG_JSON, 'List of all years (JSON)')}.</p><ul>{''.join(rows)}</ul>"
