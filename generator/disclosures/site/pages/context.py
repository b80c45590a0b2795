# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page builder needs besides its own subject: the log, the site's address, labels and settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...log.answer import OUTCOMES, Answer
from ...log.hall import Log
from .. import addresses
from ..views.parts import Entry, Link
from . import words


@dataclass(frozen=True)
class Context:
    """Given to each builder; nothing in it changes during a build."""

    log: Log
    base: str
    """The site's public address, ending in a slash, or empty."""
    licence: str
    per_page: int
    subject: Callable[[str], str]
    home: Link = Link("Home", addresses.HOME)
    answers: Link = Link("Answers", addresses.ANSWERS)

    @property
    def several(self) -> bool:
        """True when the log has several authorities, so that each answer names its own."""
        return len(self.log.authorities) > 1

    def listed(self, text: str, base: str, slug: str) -> Link:
        """A link to a list, or plain text where the log has no such list (withdrawn answers are in none)."""
        groups = {addresses.SUBJECTS: self.log.subjects, addresses.AUTHORITIES: self.log.authorities}[base]
        return Link(text, addresses.listing(base, slug) if any(g.slug == slug for g in groups) else "")

    def entry(self, answer: Answer) -> Entry:
        """One answer as a list tells it."""
        request = answer.request
        return Entry(
            title=request.title,
            href=addresses.request(request.reference),
            summary=request.summary,
            reference=request.reference,
            when=answer.dated.words if answer.dated else "",
            when_iso=words.iso(answer.dated),
            tally=words.tally(answer),
            outcome=OUTCOMES[answer.outcome],
            authority=answer.authority.name if self.several else "",
            lang="" if request.language == "en" else request.language,
        )
