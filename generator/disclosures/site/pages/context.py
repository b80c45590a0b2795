# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page builder needs besides its own subject: the site's address, labels and settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...log.answer import OUTCOMES
from ...log.card import Card
from .. import addresses
from ..registered import Notice
from ..views.parts import Entry, Link
from . import words


@dataclass(frozen=True)
class Context:
    """Given to each builder; nothing in it changes during a build."""

    base: str
    """The site's public address, ending in a slash, or empty."""
    licence: str
    per_page: int
    subject: Callable[[str], str]
    site_name: str = ""
    share_pictures: bool = False
    """True when each answer has a picture for those who share it; needs a public address."""
    several: bool = False
    """True when the site has several authorities, so that each answer names its own."""
    search: tuple[str, str, str] | tuple[()] = ()
    """Addresses of the search's style sheet, of its script and of the rarer half of that; empty where the search is switched off."""
    dead: Mapping[str, str] = field(default_factory=dict)
    """Addresses elsewhere that were found dead, each with the day on which that was first so, ISO 8601."""
    notices: tuple[Notice, ...] = ()
    """Changes in many answers at once."""
    whole_log: bool = False
    """Whether the whole log is offered in one piece."""
    home: Link = Link("Home", addresses.HOME)
    answers: Link = Link("Answers", addresses.ANSWERS)
    _entries: dict[str, Entry] = field(default_factory=dict, compare=False, repr=False)

    def entry(self, card: Card) -> Entry:
        """One answer as a list tells it."""
        if card.digest not in self._entries:
            self._entries[card.digest] = Entry(
                title=card.title,
                href=addresses.request(card.reference),
                summary=card.summary,
                reference=card.reference,
                when=card.dated.words if card.dated else "",
                when_iso=words.iso(card.dated),
                tally=words.tally(*card.counts),
                outcome=OUTCOMES[card.outcome],
                authority=card.authority_name if self.several else "",
                lang="" if card.language == "en" else card.language,
            )
        return self._entries[card.digest]
