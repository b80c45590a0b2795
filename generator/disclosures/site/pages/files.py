# SPDX-License-Identifier: AGPL-3.0-or-later
"""File lines, and the addresses of what is published of a record besides its pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ...casework.request import Record
from ...log.answer import Answer, Entry, PictureSheet, Released
from ...store import sha256
from .. import addresses
from ..views.parts import FileLine, HeldBack
from ..views.record import Picture
from . import access, words

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


def short(released: Released) -> str:
    """`PDF, 212 KB, 3 pages`."""
    cleared = released.cleared
    facts = [cleared.kind.words[:1].upper() + cleared.kind.words[1:], words.size(cleared.size)]
    if cleared.pages:
        facts.append(words.count(cleared.pages, "page"))
    return ", ".join(facts)


def _line(answer: Answer, record: Record, released: Released) -> FileLine:
    cleared = released.cleared
    remark = access.told(released.access) if released.access else ""
    if released.access and released.access.tagged is False and released.reading and not released.reading.scanned:
        remark += ". The text below is marked up"
    told = short(released)
    title = released.file.title or label(record)
    return FileLine(
        label=f"{title} ({told})",
        short=told,
        href=address(answer, released),
        sha256=cleared.sha256,
        groups=tuple(cleared.sha256[i : i + 8] for i in range(0, 64, 8)),
        remarks=(remark,) if remark else (),
        other_format=mail(answer, record),
        code=record.outcome,
    )


def mail(answer: Answer, record: Record) -> str:
    """A mailto: address that asks for a record in another format; empty where the authority gives no address."""
    if not answer.authority.email:
        return ""
    subject = f"Another format: record {record.number} of {answer.request.reference}"
    body = "Which format do you need, and which software do you use to read with?"
    return f"mailto:{answer.authority.email}?subject={quote(subject)}&body={quote(body)}"


def picture_sheet(answer: Answer, record: Record, sheet: PictureSheet) -> str:
    """Where a sheet of small pictures of pages is published."""
    return addresses.picture_sheet(answer.request.reference, record.number, sha256(sheet.data))


def picture_sheets(answer: Answer, entry: Entry) -> Iterator[tuple[str, bytes]]:
    """(address, WebP) of the small pictures of all pages."""
    for released in entry.released:
        for sheet in released.shown.sheets:
            yield picture_sheet(answer, entry.record, sheet), sheet.data


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
