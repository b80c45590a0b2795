# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of one record: the file and its text, or what a withheld record is, why, and what is public already."""

from __future__ import annotations

from collections.abc import Iterator

from ...casework.request import Record
from ...log.answer import Answer, Entry
from .. import addresses
from ..views.parts import Fact, Link
from ..views.record import RecordPage, RecordPart
from . import cite, files, head, law, public, record_parts, record_text, share, words
from .context import Context

UNREAD = "This file has no text that can be read here. Ask for another format if you need one."
SEEN_ELSEWHERE = "The text of this kind of file is not shown here; the file itself is above."


def every(ctx: Context, answer: Answer, place: int) -> Iterator[RecordPage | RecordPart]:
    """The page of the record at `place` in the schedule of an answer that tells its records; a long one goes on over further pages."""
    entry = answer.entries[place]
    parts = record_parts.split(record_text.text_pages(answer, entry), record_text.tables(entry))
    homes = [addresses.record_part(answer.request.reference, entry.record.number, n) for n in range(1, len(parts) + 1)]
    first = _first(ctx, answer, place, parts, homes)
    yield first
    for number in range(2, len(parts) + 1):
        yield _further(ctx, answer, entry, first, parts, homes, number)


def _further(
    ctx: Context, answer: Answer, entry: Entry, first: RecordPage, parts: tuple[record_parts.Part, ...], homes: list[str], number: int
) -> RecordPart:
    part = parts[number - 1]
    record = Link(f"Record {first.number}", first.address)
    title = f"{first.title}: {part.name}"
    return RecordPart(
        address=homes[number - 1],
        template="record-part.html",
        title=title,
        head=head.plain(f"Record {first.number}: {title} ({answer.request.reference})", f"{words.kind(part.name)} of record {first.number}."),
        section="answers",
        eyebrow=(Link(f"Web page {number} of {len(parts)} of "), record, Link(" of request "), first.request),
        crumbs=(ctx.home, ctx.answers, first.request, record, Link(words.kind(part.name))),
        lang=first.lang,
        specimen=first.specimen,
        record=record,
        files=first.files,
        citation=cite.of_record(answer, entry, ctx.base, homes[number - 1]),
        **_parts(parts, homes, number),
    )


def _parts(parts: tuple[record_parts.Part, ...], homes: list[str], number: int) -> dict:
    """What a page of the record tells of this part and its neighbours."""
    link = {n: Link(words.kind(parts[n - 1].name), homes[n - 1]) for n in (number - 1, number + 1) if 0 < n <= len(parts)}
    part = parts[number - 1]
    return {
        "pages": part.pages, "tables": part.tables, "strip": record_parts.strip(parts, homes, number), "part": number,
        "parts": len(parts), "before": link.get(number - 1), "after": link.get(number + 1),
    }  # fmt: skip


def _first(ctx: Context, answer: Answer, position: int, parts: tuple[record_parts.Part, ...], homes: list[str]) -> RecordPage:
    entry = answer.entries[position]
    request, record = answer.request, entry.record
    title = words.titled(record)
    home = Link(request.reference, addresses.request(request.reference))
    crumbs = (ctx.home, ctx.answers, home, Link(f"Record {record.number}"))
    lines, pictures = files.lines(answer, entry), files.pictures(answer, entry)
    shown = bool(parts[0].sheets)
    withheld = record.outcome == "withheld"
    before = answer.entries[position - 1].record if position else None
    after = answer.entries[position + 1].record if position + 1 < len(answer.entries) else None
    uses = answer.laws_of(record.number)
    return RecordPage(
        address=addresses.record(request.reference, record.number),
        template="record.html",
        title=title,
        head=head.for_record(answer, entry, ctx.base, title, lines, crumbs, share.meta(ctx, answer, lean=True)),
        section="answers",
        eyebrow=(Link(f"Record {record.number} of request "), home, *([Link(f", {words.lower_first(record.kind)}")] if record.kind else [])),
        crumbs=crumbs,
        lang=request.language,
        specimen=request.specimen,
        in_short=_in_short(answer, record) if withheld else "",
        facts=_facts(answer, record, bool(lines)),
        citation=cite.of_record(answer, entry, ctx.base),
        number=record.number,
        request=home,
        badge=words.badge(record.outcome, alone=True),
        files=lines,
        held_back=files.held_back(entry),
        pictures=pictures,
        unread=_unread(entry, bool(shown or pictures)),
        redactions=record_text.redactions(answer, entry),
        what_words=_what(record) if withheld else record.about,
        columns=record.describes.columns if record.describes else (),
        laws=tuple(law.block(answer, one, of_record) for one, of_record in uses) if withheld else (),
        public=tuple(public.item(answer.request.reference, m, ctx.dead) for m in request.public_domain if record.number in m.covers),
        related=_related(answer, record),
        previous=_step(answer, before),
        next=_step(answer, after),
        gaps_help=any(page.gaps for part in parts for page in part.pages),
        **_parts(parts, homes, 1),
    )


def _unread(entry: Entry, shown: bool) -> str:
    cleared = [r for r in entry.released if r.cleared]
    if shown or not cleared:
        return ""
    failed = any(r.reading and (r.reading.scanned or r.reading.failed) for r in cleared)
    return UNREAD if failed else SEEN_ELSEWHERE


def _facts(answer: Answer, record: Record, released: bool) -> tuple[Fact, ...]:
    number = f"{record.number}, part of {record.part_of}" if record.part_of else record.number
    facts = [Fact("Record", (Link(number),), f"printed as {record.printed}" if record.printed not in ("", record.number) else "")]
    facts.append(Fact("Date", (Link(words.when(record.date)),), record.date.basis if record.date else "", record.date is None))
    facts.append(Fact("Kind", (Link(words.kind(record.kind) or words.NOT_STATED),), soft=not record.kind))
    lines, inferred, soft = law.used(answer, record.number, record.outcome)
    facts.append(Fact("Law used", tuple(Link(line) for line in lines), inferred, soft))
    if not released:
        facts.append(Fact("File", (Link("None released" if record.outcome == "withheld" else "Not here yet"),)))
    if record.copyright != "unknown":
        facts.append(Fact("Copyright", (Link({"authority": answer.authority.name, "crown": "Crown", "third-party": "Someone else"}[record.copyright]),)))
    return tuple(facts)


def _in_short(answer: Answer, record: Record) -> str:
    """The officer's words on a withheld record, or the plain facts."""
    if record.about:
        return record.about
    said = [f"This {words.lower_first(record.kind) or 'record'} is not released."]
    laws = [words.lower_first(one.words) for one, _ in answer.laws_of(record.number)]
    if laws:
        said.append(f"The law used is {words.both(laws)}.")
    if any(record.number in m.covers for m in answer.request.public_domain):
        said.append("Much of the same matter is already public.")
    return " ".join(said)


def _what(record: Record) -> str:
    describes = record.describes
    if not describes:
        return ""
    kind = words.lower_first(record.kind) or "record"
    said = words.sentence(describes.text) if describes.text else ""
    if describes.one_row_per:
        many = f" and {words.count(len(describes.columns), 'column')}:" if describes.columns else "."
        said = f"{said} It is a {kind} with one row for each {describes.one_row_per}{many}".strip()
    return said


def _related(answer: Answer, record: Record) -> tuple[Link, ...]:
    """Its whole, its parts, and the parts it stands beside."""
    family = [
        r
        for r in answer.request.records
        if r.number != record.number
        and (r.number == record.part_of or r.part_of == record.number or (record.part_of and r.part_of == record.part_of))
    ]
    return tuple(
        Link(f"Record {r.number}" + (f", {words.lower_first(r.kind)}" if r.kind else ""), addresses.record(answer.request.reference, r.number))
        for r in family
    )


def _step(answer: Answer, record: Record | None) -> Link | None:
    if record is None:
        return None
    note = f"record {record.number}" + (f", {record.date.words}" if record.date else "")
    return Link(record.title, addresses.record(answer.request.reference, record.number), note=note)
