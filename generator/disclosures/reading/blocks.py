# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page says, as blocks in reading order. `html` turns them into a web page; nothing here knows HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Gap:
    """A redaction where it stands in the text; `codes` as the box's label names them, none for a box without label."""

    codes: tuple[str, ...] = ()


Inline = Words | Gap


@dataclass(frozen=True)
class Paragraph:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within the record: level 1 for the largest."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Listing:
    """A list; numbered when its items begin with numbers, which are kept as `start`."""

    items: tuple[tuple[Inline, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Fields:
    """The head of an e-mail or letter: (`From`, what stands there)."""

    items: tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(frozen=True)
class Table:
    """A table: its head, which may be empty, and rows of as many cells as the table has columns."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Paragraph | Heading | Listing | Fields | Table


def gaps_in(block: Block) -> tuple[Gap, ...]:
    """The redactions in a block, in order."""
    match block:
        case Listing(items=items):
            inlines = [inline for item in items for inline in item]
        case Fields(items=items):
            inlines = [inline for _, item in items for inline in item]
        case Table(head=head, rows=rows):
            inlines = [inline for row in (head, *rows) for cell in row for inline in cell]
        case _:
            inlines = list(block.inlines)
    return tuple(inline for inline in inlines if isinstance(inline, Gap))
