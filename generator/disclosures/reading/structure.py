# SPDX-License-Identifier: AGPL-3.0-or-later
"""From rows to blocks: headings by size, paragraphs whose lines are joined, lists, and the heads of e-mails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from . import tables
from .blocks import Block, Fields, Heading, Inline, Item, Listing, Paragraph, Table, Words
from .lines import Row, joined

_BULLET = re.compile(r"\s*[•●▪◦‣·o–-]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_FIELD = re.compile(r"\s*(From|To|Cc|Bcc|Sent|Date|Subject|Attachments?|Importance|Reply-To)\s*:\s*", re.IGNORECASE)


def body_size(pages: Iterable[Sequence[Row]]) -> float:
    """The letter size of most of a document's text."""
    counts: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            counts[round(row.size, 1)] += len(row.text)
    return counts.most_common(1)[0][0] if counts else 11.0


def blocks(rows: Sequence[Row], body: float) -> tuple[Block, ...]:
    """The blocks of one page."""
    found: list[Block] = []
    group: list[Row] = []
    for row in tables.split(rows):
        if group and (isinstance(row, Table) or _breaks(group, row, body)):
            found += _block(group, body)
            group = []
        if isinstance(row, Table):
            found.append(row)
        else:
            group.append(row)
    if group:
        found += _block(group, body)
    return tuple(_lists_joined(found))


def _breaks(group: list[Row], row: Row, body: float) -> bool:
    """Whether a new block begins with this row."""
    last = group[-1]
    if _level(last, body) != _level(row, body) or (_level(row, body) and abs(last.size - row.size) > 0.5):
        return True
    if bool(_FIELD.match(row.text)) or _starts_item(row):
        return True
    if _FIELD.match(group[0].text):  # a field runs on only where its line is indented under the first
        return row.box.x0 < group[0].box.x0 + 10
    gap = row.box.y0 - last.box.y1
    if gap > 0.75 * max(row.size, 6) or row.box.y0 < last.box.y0:
        return True
    return last.block != row.block and gap > 0.45 * row.size


def _level(row: Row, body: float) -> int:
    """1 or 2 for a heading, 0 for other text."""
    if not any(char.isalpha() for char in row.text):
        return 0
    if row.size >= 1.35 * body:
        return 1
    if row.size >= 1.12 * body:
        return 2
    short = len(row.text.strip()) < 80 and not row.text.rstrip().endswith((".", ",", ";", ":"))
    return 2 if row.bold and short and not _FIELD.match(row.text) else 0


def _starts_item(row: Row) -> bool:
    return bool(_BULLET.match(row.text) or _NUMBER.match(row.text))


def _block(group: list[Row], body: float) -> list[Block]:
    inlines = _run(group)
    if not any(not isinstance(one, Words) or one.text.strip() for one in inlines):
        return []
    text = "".join(one.text if isinstance(one, Words) else "\0" for one in inlines)
    if match := _FIELD.match(text):
        return [Fields(((match[1].capitalize(), _without(inlines, match.end())),))]
    if match := _BULLET.match(text):
        return [Listing((Item(_without(inlines, match.end())),))]
    if (match := _NUMBER.match(text)) and not _level(group[0], body):
        return [Listing((Item(_without(inlines, match.end())),), numbered=True, start=int(match[1]))]
    if level := _level(group[0], body):
        return [Heading(level, inlines)]
    return [Paragraph(inlines)]


def _run(group: list[Row]) -> tuple[Inline, ...]:
    """The rows of a block as one text; a word that is divided at a line's end is made whole."""
    out: list[Inline] = []
    for row in group:
        first = row.inlines[0]
        if out and isinstance(out[-1], Words) and isinstance(first, Words):
            ends, starts = out[-1].text.rstrip(), first.text.lstrip()
            if re.search(r"[a-z]-$", ends) and starts[:1].islower() and ends.count("-") == 1 and " " in ends:
                out[-1] = replace(out[-1], text=ends[:-1])
            else:
                out.append(Words(" "))
        elif out:
            out.append(Words(" "))
        out += row.inlines
    run = list(joined(tuple(out)))
    if run and isinstance(run[0], Words):
        run[0] = replace(run[0], text=run[0].text.lstrip())
    if run and isinstance(run[-1], Words):
        run[-1] = replace(run[-1], text=run[-1].text.rstrip())
    return tuple(one for one in run if not isinstance(one, Words) or one.text)


def _without(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Without the first `count` characters of text."""
    out = list(inlines)
    while count and out:
        first = out[0]
        size = len(first.text) if isinstance(first, Words) else 1
        if size > count and isinstance(first, Words):
            out[0] = replace(first, text=first.text[count:])
            break
        out.pop(0)
        count -= size
    return tuple(out)


def _lists_joined(blocks: list[Block]) -> list[Block]:
    """Items that follow one another become one list, fields one head."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, Fields) and isinstance(last, Fields):
            out[-1] = Fields(last.items + block.items)
        elif (
            isinstance(block, Listing)
            and isinstance(last, Listing)
            and block.numbered == last.numbered
            and (not block.numbered or block.start == last.start + len(last.items))
        ):
            out[-1] = replace(last, items=last.items + block.items)
        else:
            out.append(block)
    return out
