# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of one exemption and of one piece of public-domain material, each with the answers that it bears on."""

from __future__ import annotations

from collections.abc import Iterator

from ...law.regime import Regime
from ...log.hall import LawGroup, Log, Public
from .. import addresses
from ..views.lists import ExemptionPage, PublicPage
from ..views.parts import Fact, Link
from ..views.request import Term
from . import head, law, public, words
from .context import Context
from .indexes import REMEMBERED
from .lists import follow, front, law_name, listing
from .planned import Planned, plan


def every(ctx: Context, log: Log) -> Iterator[Planned]:
    """The page of each exemption that is used and of each material that is named, and the further pages of their lists."""
    for group in log.laws:
        regime, address = log.regimes[group.slug.split("/")[0]], addresses.exemption(group.slug)
        _, _, tells = front(ctx, address, "", group)
        tells = (regime.model_dump_json(include={"act", "short"}), group.law, *tells)
        yield plan(address, "exemption.html", tells, lambda of=(regime, group): _exemption(ctx, *of))
        crumbs = (Link("Exemptions", addresses.EXEMPTIONS),)
        yield from listing(ctx, address, "", law_name(group), group.places, crumbs, front=False)
    for one in log.public:
        address = addresses.public(one.slug)
        _, _, tells = front(ctx, address, "", one)
        yield plan(address, "public.html", (one.material, ctx.dead.get(one.material.url), *tells), lambda one=one: _public(ctx, one))
        yield from listing(ctx, address, "", one.name, one.places, (Link("Already public", addresses.PUBLIC),), front=False)


def _exemption(ctx: Context, regime: Regime, group: LawGroup) -> ExemptionPage:
    shown, pager, _ = front(ctx, addresses.exemption(group.slug), "", group)
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
        Fact("Used in", (Link(words.count(len(group.cards), "answer")),)),
    )
    return ExemptionPage(
        address=addresses.exemption(group.slug),
        template="exemption.html",
        title=title,
        head=head.plain(f"{title} ({regime.short})", short, alternates=head.feeds(addresses.exemption(group.slug), title)),
        follow=follow(addresses.exemption(group.slug)),
        section="exemptions",
        eyebrow=(Link(regime.act),),
        crumbs=(ctx.home, Link("Exemptions", addresses.EXEMPTIONS), Link(group.name)),
        in_short=short,
        facts=facts,
        chip=Link(group.name),
        alternative=alternative,
        terms=tuple(terms),
        remembered=REMEMBERED if any(c.exemption.checked == "remembered" for c in group.law.citations) else "",
        entries=shown,
        pager=pager,
    )


def _shared(urls: list[str]) -> str:
    """The address of one section; for alternatives that of the statute that holds them all, so that none stands alone."""
    if len(set(urls)) == 1:
        return urls[0]
    parts = [part for part, *others in zip(*(url.split("/") for url in urls), strict=False) if set(others) == {part}]
    return "/".join(parts[:-1] if parts[-1] in ("section", "regulation") else parts)


def _public(ctx: Context, one: Public) -> PublicPage:
    material, address = one.material, addresses.public(one.slug)
    shown, pager, _ = front(ctx, address, "", one)
    return PublicPage(
        address=address,
        template="public.html",
        title=material.title,
        head=head.plain(f"Already public: {material.title}", f"{material.publisher}. {material.about}"),
        section="answers",
        crumbs=(ctx.home, Link("Already public", addresses.PUBLIC), Link(material.title)),
        eyebrow=(Link("Already public"),),
        item=public.item(one.cards[0].reference if len(one.cards) == 1 else "", material, ctx.dead, with_page=False),
        entries=shown,
        pager=pager,
    )
