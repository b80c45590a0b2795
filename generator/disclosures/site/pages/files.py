# SPDX-License-Identifier: AGPL-3.0-or-later
"""File lines, and the text of a released record page by page."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from ...casework.request import Record
from ...log.answer import Answer, Entry, Released
from .. import addresses
from ..views.parts import FileLine, HeldBack, Link, TablePage, TextPage
from . import words

HELD_BACK = HeldBack("The file is being checked and is not here yet. The record's outcome has not changed.")
PICTURES = ("png", "jpeg", "webp", "gif")


def published_name(released: Released) -> str:
    """The name it is published under: the officer's own, without the folder."""
    return PurePosixPath(released.file.path).name


def label(record: Record) -> str:
    """`Record 8.1, briefing, 6 February 2022`."""
    parts = [f"Record {record.number}", words.lower_first(record.kind), record.date.words if record.date else ""]
    return ", ".join(part for part in parts if part)


def lines(answer: Answer, entry: Entry) -> tuple[FileLine, ...]:
    """A file line for each cleared file of a record."""
    return tuple(_line(answer, entry.record, r) for r in entry.released if r.cleared)


def held_back(entry: Entry) -> HeldBack | None:
    """Told where at least one file waits for the gate."""
    return HELD_BACK if any(r.cleared is None for r in entry.released) else None


def _line(answer: Answer, record: Record, released: Released) -> FileLine:
    cleared = released.cleared
    facts = [words.KINDS.get(cleared.kind, cleared.kind.upper()), words.size(cleared.size)]
    if cleared.pages:
        facts.append(words.count(cleared.pages, "page"))
    remarks = []
    if cleared.kind == "pdf":
        if released.reading and released.reading.scanned:
            remarks.append("Scanned image: its text cannot be read by machine")
        else:
            remarks.append("Tagged for screen readers" if cleared.tagged else "Not tagged for screen readers; the text below is")
    short = ", ".join(facts)
    title = released.file.title or label(record)
    return FileLine(
        label=f"{title} ({short})",
        short=short,
        href=addresses.file(answer.request.reference, published_name(released)),
        sha256=cleared.sha256,
        groups=tuple(cleared.sha256[i : i + 8] for i in range(0, 64, 8)),
        remarks=tuple(remarks),
        other_format=_mail(answer, record),
        code=record.outcome,
    )


def _mail(answer: Answer, record: Record) -> str:
    if not answer.authority.email:
        return ""
    subject = f"Another format: record {record.number} of {answer.request.reference}"
    body = "Which format do you need, and which software do you use to read with?"
    return f"mailto:{answer.authority.email}?subject={quote(subject)}&body={quote(body)}"


def text_pages(answer: Answer, entry: Entry) -> tuple[TextPage, ...]:
    """The readable pages of the record's first document that has any."""
    for released in entry.released:
        if released.cleared and released.reading and released.reading.pages:
            href = addresses.file(answer.request.reference, published_name(released))
            return tuple(
                TextPage(p.number, f"page-{p.number}", p.html, f"{href}#page={p.number}", p.gaps, p.withheld_whole)
                for p in released.reading.pages
            )
    return ()


def tables(entry: Entry) -> tuple[TablePage, ...]:
    """Datasets as tables: once, when the same table is released in several formats."""
    for released in entry.released:
        if released.cleared and released.reading and released.reading.tables:
            return tuple(TablePage(t.caption or entry.record.title, t.head, t.rows, t.more) for t in released.reading.tables)
    return ()


def pictures(answer: Answer, entry: Entry) -> tuple[Link, ...]:
    """Released images with the officer's description."""
    return tuple(
        Link(r.file.description or entry.record.title, addresses.file(answer.request.reference, published_name(r)))
        for r in entry.released
        if r.cleared and r.cleared.kind in PICTURES
    )
