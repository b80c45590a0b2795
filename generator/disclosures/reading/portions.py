# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long runs of blocks cut into portions of about one size, so that no page of the site grows too heavy to read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from .blocks import (
    Block,
    Heading,
    Listing,
    Message,
    Note,
    NoteMark,
    Notes,
    Paragraph,
    Quote,
    Table,
    Words,
    runs_in,
    walk,
)

PART = 24_000
"""Bytes of a part of a document without pages: about ten printed pages."""
MOST = 60_000
"""Bytes that one page of a document may have before it is cut."""
_ELEMENT = 40
"""Bytes that the tags around a text take, about."""


def portions(blocks: Sequence[Block], most: int) -> list[tuple[Block, ...]]:
    """The blocks in order, in portions of about `most` bytes of HTML, with each note in the portion that cites it.

    A portion ends before a heading rather than in the middle of what that heads.
    """
    if sum(map(weight, blocks)) <= most:
        return [tuple(blocks)]
    notes = [note for block in blocks if isinstance(block, Notes) for note in block.items]
    out: list[list[Block]] = [[]]
    full = 0
    for block in (small for whole in blocks if not isinstance(whole, Notes) for small in _small(whole, most)):
        size = weight(block)
        ends = isinstance(block, Heading) and block.level <= 2 and full > 0.6 * most
        if out[-1] and (full + size > most or ends):
            carried = [out[-1].pop()] if isinstance(out[-1][-1], Heading) and len(out[-1]) > 1 else []
            out.append(carried)
            full = sum(map(weight, carried))
        out[-1].append(block)
        full += size
    return [tuple(piece) for piece in _noted(out, notes)]


def weight(block: Block) -> int:
    """About how many bytes of HTML a block makes."""
    return sum(
        _ELEMENT + sum(len(escape(one.text).encode()) if isinstance(one, Words) else _ELEMENT for one in run)
        for run in runs_in(block)
    ) + _ELEMENT


def _small(block: Block, most: int) -> Iterator[Block]:
    """The block, or what stands for it in smaller ones."""
    if weight(block) <= most:
        yield block
        return
    match block:
        case Table(rows=rows) if len(rows) > 1:
            for group in _halves(rows):
                yield from _small(replace(block, rows=group), most)
        case Listing(items=items) if len(items) > 1:
            first, second = _halves(items)
            yield from _small(replace(block, items=first), most)
            yield from _small(replace(block, items=second, start=block.start + len(first)), most)
        case Quote(blocks=inner) if len(inner) > 1:
            for group in _halves(inner):
                yield from _small(Quote(group), most)
        case Message(blocks=inner) if len(inner) > 1:
            first, second = _halves(inner)
            yield from _small(replace(block, blocks=first), most)
            for one in second:
                yield from _small(one, most)
        case Paragraph(inlines=inlines):
            pieces = [piece for one in inlines for piece in (_words(one) if isinstance(one, Words) else (one,))]
            if len(pieces) > 1:
                for group in _halves(pieces):
                    yield from _small(Paragraph(tuple(group)), most)
            else:
                yield block
        case _:
            yield block


def _halves(items: Sequence) -> tuple[tuple, tuple]:
    middle = len(items) // 2
    return tuple(items[:middle]), tuple(items[middle:])


def _words(words: Words) -> Iterator[Words]:
    """Long words in stretches that end at a space."""
    text = words.text
    while len(text) > 2_000:
        end = text.rfind(" ", 0, 2_000) + 1 or 2_000
        yield replace(words, text=text[:end])
        text = text[end:]
    yield replace(words, text=text)


def _noted(portions: list[list[Block]], notes: list[Note]) -> Iterable[list[Block]]:
    """Each portion with the notes that it cites; a note that nothing cites stands at the end."""
    cited = [{one.note for block in walk(piece) for run in runs_in(block) for one in run if isinstance(one, NoteMark)} for piece in portions]
    loose = {note.number for note in notes} - set().union(*cited)
    cited[-1] |= loose
    for piece, numbers in zip(portions, cited, strict=True):
        own = tuple(note for note in notes if note.number in numbers)
        yield [*piece, Notes(own)] if own else piece
