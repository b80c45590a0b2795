# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections: what changed in a published answer, when and why; withdrawals too.

From the history that officers write, on which a build insists where the register shows a change, and from what the register
tells of many answers at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...log.hall import Log
from .. import addresses
from ..views.lists import ListPage
from ..views.parts import Entry, Link
from . import head, paging, subscriptions, words
from .context import Context
from .lists import BROWSE, follow
from .planned import Planned, plan

TITLE = "Corrections"
LEAD = "What was changed in an answer after it was published, when, and why. The newest changes stand first."
NONE = "No published answer has been changed."


def every(ctx: Context, log: Log) -> Iterator[Planned]:
    """The pages of the list; there is one even while nothing has changed, so that the address can be given to readers."""
    changes = subscriptions.changes(log, ctx.notices)
    for stretch in paging.stretches(changes, ctx.per_page):
        address = addresses.listing(addresses.CORRECTIONS, "", stretch.number)
        tells = (ctx.per_page, ctx.several, stretch.number, *stretch.neighbours, *(one.tells for one in stretch.cards))
        tells += () if stretch.number else (stretch.last,)
        yield plan(address, "list.html", tells, lambda stretch=stretch: _page(ctx, stretch))


def _page(ctx: Context, stretch: paging.Stretch) -> ListPage:
    new = not stretch.number
    title = TITLE if new else f"{TITLE} (page {stretch.number})"
    here = (Link(TITLE),) if new else (Link(TITLE, addresses.CORRECTIONS), Link(f"Page {stretch.number}"))
    return ListPage(
        address=addresses.listing(addresses.CORRECTIONS, "", stretch.number),
        template="list.html",
        title=title,
        head=head.plain(title, LEAD, alternates=head.feeds(addresses.CORRECTIONS, TITLE) if new else ()),
        section="answers",
        crumbs=(ctx.home, *here),
        lead=LEAD if stretch.cards else NONE,
        intro="",
        chips=(),
        entries=tuple(_entry(ctx, one) for one in stretch.cards),
        pager=paging.pager(addresses.CORRECTIONS, "", stretch),
        facets=BROWSE,
        follow=follow(addresses.CORRECTIONS) if new else (),
    )


def _entry(ctx: Context, one: subscriptions.Change) -> Entry:
    card, told = one.card, one.told
    if card is None:
        return Entry(
            title=one.title, href=addresses.ANSWERS, summary=one.words, reference="", when=told.when.words, when_iso=words.iso(told.when),
            tally=None, outcome="Changed",
        )  # fmt: skip
    return Entry(
        title=card.title, href=addresses.request(card.reference), summary=one.words, reference=card.reference,
        when=told.when.words, when_iso=words.iso(told.when), tally=None, outcome="Withdrawn" if told.withdrawal else "Changed",
        authority=card.authority_name if ctx.several else "", lang="" if card.language == "en" else card.language,
    )  # fmt: skip
