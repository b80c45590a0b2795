# SPDX-License-Identifier: AGPL-3.0-or-later
"""Home: what this is (from content/index.md), a few figures, the latest answers, ways to browse."""

from __future__ import annotations

from ...log.hall import Log
from .. import addresses
from ..views.lists import Figure, HomePage
from ..views.parts import Link
from . import head, words
from .context import Context
from .lists import entries, facets, follow

LATEST = 5


def build(ctx: Context, log: Log, title: str, description: str) -> HomePage:
    """The home page; `title` and `description` are the web team's."""
    records = sum(sum(card.counts) for card in log.answers)
    released = sum(card.counts[0] + card.counts[1] for card in log.answers)
    pages = sum(card.pages for card in log.answers)
    figures = [Figure(words.number(len(log.answers)), "answers published"), Figure(words.number(records), "records described")]
    if pages:
        figures.append(Figure(words.number(pages), "pages you can read"))
    if records:
        figures.append(Figure(f"{100 * released // records}%", "of records released, in full or in part"))
    base = ctx.base
    ld = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": title,
        "description": description,
        **({"url": base} if base else {}),
    }
    return HomePage(
        address=addresses.HOME,
        template="home.html",
        title=title,
        head=head.plain(title, description, alternates=head.feeds(addresses.HOME, title)[1:], ld=ld),
        section="home",
        figures=tuple(figures),
        latest=entries(ctx, log.answers[:LATEST]),
        all_link=Link(f"All {words.count(len(log.answers), 'answer')}", addresses.ANSWERS),
        facets=facets(ctx, log),
        ask=Link("How to ask", "how-to-ask/"),
        follow=(*follow(addresses.HOME), Link("Corrections", addresses.CORRECTIONS), Link("What is already public", addresses.PUBLIC)),
    )
