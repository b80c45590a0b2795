# SPDX-License-Identifier: AGPL-3.0-or-later
"""Home, lists, exemptions, public-domain material and their indexes, as the templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Entry, Facet, Link, Page, Pager
from .request import PublicItem, Term


@dataclass(frozen=True)
class Figure:
    """A big number of the home page and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """Home. The hero's words come from content/index.md (its title and first paragraph)."""

    figures: tuple[Figure, ...]
    latest: tuple[Entry, ...]
    all_link: Link
    """`All 214 answers`."""
    facets: tuple[Facet, ...]
    ask: Link | None = None
    """`How to ask`, the hero's second button."""


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A page of answers: all of them, or those of one year, month, subject, outcome, authority or kind of record."""

    lead: str
    """`214 answers, newest first.`, or of which days they are."""
    intro: str
    """What the heading means, in plain words; may be empty."""
    chips: tuple[Link, ...]
    """Chosen filters; href leads to the list without it."""
    entries: tuple[Entry, ...]
    pager: Pager | None
    facets: tuple[Facet, ...]
    withdrawn: tuple[Entry, ...] = ()
    """The latest answers that were taken down."""
    more_withdrawn: Link | None = None


@dataclass(frozen=True)
class IndexItem:
    """One line of an index: link with count, and what it is in plain words."""

    link: Link
    text: str = ""


@dataclass(frozen=True)
class IndexGroup:
    """Lines under one heading: a statute, a letter of the alphabet, a year."""

    heading: str
    items: tuple[IndexItem, ...]
    note: str = ""
    link: Link | None = None


@dataclass(frozen=True, kw_only=True)
class IndexPage(Page):
    """An index of subjects, years, authorities, outcomes, kinds, exemptions or public-domain material."""

    lead: str
    groups: tuple[IndexGroup, ...]
    intro_html: str = ""
    """From content/, when the web team wrote an introduction."""


@dataclass(frozen=True, kw_only=True)
class ExemptionPage(Page):
    """One exemption, or alternatives as one, in plain words, with every answer that uses it."""

    chip: Link
    alternative: bool
    terms: tuple[Term, ...]
    """`What it protects`, `How it is decided`, `For release`, `Against release`, each shown under its own h2."""
    remembered: str
    """Set when the statute's entry has not been read in a source; told on the page."""
    entries: tuple[Entry, ...]
    pager: Pager | None = None
    """Where the older answers are."""


@dataclass(frozen=True, kw_only=True)
class PublicPage(Page):
    """One piece of public-domain material: where it is, and which records of which answers it covers."""

    item: PublicItem
    entries: tuple[Entry, ...]
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True)
class RedirectPage(Page):
    """Another spelling of an address: sends the reader to `target`, whose text is told in case the browser does not."""

    target: Link
