# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of answers: all of them, and those of one year, month, subject, authority, outcome, kind or exemption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...log.answer import Answer
from .. import addresses
from ..views.lists import ListPage
from ..views.parts import Facet, Link, Pager
from . import head, words
from .context import Context

FACET_LINKS = 8
ALL = "All answers"
WITHDRAWN = "Answers that were published and then taken down. Each keeps a notice that says when and why."


def every(ctx: Context) -> Iterator[ListPage]:
    """All list pages of the log."""
    log = ctx.log
    yield from _listing(ctx, addresses.ANSWERS, "", ALL, log.answers, (), withdrawn=log.withdrawn)
    for base, name, groups in (
        (addresses.SUBJECTS, "Subjects", log.subjects),
        (addresses.AUTHORITIES, "Authorities", log.authorities),
        (addresses.OUTCOMES, "Outcomes", log.outcomes),
        (addresses.KINDS, "Kinds of record", log.kinds),
        (addresses.YEARS, "Years", log.years),
    ):
        for group in groups:
            yield from _listing(ctx, base, group.slug, f"{SINGULAR[base]}{group.name}", group.answers, (Link(name, base),))
    for group in log.months:
        year = group.slug[:4]
        crumbs = (Link("Years", addresses.YEARS), Link(year, addresses.listing(addresses.YEARS, year)))
        yield from _listing(ctx, addresses.month(group.slug), "", f"Published in {group.name}", group.answers, crumbs)
    if log.withdrawn:
        crumbs = (Link("Outcomes", addresses.OUTCOMES),)
        yield from _listing(ctx, addresses.OUTCOMES, "withdrawn", "Withdrawn answers", log.withdrawn, crumbs, intro=WITHDRAWN)


SINGULAR = {
    addresses.SUBJECTS: "Subject: ",
    addresses.AUTHORITIES: "Answers by ",
    addresses.OUTCOMES: "Outcome: ",
    addresses.KINDS: "Kind of record: ",
    addresses.YEARS: "Published in ",
}


def _listing(
    ctx: Context,
    base: str,
    key: str,
    title: str,
    answers: Sequence[Answer],
    crumbs: tuple[Link, ...],
    *,
    intro: str = "",
    withdrawn: Sequence[Answer] = (),
) -> Iterator[ListPage]:
    pages = max(1, -(-len(answers) // ctx.per_page))
    for page in range(1, pages + 1):
        shown = answers[(page - 1) * ctx.per_page : page * ctx.per_page]
        told = title + (f" (page {page} of {pages})" if page > 1 else "")
        total = words.count(len(answers), "answer")
        lead = f"{total}, newest first." if len(answers) > 1 else f"{total}."
        if base != addresses.ANSWERS and title != "Withdrawn answers":
            lead = f"{words.number(len(answers))} of {words.count(len(ctx.log.answers), 'answer')}, newest first."
        yield ListPage(
            address=addresses.listing(base, key, page),
            template="list.html",
            title=told,
            head=head.plain(told, f"{title}: {total} to freedom of information requests, newest first."),
            section="subjects" if base == addresses.SUBJECTS else "answers",
            crumbs=(ctx.home, *crumbs, Link(title)),
            lead=lead,
            intro=intro,
            chips=() if base == addresses.ANSWERS else (Link(title, addresses.ANSWERS),),
            entries=tuple(ctx.entry(a) for a in shown),
            pager=_pager(base, key, page, pages),
            facets=facets(ctx),
            withdrawn=tuple(ctx.entry(a) for a in withdrawn) if page == pages else (),
        )


def _pager(base: str, key: str, page: int, pages: int) -> Pager | None:
    if pages == 1:
        return None
    wanted = sorted({1, 2, page - 1, page, page + 1, pages} & set(range(1, pages + 1)))
    links: list[Link] = []
    for n in wanted:
        if links and n - int(links[-1].text) > 1:
            links.append(Link("…"))
        links.append(Link(str(n), addresses.listing(base, key, n), current=n == page))
    return Pager(
        tuple(links),
        Link("Previous page", addresses.listing(base, key, page - 1)) if page > 1 else None,
        Link("Next page", addresses.listing(base, key, page + 1)) if page < pages else None,
    )


def facets(ctx: Context) -> tuple[Facet, ...]:
    """Ways to narrow the list: each has its own address, so they work without script."""
    log = ctx.log
    laws = [Link(law_name(g), addresses.exemption(g.slug), count=len(g.answers)) for g in log.laws]
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


def _links(base: str, groups) -> tuple[Link, ...]:
    return tuple(Link(g.name, addresses.listing(base, g.slug), count=len(g.answers)) for g in groups)


def _most(base: str, groups) -> tuple[Link, ...]:
    """The groups with most answers, in the order of their names."""
    kept = sorted(groups, key=lambda g: -len(g.answers))[:FACET_LINKS]
    return _links(base, [g for g in groups if g in kept])
