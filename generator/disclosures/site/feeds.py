# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Atom feed of the log (RFC 4287) and the sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ..log.answer import OUTCOMES, Answer
from ..log.hall import Log
from . import addresses

LATEST = 50
UNDATED = date(2005, 1, 1)
"""RFC 4287 wants a date for each entry; undated answers get the day the UK Act came into force, the oldest there is."""


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _updated(answer: Answer) -> date:
    changes = [change.date.last for change in answer.request.history]
    if answer.request.withdrawn:
        changes.append(answer.request.withdrawn.date.last)
    if answer.dated:
        changes.append(answer.dated.first)
    return max(changes, default=UNDATED)


def _id(answer: Answer, base: str) -> str:
    """Stable whatever the title becomes; a tag: address (RFC 4151) where the site has no public one."""
    return f"{base or 'tag:disclosure-log,2005:'}{addresses.request(answer.request.reference)}"


def atom(log: Log, base: str, title: str) -> bytes:
    """The newest answers, withdrawals told as such; entries change their date when the answer is corrected."""
    shown = sorted(log.everything, key=lambda a: (_updated(a), a.request.reference), reverse=True)[:LATEST]
    newest = max((_updated(a) for a in shown), default=UNDATED)
    out = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">',
           f"<title>{escape(title)}</title>", f"<id>{escape(base or 'tag:disclosure-log,2005:')}</id>",
           f"<updated>{_instant(newest)}</updated>"]  # fmt: skip
    if base:
        out += [f"<link href={quoteattr(base)}/>", f'<link rel="self" href={quoteattr(base + addresses.FEED)}/>']
    for answer in shown:
        request = answer.request
        lead = "Withdrawn: " if answer.withdrawn else ""
        summary = request.withdrawn.reason if answer.withdrawn and request.withdrawn else request.summary
        href = base + addresses.request(request.reference)
        out += ["<entry>", f"<title>{escape(lead + request.title)}</title>", f"<id>{escape(_id(answer, base))}</id>",
                f"<updated>{_instant(_updated(answer))}</updated>", f"<link href={quoteattr(href)}/>",
                f"<author><name>{escape(answer.authority.name)}</name></author>",
                f"<category term={quoteattr(OUTCOMES[answer.outcome])}/>",
                f"<summary>{escape(summary)}</summary>", "</entry>"]  # fmt: skip
    return "\n".join([*out, "</feed>", ""]).encode()


def sitemap(pages: Iterable[str], base: str) -> bytes:
    """Every page's address, absolute as the protocol wants it."""
    rows = [f"<url><loc>{escape(base + page)}</loc></url>" for page in sorted(pages)]
    head = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    return "\n".join([*head, *rows, "</urlset>", ""]).encode()
