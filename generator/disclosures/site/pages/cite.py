# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is cited of an answer: itself, and each of its records. What the answer may not tell, no citation tells."""

from __future__ import annotations

from collections.abc import Iterator

from ...casework.slug import slug
from ...casework.when import When
from ...log.answer import Answer, Entry
from .. import addresses, citing
from ..views.parts import Citation, Link
from . import head, words


def released(answer: Answer) -> When | None:
    """When readers got it: the day it went on the log, failing that the day of the answer. When it was asked is no such day."""
    return answer.request.dates.published or answer.request.dates.responded


def of_answer(answer: Answer, base: str) -> Citation:
    """The box of an answer's page; of a withdrawn answer there are no files."""
    source = _answer(answer, base)
    first, *others = citing.styles(source)
    return Citation(first[1], () if answer.withdrawn else _forms(answer), tuple(others))


def of_record(answer: Answer, entry: Entry, base: str, part: str = "") -> Citation:
    """The box of a record's page; `part` is the address of a further page of it."""
    source = _record(answer, entry, base)
    first, *others = citing.styles(source, base + part if base and part else "")
    return Citation(first[1], _forms(answer), tuple(others), source.key)


def files(answer: Answer, base: str) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of each form for reference managers: the answer, then its records."""
    sources = [_answer(answer, base)]
    if not answer.silent:
        sources += [_record(answer, entry, base) for entry in answer.entries]
    home = addresses.request(answer.request.reference)
    for (_, name, _), form in zip(citing.FORMS, (citing.bibtex, citing.ris, citing.csl), strict=True):
        yield home + name, form(sources)


def alternates(answer: Answer) -> tuple[tuple[str, str, str], ...]:
    """<link rel=alternate> of the forms that programs look for there, BibTeX and RIS."""
    home = addresses.request(answer.request.reference)
    return () if answer.withdrawn else tuple((kind, home + file, f"Citations as {name}") for name, file, kind in citing.FORMS if kind)


def _forms(answer: Answer) -> tuple[Link, ...]:
    home = addresses.request(answer.request.reference)
    return tuple(Link(name, home + file) for name, file, _ in citing.FORMS)


def _answer(answer: Answer, base: str) -> citing.Source:
    request = answer.request
    address = addresses.request(request.reference)
    return citing.Source(
        slug(request.reference), answer.authority.name, request.title, request.reference, base + address if base else "",
        released(answer), request.language,
    )  # fmt: skip


def _record(answer: Answer, entry: Entry, base: str) -> citing.Source:
    request, record = answer.request, entry.record
    address = addresses.record(request.reference, record.number)
    return citing.Source(
        f"{slug(request.reference)}-{address.rsplit('/', 2)[1]}", answer.authority.name, words.titled(record), request.reference,
        base + address if base else "", released(answer), request.language, record.number,
        "dataset" if head.DC_TYPES.get(record.kind.casefold()) == "dataset" else "report",
        tuple((r.name, r.cleared.sha256) for r in entry.released if r.cleared),
    )  # fmt: skip
