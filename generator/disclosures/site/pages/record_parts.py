# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long record over several web pages, none of them heavy, and the list that tells which page is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..views.parts import Link
from ..views.record import Stretch, Strip, TablePage, TextPage
from . import words

PART = 60_000
"""Bytes of a record's text on one web page: about 20 KB as sent, so that a page stays within 30 KB with its frame."""
_LEAST = 15_000
_LINK = 60
"""Bytes of one link in the list of pages."""
_FULL, _MOST = 40, 1_200
"""Pages up to which the list tells of gaps, and up to which it names each page."""


@dataclass(frozen=True)
class Part:
    """What one web page holds."""

    pages: tuple[TextPage, ...]
    tables: tuple[TablePage, ...]

    @property
    def sheets(self) -> tuple[TextPage | TablePage, ...]:
        return (*self.pages, *self.tables)

    @property
    def name(self) -> str:
        """`pages 25 to 48`, `rows 501 to 1,000`, `page 600 and rows 1 to 200`."""
        said = [_stretch([page.name for page in self.pages])] if self.pages else []
        said += [_rows(self.tables)] if self.tables else []
        return words.both([one for one in said if one])


def split(pages: Sequence[TextPage], tables: Sequence[TablePage]) -> tuple[Part, ...]:
    """The record's pages, in as many parts as it takes; one, which may be empty, for most records."""
    sheets = (*pages, *tables)
    room = max(PART - _LINK * (min(len(sheets), _MOST) if len(sheets) > _FULL else 0), _LEAST)
    groups: list[list[TextPage | TablePage]] = [[]]
    full = 0
    for sheet in sheets:
        if groups[-1] and full + sheet.bytes > room:
            groups.append([])
            full, room = 0, PART
        groups[-1].append(sheet)
        full += sheet.bytes
    return tuple(
        Part(tuple(s for s in group if isinstance(s, TextPage)), tuple(s for s in group if isinstance(s, TablePage)))
        for group in groups
    )


def strip(parts: Sequence[Part], homes: Sequence[str], part: int) -> Strip | None:
    """The list of pages as part number `part` shows it: the first tells where each page of the record is, a further one
    tells of its own. `homes` are the addresses of the parts."""
    total = sum(len(one.sheets) for one in parts)
    if total < 2:
        return None
    plain = total > _FULL
    gaps = any(page.gaps for one in parts for page in one.pages)
    stretches = []
    for number, (one, home) in enumerate(zip(parts, homes, strict=True), 1):
        own = number == part
        if own or part == 1:
            named = len(one.sheets) > 1 and (own or total <= _MOST)
            links = tuple(_link(sheet, "" if own else home, plain, gaps) for sheet in one.sheets) if named else ()
            stretches.append(Stretch(words.kind(one.name), home, links, own))
    return Strip(tuple(stretches), plain)


def _link(sheet: TextPage | TablePage, home: str, plain: bool, told: bool) -> Link:
    """The link to a page, with its gaps where the record has any and there is room to tell them."""
    href = f"{home}#{sheet.anchor}"
    if isinstance(sheet, TablePage):
        return Link(words.kind(sheet.name or sheet.caption), href)
    gaps = "redacted in full" if sheet.withheld_whole else words.count(sheet.gaps, "gap") if sheet.gaps else "no gaps"
    short = sheet.name.removeprefix("page ")
    return Link(short, href) if plain and short[:1].isdigit() else Link(words.kind(sheet.name), href, note=gaps if told and not plain else "")


def _stretch(names: Sequence[str]) -> str:
    """`pages 25 to 48` from `page 25` and the following names."""
    first, last = names[0], names[-1]
    head, _, number = first.rpartition(" ")
    end, _, upto = last.rpartition(" ")
    if first == last or not number.isdigit():
        return first if first == last else f"{first} to {last}"
    return f"{head}s {number} to {upto}" if head == end and upto.isdigit() else f"{first} to {last}"


def _rows(tables: Sequence[TablePage]) -> str:
    if len({table.anchor.split("-")[1] for table in tables}) > 1 or not tables[0].name:
        return words.count(len(tables), "table")
    first, last = tables[0].name.split()[1], tables[-1].name.split()[-1]
    return f"rows {first} to {last}"
