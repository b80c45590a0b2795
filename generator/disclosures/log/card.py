# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer as the rest of the log sees it: what lists, indexes, feeds and figures tell of it, and nothing more.

A card is small plain data. It is kept between builds, so that a page that tells of many answers is made without opening
one of them. What an answer may not tell (a count, a record, which of two exemptions) is not on its card. That of a
withdrawn answer still knows the lists it stood in: its place there stays empty, so that no other answer moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ..casework.request import PublicMaterial
from ..casework.when import When
from ..documents.access import Access
from ..store import sha256
from .answer import Answer

UNDATED = date(2005, 1, 1)
"""Feeds want a date for each entry (RFC 4287): undated answers get the day the UK Act came into force, the oldest there is."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A released document of which something can be told to people who read with assistive technology."""

    record: str
    name: str
    """The name it is published under."""
    kind: str
    pages: int
    access: Access
    read: bool
    """Whether its words stand on the record's page."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change after publication that readers are told of."""

    when: When
    what: str
    why: str
    withdrawal: bool
    """True when the answer was taken down."""


@dataclass(frozen=True, slots=True)
class Card:
    """One answer, published or withdrawn."""

    reference: str
    title: str
    summary: str
    language: str
    authority: str
    """The authority's key."""
    authority_name: str
    regime: str
    """The id of the statute."""
    outcome: str
    """A key of OUTCOMES."""
    silent: bool
    """True when the answer neither confirms nor denies: no count, no kind and no record is on the card."""
    withdrawn: bool
    reason: str
    """Why it was withdrawn."""
    dated: When | None
    updated: str
    """The day of the last change that readers are told of, ISO 8601."""
    subjects: tuple[str, ...]
    kinds: tuple[str, ...]
    """Kinds of its records, as written."""
    laws: tuple[tuple[str, ...], ...]
    """Codes of each exemption that it uses; several where they are cited in the alternative."""
    counts: tuple[int, int, int]
    """Records released in full, redacted, withheld."""
    pages: int
    """Pages that can be read."""
    public: tuple[PublicMaterial, ...]
    looked: tuple[Looked, ...]
    addresses: tuple[str, ...]
    """Its pages, for the sitemap."""
    changes: tuple[Changed, ...]
    """Its history, oldest first, with its withdrawal."""
    answered: str
    """The outcome before any withdrawal."""
    digest: str = ""
    """SHA-256 of all the rest."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Newest first when sorted in reverse; undated answers come last."""
        return (self.dated.last.isoformat() if self.dated else "", self.reference)


def of(answer: Answer, addresses: tuple[str, ...]) -> Card:
    """The card of an answer whose pages are at `addresses`."""
    return from_json(as_json(answer, addresses))


def as_json(answer: Answer, addresses: tuple[str, ...]) -> str:
    """The same as it is kept."""
    request, told = answer.request, not (answer.silent or answer.withdrawn)
    records = () if answer.silent else request.records
    return _to_json(Card(
        reference=request.reference, title=request.title, summary=request.summary, language=request.language,
        authority=answer.authority.key, authority_name=answer.authority.name, regime=answer.regime.id,
        outcome=answer.outcome, silent=answer.silent, withdrawn=answer.withdrawn,
        reason=request.withdrawn.reason if answer.withdrawn and request.withdrawn else "",
        dated=answer.dated, updated=updated(answer).isoformat(), subjects=tuple(request.subjects),
        kinds=tuple(dict.fromkeys(r.kind for r in records if r.kind)),
        laws=tuple(tuple(c.code for c in law.citations) for law in answer.laws),
        counts=tuple(answer.counts[o] for o in ("full", "redacted", "withheld")),
        pages=sum(r.cleared.pages or 0 for e in answer.entries for r in e.released if r.cleared) if told else 0,
        public=tuple(request.public_domain),
        looked=tuple(_looked(answer)) if told else (),
        addresses=addresses, changes=tuple(_changes(answer)), answered=answer.answered,
    ))  # fmt: skip


def _looked(answer: Answer) -> Iterator[Looked]:
    for entry in answer.entries:
        for one in entry.released:
            if one.cleared and one.access:
                read = one.reading is not None and any(page.blocks for page in one.reading.pages)
                yield Looked(entry.record.number, one.name, one.cleared.kind.words, one.cleared.pages, one.access, read)


def _changes(answer: Answer) -> Iterator[Changed]:
    """The officer may have told the withdrawal in the history too: then it is told once."""
    gone = answer.request.withdrawn if answer.withdrawn else None
    for change in answer.request.history:
        yield Changed(change.date, change.what, change.why, gone is not None and change.date.last == gone.date.last)
    if gone and all(change.date.last != gone.date.last for change in answer.request.history):
        yield Changed(gone.date, "The answer was withdrawn.", gone.reason, True)


def updated(answer: Answer) -> date:
    """The day of the last change that readers are told of."""
    changes = [change.date.last for change in answer.request.history]
    if answer.request.withdrawn:
        changes.append(answer.request.withdrawn.date.last)
    if answer.dated:
        changes.append(answer.dated.first)
    return max(changes, default=UNDATED)


def _to_json(card: Card) -> str:
    return json.dumps(_plain(card), ensure_ascii=False, separators=(",", ":"))


def _plain(card: Card) -> list[Any]:
    values = [_value(getattr(card, name)) for name in Card.__slots__[:-1]]
    values[20] = "\n".join(card.addresses)  # one text is read faster than many
    return values


def _value(value: Any) -> Any:
    if isinstance(value, When):
        return [value.first.isoformat(), value.last.isoformat(), value.precision, value.basis]
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, PublicMaterial):
        return value.model_dump()
    if isinstance(value, Changed):
        return [_value(value.when), value.what, value.why, value.withdrawal]
    if isinstance(value, Looked):
        return [value.record, value.name, value.kind, value.pages, asdict(value.access), value.read]
    return value


def from_json(text: str) -> Card:
    """The card again."""
    row = json.loads(text)
    row[11] = _when(row[11]) if row[11] else None
    row[13], row[14], row[16] = tuple(row[13]), tuple(row[14]), tuple(row[16])
    row[15] = tuple(map(tuple, row[15]))
    row[18] = tuple(PublicMaterial.model_validate(one) for one in row[18])
    row[19] = tuple(Looked(*one[:4], Access.from_dict(one[4]), one[5]) for one in row[19])
    row[20] = tuple(row[20].split("\n")) if row[20] else ()
    row[21] = tuple(Changed(_when(one[0]), *one[1:]) for one in row[21])
    return Card(*row, digest=sha256(text.encode()))


def _when(told: list[str]) -> When:
    return When(date.fromisoformat(told[0]), date.fromisoformat(told[1]), told[2], told[3])
