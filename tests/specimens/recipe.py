# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one specimen shows: who writes to whom, how long it is, and which gaps it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import filler
from .paper import Paper


@dataclass(frozen=True)
class Recipe:
    """How to draw one record. Offices stand for people throughout."""

    sender: str = "Office that wrote"
    to: str = "Office that received"
    subject: str = ""
    """Where it differs from the record's title."""
    points: int = 6
    """Paragraphs, messages or agenda points: what fills the pages."""
    labels: tuple[str, ...] = ()
    """Labels of the gaps, in turn; an empty text is a gap without label; no labels, no gaps."""
    every: int = 2
    """One point in `every` has a gap."""
    signature: str = ""
    """Label of a gap where the signature was; empty when there is none to redact."""
    whole_page: str | None = None
    """Label of one page that is redacted as a whole; None when there is none."""


@dataclass(frozen=True)
class Subject:
    """The record that a specimen stands in for, as its schedule line gives it."""

    reference: str
    number: str
    title: str
    kind: str
    date: str
    authority: str
    lang: str = "en"


def points(recipe: Recipe, kind: str) -> Iterator[str]:
    """The paragraphs of the record, with gaps in every so many of them."""
    for number in range(recipe.points):
        if recipe.labels and number % recipe.every == 0:
            yield filler.gapped(number, recipe.labels[number // recipe.every % len(recipe.labels)])
        else:
            yield filler.point(number, kind)


def begin(subject: Subject) -> Paper:
    """An empty first page for this record."""
    name = f"Specimen of record {subject.number}: {subject.title}, {subject.date}"
    lang = "en-GB" if subject.lang == "en" else subject.lang
    return Paper(name, f"{subject.reference}, record {subject.number}", lang)
