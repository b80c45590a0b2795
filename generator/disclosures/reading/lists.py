# SPDX-License-Identifier: AGPL-3.0-or-later
"""Items gathered into lists, and lists within lists, by their labels and by how far they are indented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .blocks import Block, Fields, Inline, Item, Listing, Paragraph
from .labels import Label
from .texts import cut

_STEP = 6.0
"""Points by which a list within a list is indented at least."""


class Placed(NamedTuple):
    """A block with the left edges of its first line and of the others, and its label when it may be a list's item."""

    block: Block
    left: float
    inner: float
    label: Label | None = None


@dataclass
class _Open:
    """A list that may go on."""

    kind: str
    left: float
    first: int
    value: int
    labels: list[Placed] = field(default_factory=list)
    items: list[tuple[tuple[Inline, ...], list[Block]]] = field(default_factory=list)

    def closed(self) -> list[Block]:
        """The list; a lone letter or number that begins none is the text it was."""
        if self.kind != "bullet" and self.first != 1 and len(self.items) == 1 and self.kind != "1":
            return [self.labels[0].block, *self.items[0][1]]
        items = tuple(Item(words, tuple(blocks)) for words, blocks in self.items)
        if self.kind == "bullet":
            return [Listing(items)]
        return [Listing(items, True, self.first, self.kind)]


def gathered(placed: list[Placed]) -> list[Block]:
    """The blocks with lists made of their items, and fields that follow one another made one head."""
    out: list[Block] = []
    stack: list[_Open] = []

    def close(count: int) -> None:
        while len(stack) > count:
            done = stack.pop().closed()
            (stack[-1].items[-1][1] if stack else out).extend(done)

    for one in placed:
        if one.label is not None:
            close(_depth(stack, one))
            _take(stack, one)
        elif stack and isinstance(one.block, Paragraph) and (depth := _belongs(stack, one)):
            close(depth)
            stack[-1].items[-1][1].append(one.block)
        else:
            close(0)
            last = out[-1] if out else None
            if isinstance(one.block, Fields) and isinstance(last, Fields):
                out[-1] = Fields(last.items + one.block.items)
            else:
                out.append(one.block)
    close(0)
    return out


def _kind(label: Label, value: int | None) -> tuple[str, int]:
    """The kind and place of a label after `value`: an `i` after an `h` is a letter."""
    if label.also and value is not None and label.also == value + 1 and label.value != value + 1:
        return ("A" if label.kind == "I" else "a"), label.also
    return label.kind, label.value


def _depth(stack: list[_Open], one: Placed) -> int:
    """How many of the open lists stay open for an item: those it goes on with, or stands within."""
    for depth in range(len(stack), 0, -1):
        level = stack[depth - 1]
        kind, value = _kind(one.label, level.value)
        near = abs(one.left - level.left) < _STEP
        if kind == level.kind and near and (kind == "bullet" or value == level.value + 1):
            return depth
        if one.left > level.left + _STEP or (kind != level.kind and one.left > level.left - 2 and (kind == "bullet" or value == 1)):
            return depth
        if kind == level.kind and kind != "bullet" and value == level.value + 1 and abs(one.left - level.left) < 3 * _STEP:
            return depth
    return 0


def _take(stack: list[_Open], one: Placed) -> None:
    """The item into the list that goes on, or into a new one within it."""
    words = cut(one.block.inlines, one.label.length)
    level = stack[-1] if stack else None
    if level is not None:
        kind, value = _kind(one.label, level.value)
        if kind == level.kind and ((kind == "bullet" and abs(one.left - level.left) < _STEP) or (kind != "bullet" and value == level.value + 1)):
            level.value = value
            level.items.append((words, []))
            return
    stack.append(_Open(one.label.kind, one.left, one.label.value, one.label.value, [one], [(words, [])]))


def _belongs(stack: list[_Open], one: Placed) -> int:
    """How many lists stay open for a paragraph that is indented as an item's words are; 0 when it is none of theirs."""
    for depth in range(len(stack), 0, -1):
        if one.left > stack[depth - 1].left + _STEP and one.inner > stack[depth - 1].left + _STEP:
            return depth
    return 0
