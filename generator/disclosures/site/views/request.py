# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a request, as the templates see it."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Badge, FileLine, HeldBack, Link, Notice, Page, Tally


@dataclass(frozen=True)
class Mark:
    """One mark of the decision at a glance: a record's number and outcome."""

    number: str
    code: str


@dataclass(frozen=True)
class Score:
    """A big number, its badge and a short phrase; `link` where only one record has that outcome."""

    count: int
    badge: Badge
    phrase: str
    link: Link | None = None


@dataclass(frozen=True)
class Glance:
    """The decision at a glance. Absent (None) for neither-confirm-nor-deny answers and answers without records."""

    marks: tuple[Mark, ...]
    """Empty above 40 records: the bar of `tally` stands instead."""
    scores: tuple[Score, ...]
    tally: Tally


@dataclass(frozen=True)
class PublicItem:
    """Material that is already public, and the records it covers."""

    link: Link
    publisher: str
    covers_words: str
    """`It covers largely the same matter as records`, ending before the numbers; a whole sentence without them."""
    covers: tuple[Link, ...]
    about: str
    page: Link | None = None
    """Its own page on this site."""
    archived: Link | None = None
    """A copy in a public archive."""
    gone: str = ""
    """A sentence that says since when it is not there; empty while it is."""


@dataclass(frozen=True)
class ScheduleRow:
    """One line of the schedule of records."""

    number: str
    anchor: str
    link: Link
    """To the record's page; `hidden` gives number and date."""
    date: str
    date_iso: str
    """Empty for ranges and unknown dates."""
    date_soft: bool
    """True for “Not stated”."""
    kind: str
    part_of: str
    printed: str
    """`Printed as 11`, or empty."""
    note: Link | None
    """`note 1`, where the source's oddity is told."""
    badge: Badge
    law: tuple[str, ...]
    """`Section 40(2), part`; one line each."""
    law_note: str
    """`inferred: signature of the former Commissioner`"""
    law_soft: bool
    """True for “Not tied to this record” and “None”."""
    files: tuple[FileLine, ...]
    held_back: HeldBack | None = None


@dataclass(frozen=True)
class Term:
    """A term and its text in an exemption block; several values make a list."""

    term: str
    values: tuple[str, ...]
    links: tuple[Link, ...] = ()
    soft: bool = False


@dataclass(frozen=True)
class LawBlock:
    """One exemption as this answer uses it. `alternative` draws the single dashed chip, whose words are `chip.text`."""

    anchor: str
    chip: Link
    alternative: bool
    name: str
    """Plain name, `Personal information`; empty for alternatives."""
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class NoteView:
    """An oddity of the source."""

    anchor: str
    about: str
    text: str
    records: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Step:
    """One line of the history."""

    when: str
    iso: str
    text: str


@dataclass(frozen=True)
class TranslationView:
    """The same answer in another language, on the same page under `lang`."""

    lang: str
    name: str
    """The language's own name, `Cymraeg`."""
    anchor: str
    title: str
    in_short: str
    asked_html: str
    answer_html: str


@dataclass(frozen=True, kw_only=True)
class RequestPage(Page):
    """The page of a request, in the order a reader needs: decision, what is public, records, words, laws, rights."""

    reference: str
    outcome: str
    """`Partly withheld`."""
    glance: Glance | None
    public: tuple[PublicItem, ...]
    schedule: tuple[ScheduleRow, ...]
    schedule_heading: str
    """`The 18 records`."""
    asked_html: str
    answer_html: str
    answer_notice: Notice | None
    """`Retold for this specimen …`"""
    laws: tuple[LawBlock, ...]
    notes: tuple[NoteView, ...]
    used: tuple[Link, ...] = ()
    """Where the disclosure was used: title, and in `note` what it is, by whom and when."""
    rights: Notice
    """What a reader can do who disagrees; lead “Added by this site.” when the letter lacks it."""
    rights_more: tuple[Link, ...]
    history: tuple[Step, ...]
    downloads: tuple[Link, ...]
    translations: tuple[TranslationView, ...]
    withdrawn: bool = False
    """A withdrawn request keeps only notices, facts and history."""
