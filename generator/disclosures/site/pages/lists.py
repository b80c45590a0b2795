# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of answers: all of them, and those of one year, month, subject, authority, outcome or kind of record.

Only the first page of all answers tells the counts of the whole log; every other page tells its own answers and nothing
that changes with each new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from ...log.card import Card
from ...log.hall import Group, Log
from .. import addresses
from ..views.lists import ListPage
from ..views.parts import Entry, Facet, Link, Pager
from . import head, paging, words
from .context import Context
from .planned import Planned, plan

FACET_LINKS = 8
WITH_FEEDS = (addresses.SUBJECTS, addresses.AUTHORITIES, addresses.OUTCOMES)
ALL = "All answers"
WITHDRAWN = "Answers that were published and then taken down. Each keeps a notice that says when and why."
EMPTY = "The answers that stood on this page were withdrawn."
LATEST_WITHDRAWN = 10
SINGULAR = {
    addresses.SUBJECTS: "Subject: ",
    addresses.AUTHORITIES: "Answers by ",
    addresses.OUTCOMES: "Outcome: ",
    addresses.KINDS: "Kind of record: ",
    addresses.YEARS: "Published in ",
    addresses.LETTERS: "Titles from ",
}


def every(ctx: Context, log: Log) -> Iterator[Planned]:
    """All list pages of the log."""
    browse = facets(ctx, log)
    yield from listing(ctx, addresses.ANSWERS, "", ALL, log.everything, (), browse=browse, withdrawn=log.withdrawn)
    for base, name, groups in (
        (addresses.SUBJECTS, "Subjects", log.subjects),
        (addresses.AUTHORITIES, "Authorities", log.authorities),
        (addresses.OUTCOMES, "Outcomes", log.outcomes),
        (addresses.KINDS, "Kinds of record", log.kinds),
        (addresses.YEARS, "Years", log.years),
        (addresses.LETTERS, "A to Z", log.letters),
    ):
        for group in groups:
            yield from listing(ctx, base, group.slug, f"{SINGULAR[base]}{group.name}", group.places, (Link(name, base),))
    for group in log.months:
        year = group.slug[:4]
        crumbs = (Link("Years", addresses.YEARS), Link(year, addresses.listing(addresses.YEARS, year)))
        yield from listing(ctx, addresses.month(group.slug), "", f"Published in {group.name}", group.places, crumbs)
    if log.withdrawn:
        crumbs = (Link("Outcomes", addresses.OUTCOMES),)
        yield from listing(ctx, addresses.OUTCOMES, "withdrawn", "Withdrawn answers", log.withdrawn, crumbs, intro=WITHDRAWN, gone=lambda _: False)


def listing(
    ctx: Context,
    base: str,
    key: str,
    title: str,
    places: Sequence[Card],
    crumbs: tuple[Link, ...],
    *,
    gone: Callable[[Card], bool] = attrgetter("withdrawn"),
    intro: str = "",
    browse: tuple[Facet, ...] = (),
    withdrawn: Sequence[Card] = (),
    front: bool = True,
) -> Iterator[Planned]:
    """The pages of one list; without `front`, only those behind its first, which is a page of another kind."""
    count = sum(not gone(card) for card in places)
    for stretch in paging.stretches(places, ctx.per_page, gone):
        if not stretch.number and not front:
            continue
        new = not stretch.number
        args = (ctx, base, key, title, stretch, crumbs, intro, browse if new else (), withdrawn if new else (), count)
        tells = (base, key, title, crumbs, intro, ctx.per_page, stretch.number, *stretch.neighbours, *(c.digest for c in stretch.cards))
        told = (count, stretch.last, args[7], *(c.digest for c in args[8][:LATEST_WITHDRAWN])) if new else ()
        yield plan(addresses.listing(base, key, stretch.number), "list.html", (*tells, *told), lambda args=args: _page(*args))


def _page(
    ctx: Context, base: str, key: str, title: str, stretch: paging.Stretch, crumbs: tuple[Link, ...], intro: str,
    browse: tuple[Facet, ...], withdrawn: Sequence[Card], count: int,
) -> ListPage:  # fmt: skip
    new = not stretch.number
    told = title if new else f"{title} (page {stretch.number})"
    feed = addresses.HOME if base == addresses.ANSWERS else addresses.listing(base, key) if base in WITH_FEEDS else None
    home = () if base == addresses.ANSWERS else (Link(title, addresses.ANSWERS),)
    here = (Link(title, addresses.listing(base, key)), Link(f"Page {stretch.number}")) if not new else (Link(title),)
    return ListPage(
        address=addresses.listing(base, key, stretch.number),
        template="list.html",
        title=told,
        head=head.plain(
            told, f"{title}: answers to freedom of information requests, newest first.",
            alternates=head.feeds(feed, title) if new and feed is not None else (),
        ),
        follow=follow(feed) if new and feed is not None else (),
        section="subjects" if base == addresses.SUBJECTS else "answers",
        crumbs=(ctx.home, *crumbs, *here),
        lead=_lead(count) if new else _span(stretch.cards),
        intro=intro,
        chips=home,
        entries=entries(ctx, stretch.cards),
        pager=paging.pager(base, key, stretch),
        facets=browse or BROWSE,
        withdrawn=entries(ctx, withdrawn[:LATEST_WITHDRAWN]),
        more_withdrawn=Link("All withdrawn answers", addresses.listing(addresses.OUTCOMES, "withdrawn")) if withdrawn else None,
    )


def follow(page: str) -> tuple[Link, ...]:
    """The feeds of the list at `page`, for readers."""
    return Link("Atom feed", addresses.feed(page)), Link("JSON feed", addresses.feed(page, "json"))


def front(ctx: Context, base: str, key: str, group: Group) -> tuple[tuple[Entry, ...], Pager | None, tuple[object, ...]]:
    """The newest answers of a list for a page of another kind, the way to the others, and what a plan has to name."""
    stretch = next(paging.stretches(group.places, ctx.per_page, attrgetter("withdrawn")))
    tells = (ctx.per_page, len(group.cards), stretch.last, *(card.digest for card in stretch.cards))
    return entries(ctx, stretch.cards), paging.pager(base, key, stretch), tells


def entries(ctx: Context, cards: Sequence[Card]) -> tuple[Entry, ...]:
    """Answers as lists tell them."""
    return tuple(ctx.entry(card) for card in cards)


def _lead(count: int) -> str:
    total = words.count(count, "answer")
    return f"{total}, newest first." if count > 1 else f"{total}."


def _span(cards: Sequence[Card]) -> str:
    """When the answers of a full page are from."""
    if not cards:
        return EMPTY
    dated = [card.dated for card in cards if card.dated]
    if not dated:
        return "Answers without a date."
    first, last = dated[-1].words, dated[0].words
    return f"Answers from {first} to {last}, newest first." if first != last else f"Answers of {first}."


BROWSE = (
    Facet("Other ways to browse", (
        Link("Years and months", addresses.YEARS), Link("Subjects", addresses.SUBJECTS), Link("Exemptions", addresses.EXEMPTIONS),
        Link("Outcomes", addresses.OUTCOMES), Link("Authorities", addresses.AUTHORITIES), Link("Kinds of record", addresses.KINDS), Link("A to Z", addresses.LETTERS),
    )),
)  # fmt: skip
"""What stands beside every list: it is the same on all of them and changes with none."""


def facets(ctx: Context, log: Log) -> tuple[Facet, ...]:
    """Ways to narrow the log, with counts: each has its own address, so they work without script."""
    laws = [Link(law_name(g), addresses.exemption(g.slug), count=len(g.cards)) for g in log.laws]
    found = [
        Facet("Year", _links(addresses.YEARS, log.years)),
        Facet("Outcome", _links(addresses.OUTCOMES, log.outcomes)),
        Facet("Exemption", tuple(laws[:FACET_LINKS]), Link("All exemptions", addresses.EXEMPTIONS)),
        Facet("Subject", _most(addresses.SUBJECTS, log.subjects), Link("All subjects", addresses.SUBJECTS)),
        Facet("Authority", _links(addresses.AUTHORITIES, log.authorities)) if ctx.several else Facet("", ()),
        Facet("Kind of record", _most(addresses.KINDS, log.kinds), Link("All kinds", addresses.KINDS)),
    ]
    return tuple(f for f in found if f.links)


def law_name(group) -> str:
    """`Section 40(2): personal information`; alternatives by their words alone."""
    if group.law.alternative:
        return group.name
    return f"{group.name}: {words.lower_first(group.law.citations[0].exemption.title)}"


def _links(base: str, groups: Sequence[Group]) -> tuple[Link, ...]:
    return tuple(Link(g.name, addresses.listing(base, g.slug), count=len(g.cards)) for g in groups)


def _most(base: str, groups: Sequence[Group]) -> tuple[Link, ...]:
    """The groups with most answers, in the order of their names."""
    kept = sorted(groups, key=lambda g: -len(g.cards))[:FACET_LINKS]
    return _links(base, [g for g in groups if g in kept])
