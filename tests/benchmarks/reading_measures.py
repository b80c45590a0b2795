# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reading is held against: the share of a source's words that come in order, and of its tables' cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from disclosures.reading.blocks import Block, Inline, Listing, Note, NoteMark, Table, Words, runs_in

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def in_order(source: list[str], read: list[str]) -> int:
    """How many words of the source are found in the reading, in the same order."""
    return sum(block.size for block in SequenceMatcher(None, source, read, autojunk=False).get_matching_blocks())


def extra(source: list[str], read: list[str]) -> int:
    """Words that the source does not have."""
    return len(read) - in_order(source, read)


def said(blocks: Iterable[Block]) -> str:
    """All that blocks say, with the numbers of lists and notes that a browser writes."""
    return " ".join(_said(block) for block in blocks)


def _said(block: Block) -> str:
    if isinstance(block, Listing):
        out = []
        for number, item in enumerate(block.items, block.start):
            label = "" if not block.numbered else str(number) if block.style == "1" else chr(96 + number)
            out += [label, _plain(item.inlines), said(item.blocks)]
        return " ".join(out)
    if hasattr(block, "fields"):
        return said((block.fields, *block.blocks))
    if hasattr(block, "blocks"):
        return said(block.blocks)
    if type(block).__name__ == "Fields":
        return " ".join(f"{name} {_plain(inlines)}" for name, inlines in block.items)
    if type(block).__name__ == "Notes":
        return " ".join(f"{note.label} {_plain(note.inlines)}" for note in block.items if isinstance(note, Note))
    return " ".join(map(_plain, runs_in(block)))


def _plain(inlines: Iterable[Inline]) -> str:
    return "".join(
        one.text if isinstance(one, Words) else f" {one.label} " if isinstance(one, NoteMark) else " " for one in inlines
    )


def cells_right(source: list[list[str]], tables: Iterable[Table]) -> int:
    """How many cells stand in the row and column where the source has them, in the table that agrees best."""
    best = 0
    for table in tables:
        rows = [[" ".join(_plain(cell.inlines).split()) for cell in row] for row in (*table.head, *table.rows)]
        best = max(best, *(_agree(source, rows[by:]) for by in range(min(len(rows), 2) or 1)))
    return best


def _agree(source: list[list[str]], rows: list[list[str]]) -> int:
    return sum(a == b for one, other in zip(source, rows, strict=False) for a, b in zip(one, other, strict=False))
