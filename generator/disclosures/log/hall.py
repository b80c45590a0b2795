# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log: every answer, newest first, and the groups in which readers browse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..casework.request import PublicMaterial
from ..casework.slug import slug
from .answer import OUTCOMES, Answer, Law


@dataclass(frozen=True)
class Group:
    """Answers that share something: `slug` for its address, `name` for its heading."""

    slug: str
    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class LawGroup(Group):
    """Answers that use one exemption, or the same alternatives, of one statute."""

    law: Law


@dataclass(frozen=True)
class Public:
    """One piece of public-domain material and the answers that point to it."""

    slug: str
    material: PublicMaterial
    answers: tuple[Answer, ...]


class Log:
    """The hall where requests and their cleared documents meet. Everything the site shows is asked of it."""

    def __init__(self, answers: Iterable[Answer], subject_label: Callable[[str], str] = str.capitalize):
        ordered = sorted(answers, key=lambda a: a.sort_key, reverse=True)
        self.everything = tuple(ordered)
        self.answers = tuple(a for a in ordered if not a.withdrawn)
        self.withdrawn = tuple(a for a in ordered if a.withdrawn)
        self._subject_label = subject_label

    def _group(self, keys: Callable[[Answer], Iterable[tuple[str, str]]]) -> tuple[Group, ...]:
        found: dict[str, tuple[str, list[Answer]]] = {}
        for answer in self.answers:
            for key, name in dict(keys(answer)).items():
                found.setdefault(key, (name, []))[1].append(answer)
        return tuple(Group(key, name, tuple(answers)) for key, (name, answers) in found.items())

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """By year of publication (failing that of the answer), newest first."""
        groups = self._group(lambda a: [(str(a.dated.last.year),) * 2] if a.dated else [])
        return tuple(sorted(groups, key=lambda g: g.slug, reverse=True))

    @cached_property
    def months(self) -> tuple[Group, ...]:
        """By month, newest first: slug `2023-01`, name `January 2023`. Dates known only by year have none."""

        def month(answer: Answer) -> Iterator[tuple[str, str]]:
            if answer.dated and answer.dated.precision != "year":
                yield answer.dated.last.strftime("%Y-%m"), answer.dated.words.split(" ", answer.dated.words.count(" ") - 1)[-1]

        return tuple(sorted(self._group(month), key=lambda g: g.slug, reverse=True))

    @cached_property
    def subjects(self) -> tuple[Group, ...]:
        """By subject, in alphabetical order of its label."""
        groups = self._group(lambda a: ((slug, self._subject_label(slug)) for slug in a.request.subjects))
        return tuple(sorted(groups, key=lambda g: g.name.casefold()))

    @cached_property
    def authorities(self) -> tuple[Group, ...]:
        """By authority, in alphabetical order."""
        groups = self._group(lambda a: [(a.authority.key, a.authority.name)])
        return tuple(sorted(groups, key=lambda g: g.name.casefold()))

    @cached_property
    def outcomes(self) -> tuple[Group, ...]:
        """By outcome, in the order of OUTCOMES."""
        groups = {g.slug: g for g in self._group(lambda a: [(a.outcome, OUTCOMES[a.outcome])])}
        return tuple(groups[slug] for slug in OUTCOMES if slug in groups)

    @cached_property
    def kinds(self) -> tuple[Group, ...]:
        """By kind of record, in alphabetical order. Silent answers have no records to tell."""

        def kinds(answer: Answer) -> Iterator[tuple[str, str]]:
            for record in () if answer.silent else answer.request.records:
                if record.kind:
                    yield slug(record.kind), record.kind[0].upper() + record.kind[1:]

        return tuple(sorted(self._group(kinds), key=lambda g: g.name.casefold()))

    @cached_property
    def laws(self) -> tuple[LawGroup, ...]:
        """By exemption within each statute; alternatives are one group of their own and join no other."""
        found: dict[str, tuple[Law, list[Answer]]] = {}
        for answer in self.answers:
            for law in answer.laws:
                found.setdefault(f"{answer.regime.id}/{law.slug}", (law, []))[1].append(answer)
        ordered = sorted(found.items(), key=lambda item: (-len(item[1][1]), item[0]))
        return tuple(LawGroup(slug, law.words, tuple(answers), law) for slug, (law, answers) in ordered)

    @cached_property
    def public(self) -> tuple[Public, ...]:
        """Material already public, in alphabetical order; the same title is the same material."""
        found: dict[str, tuple[PublicMaterial, list[Answer]]] = {}
        for answer in self.answers:
            for material in answer.request.public_domain:
                entry = found.setdefault(slug(material.title), (material, []))[1]
                if answer not in entry:
                    entry.append(answer)
        return tuple(Public(key, material, tuple(answers)) for key, (material, answers) in sorted(found.items()))
