# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a record says, page by page: the text of all its files, their tables, and what is redacted on which pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ...log.answer import Answer, Entry, ReadPage, ReadTable, Released
from ..views.record import TablePage, TextPage, Thumb
from . import files, words

TABLE = 110_000
"""Bytes of a table that stand together; rows are alike, so they are sent in about a tenth of that."""
_LABEL = 60
"""Letters of a column's name before each of its cells on a phone."""
UNNAMED = "no law is named on the page"


def _read(entry: Entry) -> list[tuple[int, Released]]:
    """Files with something to read, each with its place among the record's files."""
    return [
        (place, one) for place, one in enumerate(entry.released, 1)
        if one.cleared and one.reading and (one.reading.pages or one.reading.tables)
    ]  # fmt: skip


def text_pages(answer: Answer, entry: Entry) -> tuple[TextPage, ...]:
    """The readable pages of all files of a record."""
    read = [(place, one) for place, one in _read(entry) if one.reading.pages]
    return tuple(
        _page(answer, entry, one, page, place, len(read) > 1) for place, one in read for page in one.reading.pages
    )


def _page(answer: Answer, entry: Entry, released: Released, page: ReadPage, place: int, several: bool) -> TextPage:
    is_pdf = released.cleared.kind.name == "PDF"
    name = _name(released, page)
    heading = f"file {place}, {name}" if several else name
    whole = f"{name} is redacted in full" + (f": {page.law}" if page.law else "") if page.whole_page_redacted else ""
    file = f"file-{place}-" if place > 1 else ""
    language = released.reading.language
    return TextPage(
        heading=_capital(heading) + (f" (printed as {page.label})" if page.label else ""),
        name=heading,
        anchor=f"{file}page-{page.number}" + (f"-{page.piece}" if page.piece > 1 else ""),
        html=page.html,
        gaps=len(page.gaps),
        pdf_href=f"{files.address(answer, released)}#page={page.number}" if is_pdf else "",
        withheld_whole=_capital(whole),
        picture=_thumb(answer, entry, released, page),
        remark=_remark(page),
        other_format=files.mail(answer, entry.record) if page.image_only else "",
        lang=language if language and language[:2].lower() != answer.request.language[:2].lower() else "",
    )


def _thumb(answer: Answer, entry: Entry, released: Released, page: ReadPage) -> Thumb | None:
    found = released.shown.picture(page.number) if page.piece == 1 else None
    if found is None:
        return None
    sheet, place = found
    return Thumb(files.picture_sheet(answer, entry.record, sheet), (sheet.width + 1) // 2, (sheet.height + 1) // 2, place)


def _name(released: Released, page: ReadPage) -> str:
    if released.reading.unit == "part" and len(released.reading.pages) == 1:
        return "text"
    return f"{released.reading.unit} {page.number}" + (", continued" if page.piece > 1 else "")


def _remark(page: ReadPage) -> str:
    """How far the words of a page that was a picture can be relied on."""
    if page.image_only:
        return "Image only: the words on this page could not be read by machine."
    if page.confidence is None:
        return ""
    sure = f"A machine read the words of this page from a picture. It was {round(100 * page.confidence)}% sure"
    if page.confidence >= 0.95:
        return f"{sure}, so few words should be wrong."
    return f"{sure}, so some words may be wrong." if page.confidence >= 0.8 else f"{sure}, so many words may be wrong."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tables(entry: Entry) -> tuple[TablePage, ...]:
    """Datasets as tables: once, when the same table is released in several formats."""
    found: dict[tuple, tuple[str, ReadTable]] = {}
    for _, one in _read(entry):
        for table in one.reading.tables:
            found.setdefault((table.head, table.rows), (one.file.title, table))
    named = len(found) > 1
    return tuple(
        page
        for place, (title, table) in enumerate(found.values(), 1)
        for page in _table((table.caption if named else title or entry.record.title), table, place)
    )


def _table(caption: str, table: ReadTable, place: int) -> Iterator[TablePage]:
    """The table in stretches of rows that are light enough."""
    labels = tuple(cell if len(cell) <= _LABEL else cell[: _LABEL - 1].rstrip() + "…" for cell in table.head)
    head = sum(_bytes(cell) for cell in table.head)
    start = 0
    groups = list(_groups(table, sum(map(_bytes, labels))))
    for number, (rows, size) in enumerate(groups, 1):
        name = f"rows {words.number(start + 1)} to {words.number(start + len(rows))}" if len(groups) > 1 else ""
        yield TablePage(
            caption=f"{caption}, {name}" if name else caption,
            anchor=f"table-{place}" + (f"-{number}" if number > 1 else ""),
            head=table.head, rows=rows, numeric=table.numeric, labels=labels,
            more=_more(table) if number == len(groups) else "", name=name, bytes=head + size + 700,
        )  # fmt: skip
        start += len(rows)


def _groups(table: ReadTable, labels: int) -> Iterator[tuple[tuple, int]]:
    rows: list[tuple[str, ...]] = []
    size = 0
    for row in table.rows:
        here = sum(map(_bytes, row)) + labels
        if rows and size + here > TABLE:
            yield tuple(rows), size
            rows, size = [], 0
        rows.append(row)
        size += here
    yield tuple(rows), size


def _bytes(cell: str) -> int:
    return len(escape(cell).encode()) + 30


def _more(table: ReadTable) -> str:
    left = [
        words.count(count, what)
        for count, what in ((table.left_out, "more row"), (table.columns_left_out, "more column"))
        if count
    ]
    return f"{words.both(left)} in the CSV file." if left else ""


def redactions(answer: Answer, entry: Entry) -> tuple[str, ...]:
    """What is taken out on which pages: `Pages 1 to 3: section 40(2)`, `Page 4: the whole page, section 31(1)(a)`.

    The gaps on the page tell; the log of marks, where they do not say it all: no law, no text that could be read.
    """
    read = [(place, one) for place, one in _read(entry) if one.redactions or one.reading.pages]
    said = []
    for place, one in read:
        file = f"file {place}, " if len(read) > 1 else ""
        lines = list(_ranges(one.reading.unit, one.reading.pages))
        if one.redactions and (not lines or any(line.endswith(UNNAMED) for line in lines)):
            lines = [f"{where[:1].lower()}{where[1:]}: {law or UNNAMED}" for where, law in one.redactions]
        said += [_capital(file + line) for line in lines]
    return tuple(said)


def _ranges(unit: str, pages: Sequence[ReadPage]) -> Iterator[str]:
    """Pages that follow one another and are redacted alike are told together."""

    def look(page: ReadPage) -> tuple[bool, bool, str]:
        return bool(page.gaps), page.whole_page_redacted, page.law

    for (gaps, whole, law), group in groupby(pages, look):
        numbers = [page.number for page in group]
        if not gaps:
            continue
        if unit == "part" and len(pages) == 1:
            where = "text"
        elif numbers[0] == numbers[-1]:
            where = f"{unit} {numbers[0]}"
        else:
            where = f"{unit}s {numbers[0]} to {numbers[-1]}"
        told = law or UNNAMED
        yield f"{where}: {'the whole page, ' if whole else ''}{told}"
