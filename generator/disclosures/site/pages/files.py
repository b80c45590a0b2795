# SPDX-License-Identifier: AGPL-3.0-or-later
"""File lines, and the text of a released record page by page."""

from __future__ import annotations

from urllib.parse import quote

from ...casework.request import Record
from ...log.answer import Answer, Entry, ReadPage, Released
from .. import addresses
from ..views.parts import FileLine, HeldBack, Picture, TablePage, TextPage
from . import words

HELD_BACK = HeldBack("The file is being checked and is not here yet. The record's outcome has not changed.")
PICTURES = {"PNG", "JPEG", "WEBP", "GIF", "SVG"}


def address(answer: Answer, released: Released) -> str:
    """Where a cleared file is published."""
    return addresses.file(answer.request.reference, released.name)


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
    facts = [cleared.kind.words[:1].upper() + cleared.kind.words[1:], words.size(cleared.size)]
    if cleared.pages:
        facts.append(words.count(cleared.pages, "page"))
    remarks = []
    if cleared.kind.name == "PDF":
        if released.reading and released.reading.scanned:
            remarks.append("Scanned image: its text cannot be read by machine")
        else:
            remarks.append("Tagged for screen readers" if cleared.tagged else "Not tagged for screen readers; the text below is")
    short = ", ".join(facts)
    title = released.file.title or label(record)
    return FileLine(
        label=f"{title} ({short})",
        short=short,
        href=address(answer, released),
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
            href = address(answer, released)
            return tuple(_page(p, href) for p in released.reading.pages)
    return ()


def _page(page: ReadPage, href: str) -> TextPage:
    whole = f"Page {page.number} is redacted in full" + (f": {page.law}" if page.law else "") if page.whole_page_redacted else ""
    return TextPage(page.number, f"page-{page.number}", page.html, f"{href}#page={page.number}", len(page.gaps), whole)


def tables(entry: Entry) -> tuple[TablePage, ...]:
    """Datasets as tables: once, when the same table is released in several formats."""
    for released in entry.released:
        if released.cleared and released.reading and released.reading.tables:
            return tuple(
                TablePage(entry.record.title if i == 0 else t.caption, t.head, t.rows, _more(t.left_out))
                for i, t in enumerate(released.reading.tables)
            )
    return ()


def _more(rows: int) -> str:
    return f"{words.count(rows, 'more row')} in the file." if rows else ""


def pictures(answer: Answer, entry: Entry) -> tuple[Picture, ...]:
    """Released images with the officer's description."""
    return tuple(
        Picture(
            address(answer, r),
            r.file.description or entry.record.title,
            r.cleared.facts.get("width", 0),
            r.cleared.facts.get("height", 0),
        )
        for r in entry.released
        if r.cleared and r.cleared.kind.name in PICTURES
    )
