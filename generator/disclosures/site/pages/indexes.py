# SPDX-License-Identifier: AGPL-3.0-or-later
"""Indexes with counts: subjects A to Z, years and months, authorities, outcomes, kinds, exemptions by statute, what is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ...law.citation import parse
from ...law.regime import Regime
from ...log.hall import Log
from .. import addresses
from ..views.lists import IndexGroup, IndexItem, IndexPage
from ..views.parts import Link
from . import head, words
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


def every(ctx: Context, log: Log) -> Iterator[IndexPage]:
    """All indexes."""
    yield _subjects(ctx, log)
    yield _years(ctx, log)
    yield _plain(ctx, log, addresses.AUTHORITIES, "Authorities", "Who answered", log.authorities)
    yield _plain(ctx, log, addresses.OUTCOMES, "Outcomes", "What was decided", log.outcomes, OUTCOME_WORDS)
    yield _plain(ctx, log, addresses.KINDS, "Kinds of record", "What was released or described", log.kinds)
    yield _plain(ctx, log, addresses.LETTERS, "A to Z", "By the first letter of the title", log.letters)
    yield from _exemptions(ctx, log)
    yield _public(ctx, log)


def _index(ctx: Context, address: str, title: str, lead: str, groups: tuple[IndexGroup, ...], section: str = "answers") -> IndexPage:
    crumbs = (ctx.home, Link(title))
    return IndexPage(address=address, template="index.html", title=title, head=head.plain(title, lead),
                     section=section, crumbs=crumbs, lead=lead, groups=groups)  # fmt: skip


def _subjects(ctx: Context, log: Log) -> IndexPage:
    groups = []
    for letter, members in groupby(log.subjects, key=lambda g: g.name[:1].upper()):
        items = tuple(IndexItem(Link(g.name, addresses.listing(addresses.SUBJECTS, g.slug), count=len(g.cards))) for g in members)
        groups.append(IndexGroup(letter, items))
    return _index(ctx, addresses.SUBJECTS, "Subjects", "Every subject of this log, from A to Z.", tuple(groups), "subjects")


def _years(ctx: Context, log: Log) -> IndexPage:
    groups = []
    for year in log.years:
        months = tuple(
            IndexItem(Link(g.name, addresses.month(g.slug), count=len(g.cards)))
            for g in log.months
            if g.slug.startswith(year.slug)
        )
        link = Link(f"All of {year.name}", addresses.listing(addresses.YEARS, year.slug), count=len(year.cards))
        groups.append(IndexGroup(year.name, months, link=link))
    return _index(ctx, addresses.YEARS, "Years and months", "When answers were published, newest first.", tuple(groups))


def _plain(ctx: Context, log: Log, address: str, title: str, heading: str, groups, told: dict[str, str] | None = None) -> IndexPage:
    items = tuple(
        IndexItem(Link(g.name, addresses.listing(address, g.slug), count=len(g.cards)), (told or {}).get(g.slug, ""))
        for g in groups
    )
    if told and log.withdrawn:
        link = Link("Withdrawn", addresses.listing(address, "withdrawn"), count=len(log.withdrawn))
        items += (IndexItem(link, told["withdrawn"]),)
    lead = f"{title} in this log, each with its answers." if address != addresses.LETTERS else "Every answer, by its title."
    return _index(ctx, address, title, lead, (IndexGroup(heading, items),))


def _exemptions(ctx: Context, log: Log) -> Iterator[IndexPage]:
    groups = []
    counts = Counter(card.regime for card in log.answers)
    for regime in sorted(log.regimes.values(), key=lambda r: (-counts[r.id], r.act)):
        more = Link("Every exemption of this statute in plain words", addresses.exemption(regime.id))
        items = tuple(
            IndexItem(
                Link(law_name(g), addresses.exemption(g.slug), count=len(g.cards)),
                "" if g.law.alternative else words.sentence(g.law.citations[0].plain),
            )
            for g in log.laws
            if g.slug.startswith(regime.id + "/")
        )
        if items:
            groups.append(IndexGroup(regime.act, items, note=regime.jurisdiction, link=more))
        yield _statute(ctx, regime)
    lead = "What each exemption protects, in plain words, with every answer that uses it."
    yield _index(ctx, addresses.EXEMPTIONS, "Exemptions", lead, tuple(groups), "exemptions")


def _statute(ctx: Context, regime: Regime) -> IndexPage:
    listed = tuple(
        IndexItem(Link(f"{parse(e.code, regime).words}: {words.lower_first(e.title)}", e.url), words.sentence(e.plain))
        for e in regime.exemptions
    )
    return _index(
        ctx, addresses.exemption(regime.id), f"{regime.act}: every exemption",
        "Each exemption of this statute in plain words, used in this log or not.",
        (IndexGroup(regime.act, listed, note=REMEMBERED if regime.remembered_parts else ""),), "exemptions",
    )  # fmt: skip


def _public(ctx: Context, log: Log) -> IndexPage:
    items = tuple(
        IndexItem(
            Link(one.material.title, addresses.public(one.slug), count=len(one.cards)),
            f"{one.material.publisher}. {words.sentence(one.material.about)}".strip(),
        )
        for one in log.public
    )
    lead = "What others have already published, and which records it covers. None of it is a copy of the records."
    return _index(ctx, addresses.PUBLIC, "Already public", lead, (IndexGroup("Material", items),) if items else ())
