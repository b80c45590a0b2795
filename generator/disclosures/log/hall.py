# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log: the card of every answer, newest first, and the groups in which readers browse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..casework.request import PublicMaterial
from ..casework.slug import slug
from ..law.catalogue import Catalogue, catalogue
from ..law.citation import join, parse
from ..law.regime import Regime
from .answer import OUTCOMES, Law
from .card import Card


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

    def _group(self, keys: Callable[[Card], Iterable[str]], name: Callable[[str, Card], str] = lambda key, card: key) -> list[Group]:
        """`name` is asked once for each group, with the first of its cards that is told of; where there is none, there is no group."""
        found: dict[str, list[Card]] = {}
        for card in self.everything:
            for key in dict.fromkeys(keys(card)):
                found.setdefault(key, []).append(card)
        told = ((key, places, next((card for card in places if not card.withdrawn), None)) for key, places in found.items())
        return [Group(key, name(key, first), tuple(places)) for key, places, first in told if first]

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """By year of publication (failing that of the answer), newest first."""
        groups = self._group(lambda c: (str(c.dated.last.year),) if c.dated else ())
        return tuple(sorted(groups, key=lambda g: g.slug, reverse=True))

    @cached_property
    def months(self) -> tuple[Group, ...]:
        """By month, newest first: slug `2023-01`, name `January 2023`. Dates known only by year have none."""

        def name(key: str, card: Card) -> str:
            words = card.dated.words if card.dated else ""
            return words.split(" ", words.count(" ") - 1)[-1]

        groups = self._group(lambda c: (c.dated.last.isoformat()[:7],) if c.dated and c.dated.precision != "year" else (), name)
        return tuple(sorted(groups, key=lambda g: g.slug, reverse=True))

    @cached_property
    def subjects(self) -> tuple[Group, ...]:
        """By subject, in alphabetical order of its label."""
        groups = self._group(lambda c: c.subjects, lambda key, card: self._subject_label(key))
        return tuple(sorted(groups, key=_by_name))

    @cached_property
    def authorities(self) -> tuple[Group, ...]:
        """By authority, in alphabetical order."""
        groups = self._group(lambda c: (c.authority,), lambda key, card: card.authority_name)
        return tuple(sorted(groups, key=_by_name))

    @cached_property
    def outcomes(self) -> tuple[Group, ...]:
        """By outcome, in the order of OUTCOMES."""
        groups = {g.slug: g for g in self._group(lambda c: (c.answered,), lambda key, card: OUTCOMES[key])}
        return tuple(groups[slug] for slug in OUTCOMES if slug in groups)

    @cached_property
    def kinds(self) -> tuple[Group, ...]:
        """By kind of record, in alphabetical order. Silent answers have no records to tell."""
        groups = self._group(lambda c: map(slug, c.kinds), lambda key, card: next(_upper(kind) for kind in card.kinds if slug(kind) == key))
        return tuple(sorted(groups, key=_by_name))

    @cached_property
    def letters(self) -> tuple[Group, ...]:
        """By the first letter of the title, from A to Z; what begins with none stands under `0-9`."""
        groups = self._group(lambda c: (_letter(c.title),), lambda key, card: key.upper())
        return tuple(sorted(groups, key=lambda g: (g.slug == "0-9", g.slug)))

    @cached_property
    def regimes(self) -> dict[str, Regime]:
        """The statutes that answers were given under, by id."""
        return {id: self._catalogue.regime(id) for id in sorted({card.regime for card in self.answers})}

    @cached_property
    def laws(self) -> tuple[LawGroup, ...]:
        """By exemption within each statute; alternatives are one group of their own and join no other."""
        found: dict[str, tuple[Law, list[Card]]] = {}
        known: dict[tuple[str, tuple[str, ...]], tuple[str, Law]] = {}  # what a statute says of them is dear to ask
        for card in self.everything:
            for codes in card.laws if card.regime in self.regimes else ():
                if (card.regime, codes) not in known:
                    law = Law(join(parse(code, self.regimes[card.regime]) for code in codes).citations, ())
                    known[card.regime, codes] = f"{card.regime}/{law.slug}", law
                key, law = known[card.regime, codes]
                found.setdefault(key, (law, []))[1].append(card)
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


def _by_name(group: Group) -> tuple[str, str]:
    return group.name.casefold(), group.slug


def _upper(kind: str) -> str:
    return kind[0].upper() + kind[1:]


def _letter(title: str) -> str:
    """The first letter of a title, without its accent; `0-9` when it begins with none."""
    first = title[:1].lower()
    first = first if "a" <= first <= "z" else slug(title)[:1]
    return first if first.isalpha() else "0-9"
