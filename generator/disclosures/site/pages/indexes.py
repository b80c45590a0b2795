# SPDX-License-Identifier: AGPL-3.0-or-later
"""Indexes: subjects A to Z, years and months, authorities, outcomes, kinds, exemptions by statute, what is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ...law.citation import parse
from ...law.regime import Regime
from .. import addresses
from ..views.lists import ExemptionPage, IndexGroup, IndexItem, IndexPage, PublicPage
from ..views.parts import Fact, Link
from ..views.request import Term
from . import head, law, public, words
from .context import Context
from .lists import law_name

OUTCOME_WORDS = {
    "full": "Everything that was asked for and held was released.",
    "part": "Some records or parts of records were kept back.",
    "withheld": "All that was asked for was kept back under an exemption.",
    "refused": "The law let the authority refuse the request itself, for example because the work would cost too much.",
    "elsewhere": "The answer points to where the information is already published.",
    "not-held": "The authority does not have the information.",
    "unconfirmed": "The law let the authority decline to say whether it holds the information.",
    "withdrawn": "The answer was published and later taken down; a notice says why.",
}
REMEMBERED = "Parts of this page were written from memory of the law and have not been checked against the statute's text."


def every(ctx: Context) -> Iterator[IndexPage | ExemptionPage | PublicPage]:
    """All indexes, and the pages of exemptions and of public-domain material."""
    yield _subjects(ctx)
    yield _years(ctx)
    yield _plain(ctx, addresses.AUTHORITIES, "Authorities", "Who answered", ctx.log.authorities)
    yield _plain(ctx, addresses.OUTCOMES, "Outcomes", "What was decided", ctx.log.outcomes, OUTCOME_WORDS)
    yield _plain(ctx, addresses.KINDS, "Kinds of record", "What was released or described", ctx.log.kinds)
    yield from _exemptions(ctx)
    yield from _public(ctx)


def _index(ctx: Context, address: str, title: str, lead: str, groups: tuple[IndexGroup, ...], section: str = "answers") -> IndexPage:
    crumbs = (ctx.home, Link(title))
    return IndexPage(address=address, template="index.html", title=title, head=head.plain(title, lead),
                     section=section, crumbs=crumbs, lead=lead, groups=groups)  # fmt: skip


def _subjects(ctx: Context) -> IndexPage:
    groups = []
    for letter, members in groupby(ctx.log.subjects, key=lambda g: g.name[:1].upper()):
        items = tuple(IndexItem(Link(g.name, addresses.listing(addresses.SUBJECTS, g.slug), count=len(g.answers))) for g in members)
        groups.append(IndexGroup(letter, items))
    return _index(ctx, addresses.SUBJECTS, "Subjects", "Every subject of this log, from A to Z.", tuple(groups), "subjects")


def _years(ctx: Context) -> IndexPage:
    groups = []
    for year in ctx.log.years:
        months = tuple(
            IndexItem(Link(g.name, addresses.month(g.slug), count=len(g.answers)))
            for g in ctx.log.months
            if g.slug.startswith(year.slug)
        )
        link = Link(f"All of {year.name}", addresses.listing(addresses.YEARS, year.slug), count=len(year.answers))
        groups.append(IndexGroup(year.name, months, link=link))
    return _index(ctx, addresses.YEARS, "Years and months", "When answers were published, newest first.", tuple(groups))


def _plain(ctx: Context, address: str, title: str, heading: str, groups, told: dict[str, str] | None = None) -> IndexPage:
    items = tuple(
        IndexItem(Link(g.name, addresses.listing(address, g.slug), count=len(g.answers)), (told or {}).get(g.slug, ""))
        for g in groups
    )
    if told and ctx.log.withdrawn:
        link = Link("Withdrawn", addresses.listing(address, "withdrawn"), count=len(ctx.log.withdrawn))
        items += (IndexItem(link, told["withdrawn"]),)
    lead = f"{title} in this log, each with its answers."
    return _index(ctx, address, title, lead, (IndexGroup(heading, items),))


def _exemptions(ctx: Context) -> Iterator[IndexPage | ExemptionPage]:
    regimes: dict[str, Regime] = {a.regime.id: a.regime for a in ctx.log.answers}
    groups = []
    for regime in sorted(regimes.values(), key=lambda r: (-sum(a.regime.id == r.id for a in ctx.log.answers), r.act)):
        used = [g for g in ctx.log.laws if g.slug.startswith(regime.id + "/")]
        items = tuple(
            IndexItem(
                Link(law_name(g), addresses.exemption(g.slug), count=len(g.answers)),
                "" if g.law.alternative else words.sentence(g.law.citations[0].plain),
            )
            for g in used
        )
        if items:
            groups.append(IndexGroup(regime.act, items, note=regime.jurisdiction))
        for group in used:
            yield _exemption(ctx, regime, group)
        listed = tuple(
            IndexItem(Link(f"{parse(e.code, regime).words}: {words.lower_first(e.title)}", e.url), words.sentence(e.plain))
            for e in regime.exemptions
        )
        yield _index(
            ctx, addresses.exemption(regime.id), f"{regime.act}: every exemption",
            "Each exemption of this statute in plain words, used in this log or not.",
            (IndexGroup(regime.act, listed, note=REMEMBERED if regime.remembered_parts else ""),), "exemptions",
        )  # fmt: skip
        if groups:
            last = groups[-1]
            more = Link("Every exemption of this statute in plain words", addresses.exemption(regime.id))
            groups[-1] = replace(last, link=more)
    lead = "What each exemption protects, in plain words, with every answer that uses it."
    yield _index(ctx, addresses.EXEMPTIONS, "Exemptions", lead, tuple(groups), "exemptions")


def _exemption(ctx: Context, regime: Regime, group) -> ExemptionPage:
    one, alternative = group.law.citations[0], group.law.alternative
    title = law_name(group)
    if alternative:
        short = law.ONE_OR_OTHER
        terms = [Term("What it is", tuple(words.sentence(c.plain) for c in group.law.citations))]
    else:
        short = words.sentence(one.plain)
        terms = [Term("What kind of rule it is", (law.kind(group.law),))]
        if one.how_decided:
            terms.append(Term("How it is decided", tuple(words.sentence(t) for t in one.how_decided)))
        for term, values in (("For release", one.exemption.public_interest_for), ("Against release", one.exemption.public_interest_against)):
            if values:
                terms.append(Term(term, tuple(words.sentence(v) for v in values)))
        if one.not_mean:
            terms.append(Term("What it does not mean", (words.sentence(one.not_mean),)))
    laws = (Link(f"{group.name} of the {regime.act}", _shared([c.exemption.url for c in group.law.citations])),)
    facts = (
        Fact("Statute", (Link(regime.act),)),
        Fact("Text of the law", laws),
        Fact("Used in", (Link(words.count(len(group.answers), "answer")),)),
    )
    return ExemptionPage(
        address=addresses.exemption(group.slug),
        template="exemption.html",
        title=title,
        head=head.plain(f"{title} ({regime.short})", short),
        section="exemptions",
        eyebrow=(Link(regime.act),),
        crumbs=(ctx.home, Link("Exemptions", addresses.EXEMPTIONS), Link(group.name)),
        in_short=short,
        facts=facts,
        chip=Link(group.name),
        alternative=alternative,
        terms=tuple(terms),
        remembered=REMEMBERED if any(c.exemption.checked == "remembered" for c in group.law.citations) else "",
        entries=tuple(ctx.entry(a) for a in group.answers),
    )


def _shared(urls: list[str]) -> str:
    """The address of one section; for alternatives that of the statute that holds them all, so that none stands alone."""
    if len(set(urls)) == 1:
        return urls[0]
    parts = [part for part, *others in zip(*(url.split("/") for url in urls), strict=False) if set(others) == {part}]
    return "/".join(parts[:-1] if parts[-1] in ("section", "regulation") else parts)


def _public(ctx: Context) -> Iterator[IndexPage | PublicPage]:
    items = []
    for one in ctx.log.public:
        items.append(IndexItem(
            Link(one.material.title, addresses.public(one.slug), count=len(one.answers)),
            f"{one.material.publisher}. {words.sentence(one.material.about)}".strip(),
        ))  # fmt: skip
        crumbs = (ctx.home, Link("Already public", addresses.PUBLIC), Link(one.material.title))
        yield PublicPage(
            address=addresses.public(one.slug), template="public.html", title=one.material.title,
            head=head.plain(f"Already public: {one.material.title}", f"{one.material.publisher}. {one.material.about}"),
            section="answers", crumbs=crumbs, eyebrow=(Link("Already public"),),
            item=public.item(one.answers[0], one.material, with_page=False) if len(one.answers) == 1 else public.item(None, one.material, with_page=False),
            entries=tuple(ctx.entry(a) for a in one.answers),
        )  # fmt: skip
    lead = "What others have already published, and which records it covers. None of it is a copy of the records."
    groups = (IndexGroup("Material", tuple(items)),) if items else ()
    yield _index(ctx, addresses.PUBLIC, "Already public", lead, groups)
