# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page says, as blocks in reading order. `html` turns them into a web page; nothing here knows HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Text of one look. A line feed in it is a line break that means something, as in an address."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    """Where a link on these words leads; only http and https addresses are ever written."""
    lang: str = ""
    """The language of these words (BCP 47: `cy`), where the document says that it is not the language of the rest."""


@dataclass(frozen=True)
class Gap:
    """A redaction where it stands in the text; `codes` as the box's label names them, none for a box without label."""

    codes: tuple[str, ...] = ()
    look: str = ""
    """How a box without label looks, `black` or `hatched`, for documents that have a key to their boxes."""


@dataclass(frozen=True)
class NoteMark:
    """The mark in the text that points to a note: `label` as printed, `note` the number of the `Note`."""

    label: str
    note: int


Inline = Words | Gap | NoteMark


@dataclass(frozen=True)
class Paragraph:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within the record: level 1 for the highest, at most 6."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """One item of a list: its words, and what else belongs to it, such as a list within the list."""

    inlines: tuple[Inline, ...]
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A list; numbered when its items begin with numbers or letters, and `start` is the place of the first."""

    items: tuple[Item, ...]
    numbered: bool = False
    start: int = 1
    style: str = "1"
    """How it counts, as in HTML: `1`, `a`, `A`, `i` or `I`."""


@dataclass(frozen=True)
class Fields:
    """The head of an e-mail, form or letter: (`From`, what stands there)."""

    items: tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(frozen=True)
class Address:
    """The lines of a postal address, as a letter has them at its top."""

    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class Dated:
    """The date of a letter, standing alone: its words, and the day as `2022-02-06`."""

    inlines: tuple[Inline, ...]
    day: str


@dataclass(frozen=True)
class TableCell:
    """A cell; `head` when it names its row or column, `across` and `down` the columns and rows that it covers."""

    inlines: tuple[Inline, ...] = ()
    head: bool = False
    across: int = 1
    down: int = 1


TableRow = tuple[TableCell, ...]


@dataclass(frozen=True)
class Table:
    """A table: the rows of its head, which may be none, and the others. A cell that is covered by another is left out."""

    head: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture within the text, told by its description."""

    description: str


@dataclass(frozen=True)
class Quote:
    """What is quoted from elsewhere."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Message:
    """One e-mail of a chain: from, to, date and subject as they stand at its head, and what it says."""

    fields: Fields
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """A footnote: the number that marks point to, unique on its page, and the label printed before it."""

    number: int
    label: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Notes:
    """The footnotes of a page, or the notes at a document's end."""

    items: tuple[Note, ...]


Block = Paragraph | Heading | Listing | Fields | Address | Dated | Table | Figure | Quote | Message | Notes


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block and every block within it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Quote(blocks=inner):
                yield from walk(inner)
            case Message(fields=fields, blocks=inner):
                yield from walk((fields, *inner))
            case Listing(items=items):
                for item in items:
                    yield from walk(item.blocks)


def runs_in(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The texts of a block, in order: one for a paragraph, one for each cell of a table."""
    match block:
        case Listing(items=items):
            for item in items:
                yield item.inlines
                for inner in item.blocks:
                    yield from runs_in(inner)
        case Fields(items=items):
            yield from (inlines for _, inlines in items)
        case Address(lines=lines):
            yield from lines
        case Table(head=head, rows=rows, caption=caption):
            yield caption
            yield from (cell.inlines for row in (*head, *rows) for cell in row)
        case Notes(items=items):
            yield from (note.inlines for note in items)
        case Quote(blocks=inner):
            for one in inner:
                yield from runs_in(one)
        case Message(fields=fields, blocks=inner):
            for one in (fields, *inner):
                yield from runs_in(one)
        case Figure():
            return
        case _:
            yield block.inlines


def gaps_in(block: Block) -> tuple[Gap, ...]:
    """The redactions in a block, in order."""
    return tuple(inline for run in runs_in(block) for inline in run if isinstance(inline, Gap))
