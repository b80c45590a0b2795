# SPDX-License-Identifier: AGPL-3.0-or-later
"""One published answer: the request with its law and its documents, each cleared by the gate and read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..casework.authority import Authority
from ..casework.request import ExemptionUse, Record, ReleasedFile, Request
from ..casework.when import When
from ..documents.access import Access as Access
from ..law.citation import Citation, join, parse
from ..law.regime import Regime
from ..reading.result import Reading
from ..reading.result import ReadPage as ReadPage
from ..reading.result import ReadTable as ReadTable
from ..reading.shown import PictureSheet as PictureSheet
from ..reading.shown import Shown
from ..safety.gate import Cleared

OUTCOMES = {
    "full": "Released in full",
    "part": "Partly withheld",
    "withheld": "Withheld",
    "refused": "Refused: cost, vexatious or repeated",
    "elsewhere": "Already public elsewhere",
    "not-held": "Not held",
    "unconfirmed": "Neither confirmed nor denied",
    "withdrawn": "Withdrawn",
}
"""Outcome of a request, in the order in which lists tell them."""


@dataclass(frozen=True)
class Released:
    """A released file. `cleared` is None when the gate held it back."""

    file: ReleasedFile
    cleared: Cleared | None
    name: str = ""
    """The name it is published under, unique within the request."""
    reading: Reading | None = None
    shown: Shown = field(default_factory=Shown)
    redactions: tuple[tuple[str, str], ...] = ()
    """What was redacted where, as the log of marks beside the file tells it: (`Pages 1 to 3`, `section 40(2)`)."""

    @property
    def access(self) -> Access | None:
        """What the file offers to assistive technology; None for kinds of which nothing can be told."""
        return self.shown.access or (self.reading.access if self.reading else None)


@dataclass(frozen=True)
class Law:
    """An exemption, or several cited in the alternative, as one answer uses it; the uses are its grounds."""

    citations: tuple[Citation, ...]
    uses: tuple[ExemptionUse, ...]

    @property
    def alternative(self) -> bool:
        """True when one or the other applies; its parts are then never told apart."""
        return len(self.citations) > 1

    @cached_property
    def words(self) -> str:
        """`Section 40(2)`, or `Section 23(1) or section 24(1)`."""
        return join(self.citations).words

    @cached_property
    def short(self) -> str:
        """`s40(2)`, or `s23(1) or s24(1)`."""
        return join(self.citations).short

    @cached_property
    def slug(self) -> str:
        """`s40-2`, or `s23-1-or-s24-1`."""
        return join(self.citations).slug


@dataclass(frozen=True)
class Entry:
    """A line of the schedule with what was released for it."""

    record: Record
    released: tuple[Released, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A request that is published or withdrawn. `texts` holds request.md and response.md, and `.cy.md` and the like."""

    request: Request
    regime: Regime
    authority: Authority
    texts: dict[str, str]
    entries: tuple[Entry, ...] = ()

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """Exemptions in the order the answer first names them, each with all its grounds."""
        grouped: dict[str, Law] = {}
        for use in self.request.exemptions:
            law = Law(join(parse(code, self.regime) for code in use.codes).citations, (use,))
            if law.slug in grouped:
                law = Law(law.citations, (*grouped[law.slug].uses, use))
            grouped[law.slug] = law
        return tuple(grouped.values())

    def laws_of(self, number: str) -> tuple[tuple[Law, tuple[ExemptionUse, ...]], ...]:
        """The exemptions tied to one record, with the grounds that tie them."""
        return self._tied.get(number, ())

    @cached_property
    def _tied(self) -> dict[str, tuple[tuple[Law, tuple[ExemptionUse, ...]], ...]]:
        numbers = dict.fromkeys(number for use in self.request.exemptions for number in use.records)
        found = {n: [(law, tuple(use for use in law.uses if n in use.records)) for law in self.laws] for n in numbers}
        return {number: tuple((law, uses) for law, uses in laws if uses) for number, laws in found.items()}

    @cached_property
    def silent(self) -> bool:
        """True when the answer neither confirms nor denies: no count and no record may be told (FOIA s1(1)(a), s2(1))."""
        return self.request.held == "neither-confirmed-nor-denied"

    @cached_property
    def withdrawn(self) -> bool:
        return self.request.status == "withdrawn"

    @cached_property
    def counts(self) -> Counter[str]:
        """Records by outcome; empty for silent and withdrawn answers."""
        return Counter() if self.silent or self.withdrawn else Counter(r.outcome for r in self.request.records)

    @cached_property
    def outcome(self) -> str:
        """A key of OUTCOMES."""
        return "withdrawn" if self.withdrawn else self.answered

    @cached_property
    def answered(self) -> str:
        """The outcome before any withdrawal, derived from the records, or from what was cited when there are none."""
        if self.silent:
            return "unconfirmed"
        if counts := Counter(r.outcome for r in self.request.records):
            released = counts["full"] + counts["redacted"]
            return "full" if released == counts["full"] and not counts["withheld"] else "part" if released else "withheld"
        if self.request.held == "no":
            return "not-held"
        effects = {c.effect for law in self.laws for c in law.citations}
        if effects and effects <= {"procedural"}:
            return "refused"
        if effects and effects <= {"elsewhere"}:
            return "elsewhere"
        return "withheld" if effects else "full"

    @property
    def dated(self) -> When | None:
        """When it was published; failing that answered, failing that received."""
        dates = self.request.dates
        return dates.published or dates.responded or dates.received

    @property
    def sort_key(self) -> tuple[date, str]:
        """Newest first when sorted in reverse; undated answers come last."""
        return (self.dated.last if self.dated else date.min, self.request.reference)
