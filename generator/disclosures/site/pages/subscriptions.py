# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be followed: the log, each authority, subject, outcome and exemption, and the corrections.

A list's feed tells the answers of that list which changed last. A withdrawn answer is told of as such in the feeds of the
log, of its authority and of its subjects, which its own page still names; no exemption's feed names it, as its page does not.
Exemptions cited in the alternative have one feed together and none apart; what an answer may not tell, no feed tells, as
feeds are made from cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ...casework.when import When
from ...log.answer import OUTCOMES
from ...log.card import Card, Changed
from ...log.hall import Log
from .. import addresses
from ..registered import Notice
from ..syndication import Feed, Item, lasting_id
from . import words
from .lists import SINGULAR, law_name

LATEST = 50
"""Entries of a feed."""


@dataclass(frozen=True)
class Change:
    """One change to one answer, or to many at once: then there is no card."""

    card: Card | None
    told: Changed
    place: int
    """Which of the answer's changes it is, from 0."""

    @property
    def title(self) -> str:
        """Of what it tells."""
        return self.card.title if self.card else "Many answers at once"

    @property
    def words(self) -> str:
        """What changed and why."""
        return " ".join(filter(None, (words.sentence(self.told.what), words.sentence(self.told.why))))

    @property
    def tells(self) -> str:
        """All that a page or feed tells of it."""
        card = self.card
        if card is None:
            return f"\0{self.place}\0{self.told}"
        return f"{card.reference}\0{card.title}\0{card.authority}\0{card.authority_name}\0{card.language}\0{self.place}\0{self.told}"


def changes(log: Log, notices: Iterable[Notice] = ()) -> list[Change]:
    """Every change in the log, newest first."""
    found = [Change(card, told, place) for card in log.everything for place, told in enumerate(card.changes)]
    found += [Change(None, Changed(When.parse(one.day.isoformat()), one.words, "", False), place) for place, one in enumerate(notices)]
    return sorted(found, key=lambda one: (one.told.when.last, one.card.reference if one.card else "", one.place), reverse=True)


def every(log: Log, title: str, notices: Iterable[Notice] = ()) -> Iterator[Feed]:
    """Every feed of the log called `title`."""
    ordered = sorted(log.everything, key=lambda card: (card.updated, card.reference), reverse=True)
    yield _of(addresses.HOME, title, ordered)
    lists = {
        addresses.AUTHORITIES: (log.authorities, lambda card: (card.authority,)),
        addresses.SUBJECTS: (log.subjects, lambda card: card.subjects),
        addresses.OUTCOMES: (log.outcomes, lambda card: (card.outcome,)),
    }
    for base, (groups, keys) in lists.items():
        names = {group.slug: group.name for group in groups}
        if base == addresses.OUTCOMES and log.withdrawn:
            names["withdrawn"] = OUTCOMES["withdrawn"]
        latest: dict[str, list[Card]] = {slug: [] for slug in names}
        for card in ordered:
            for key in keys(card):
                if key in latest and len(latest[key]) < LATEST:
                    latest[key].append(card)
        for slug, name in names.items():
            yield _of(addresses.listing(base, slug), f"{title}: {SINGULAR[base]}{name}", latest[slug])
    for group in log.laws:
        cards = sorted(group.cards, key=lambda card: (card.updated, card.reference), reverse=True)
        yield _of(addresses.exemption(group.slug), f"{title}: {law_name(group)}", cards)
    latest_changes = changes(log, notices)[:LATEST]
    yield Feed(
        addresses.CORRECTIONS, f"{title}: corrections", lambda: [_change(one, title) for one in latest_changes],
        [title, *(one.tells for one in latest_changes)],
    )  # fmt: skip


def _of(page: str, title: str, cards: Iterable[Card]) -> Feed:
    shown = list(islice(cards, LATEST))
    return Feed(page, title, lambda: [_answer(card) for card in shown], [title, *(card.digest for card in shown)])


def _answer(card: Card) -> Item:
    last = card.changes[-1] if card.changes else None
    status = "withdrawn" if card.withdrawn else "changed" if last else "published"
    summary = card.summary
    if card.withdrawn:
        summary = words.sentence(card.reason)
    elif last:
        summary = f"Changed on {last.when.words}: {Change(card, last, 0).words} {card.summary}".strip()
    lead = {"withdrawn": "Withdrawn: ", "changed": "Changed: ", "published": ""}[status]
    published = card.dated.first.isoformat() if card.dated else ""
    return Item(
        lasting_id(card.authority, card.reference), lead + card.title, addresses.request(card.reference), card.updated, published,
        card.authority_name, card.language, status, () if card.withdrawn else (OUTCOMES[card.outcome],), summary,
    )  # fmt: skip


def _change(one: Change, site: str) -> Item:
    card, day = one.card, one.told.when.last.isoformat()
    if card is None:
        made = lasting_id("notice", day, one.told.what)
        return Item(made, f"Changed: {one.title}", addresses.CORRECTIONS, day, day, site, "en", "changed", (), one.words)
    status = "withdrawn" if one.told.withdrawal else "changed"
    return Item(
        lasting_id(card.authority, card.reference, str(one.place)), f"{status.capitalize()}: {card.title}", addresses.request(card.reference),
        day, day, card.authority_name, card.language, status, (), one.words,
    )  # fmt: skip
