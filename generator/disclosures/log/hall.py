# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log: the card of every answer, newest first, and the groups in which readers browse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..casework.request import PublicMaterial
from ..casework.slug import slug
from ..law.catalogue import Catalogue, catalogue
from ..law.citation import join, parse
from ..law.regime import Regime
from .answer import OUTCOMES, Law
from .card import Card, kind_slugs


@dataclass(frozen=True)
class Group:
    """Answers that share something: `slug` for its address, `name` for its heading."""

    slug: str
    name: str
    places: tuple[Card, ...]
    """All of them, withdrawn ones too: these are told of no more, but keep their places, so that no other answer moves."""

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Those that are told of."""
        return tuple(card for card in self.places if not card.withdrawn)


@dataclass(frozen=True)
class LawGroup(Group):
    """Answers that use one exemption, or the same alternatives, of one statute."""

    law: Law


@dataclass(frozen=True)
class Public(Group):
    """One piece of public-domain material and the answers that point to it."""

    material: PublicMaterial


class Log:
    """The hall where requests and their cleared documents meet. Everything that tells of more than one answer is asked of it."""

    def __init__(
        self, cards: Iterable[Card], subject_label: Callable[[str], str] = str.capitalize, laws: Catalogue | None = None
    ):
        ordered = sorted(cards, key=lambda card: card.sort_key, reverse=True)
        self.everything = tuple(ordered)
        self.answers = tuple(card for card in ordered if not card.withdrawn)
        self.withdrawn = tuple(card for card in ordered if card.withdrawn)
        self._subject_label = subject_label
        self._catalogue = laws or catalogue()

    def _group(self, keys: Callable[[Card], Iterable[tuple[str, str]]]) -> list[Group]:
        names: dict[str, str] = {}
        places: dict[str, list[Card]] = {}
        for card in self.everything:
            for key, name in dict(keys(card)).items():
                places.setdefault(key, []).append(card)
                if not card.withdrawn:
                    names.setdefault(key, name)
        return [Group(key, name, tuple(places[key])) for key, name in names.items()]

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """By year of publication (failing that of the answer), newest first."""
        groups = self._group(lambda c: [(str(c.dated.last.year),) * 2] if c.dated else [])
        return tuple(sorted(groups, key=lambda g: g.slug, reverse=True))

    @cached_property
    def months(self) -> tuple[Group, ...]:
        """By month, newest first: slug `2023-01`, name `January 2023`. Dates known only by year have none."""

        def month(card: Card) -> Iterator[tuple[str, str]]:
            if card.dated and card.dated.precision != "year":
                words = card.dated.words
                yield card.dated.last.isoformat()[:7], words.split(" ", words.count(" ") - 1)[-1]

        return tuple(sorted(self._group(month), key=lambda g: g.slug, reverse=True))

    @cached_property
    def subjects(self) -> tuple[Group, ...]:
        """By subject, in alphabetical order of its label."""
        groups = self._group(lambda c: ((slug, self._subject_label(slug)) for slug in c.subjects))
        return tuple(sorted(groups, key=lambda g: (g.name.casefold(), g.slug)))

    @cached_property
    def authorities(self) -> tuple[Group, ...]:
        """By authority, in alphabetical order."""
        groups = self._group(lambda c: [(c.authority, c.authority_name)])
        return tuple(sorted(groups, key=lambda g: (g.name.casefold(), g.slug)))

    @cached_property
    def outcomes(self) -> tuple[Group, ...]:
        """By outcome, in the order of OUTCOMES."""
        groups = {g.slug: g for g in self._group(lambda c: [(c.answered, OUTCOMES[c.answered])])}
        return tuple(groups[slug] for slug in OUTCOMES if slug in groups)

    @cached_property
    def kinds(self) -> tuple[Group, ...]:
        """By kind of record, in alphabetical order. Silent answers have no records to tell."""
        return tuple(sorted(self._group(kind_slugs), key=lambda g: (g.name.casefold(), g.slug)))

    @cached_property
    def letters(self) -> tuple[Group, ...]:
        """By the first letter of the title, from A to Z; what begins with none stands under `0-9`."""
        groups = self._group(lambda c: [(_letter(c.title),) * 2])
        return tuple(Group(g.slug, g.name.upper(), g.places) for g in sorted(groups, key=lambda g: (g.slug == "0-9", g.slug)))

    @cached_property
    def regimes(self) -> dict[str, Regime]:
        """The statutes that answers were given under, by id."""
        return {id: self._catalogue.regime(id) for id in sorted({card.regime for card in self.answers})}

    @cached_property
    def laws(self) -> tuple[LawGroup, ...]:
        """By exemption within each statute; alternatives are one group of their own and join no other."""
        found: dict[str, tuple[Law, list[Card]]] = {}
        for card in self.everything:
            for codes in card.laws if card.regime in self.regimes else ():
                law = _law(codes, self.regimes[card.regime])
                found.setdefault(f"{card.regime}/{law.slug}", (law, []))[1].append(card)
        groups = [LawGroup(slug, law.words, tuple(cards), law) for slug, (law, cards) in found.items()]
        return tuple(sorted((group for group in groups if group.cards), key=lambda g: (-len(g.cards), g.slug)))

    @cached_property
    def public(self) -> tuple[Public, ...]:
        """Material already public, in alphabetical order; the same title is the same material."""
        shown: dict[str, PublicMaterial] = {}
        places: dict[str, list[Card]] = {}
        for card in self.everything:
            for material in card.public:
                key = slug(material.title)
                if card not in places.setdefault(key, [])[-1:]:  # named twice in one answer
                    places[key].append(card)
                if not card.withdrawn:
                    shown.setdefault(key, material)
        return tuple(Public(key, one.title, tuple(places[key]), one) for key, one in sorted(shown.items()))


@lru_cache(maxsize=4096)
def _law(codes: tuple[str, ...], regime: Regime) -> Law:
    return Law(join(parse(code, regime) for code in codes).citations, ())


def _letter(title: str) -> str:
    """The first letter of a title, without its accent; `0-9` when it begins with none."""
    first = title[:1].lower()
    first = first if "a" <= first <= "z" else slug(title)[:1]
    return first if first.isalpha() else "0-9"
