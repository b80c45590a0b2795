# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chains of e-mails split into their messages, each with from, to, date and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, Fields, Inline, Message, Paragraph, Words
from .pieces import plain
from .texts import cut

_WROTE = re.compile(
    r"On\s+(?P<date>[^\0]{6,60}?\d[^\0]{0,30}?),?\s+(?P<from>(?:[^\n,]|\0){1,120}?)\s+wrote:\s*", re.IGNORECASE
)


def fields(name: re.Match, inlines: tuple[Inline, ...]) -> Fields:
    """A field from its line: `From: Ann Brown`."""
    told = name[1].capitalize()
    return Fields(((told, cut(inlines, name.end())),))


def messages(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each message of a chain made one: its head, and all up to the next head."""
    out: list[Block] = []
    head: Fields | None = None
    body: list[Block] = []

    def close() -> None:
        if head is not None:
            out.append(Message(head, tuple(body)))

    for block in blocks:
        found = _head(block)
        if found is None:
            (out if head is None else body).append(block)
            continue
        close()
        head, rest = found
        body = list(rest)
    close()
    return out


def _head(block: Block) -> tuple[Fields, tuple[Block, ...]] | None:
    """The head of a message that begins with this block, and what else the block says."""
    if isinstance(block, Fields):
        names = {name for name, _ in block.items}
        return (block, ()) if "From" in names and names & {"To", "Sent", "Date", "Subject"} else None
    if isinstance(block, Paragraph):
        return _wrote(block)
    return None


def _wrote(block: Paragraph) -> tuple[Fields, tuple[Block, ...]] | None:
    """`On 3 May 2022 at 10:14, Ann Brown wrote:` as the head of what is quoted below it."""
    match = _WROTE.match(plain(block.inlines))
    if match is None:
        return None
    told = tuple((name, cut(block.inlines, *match.span(key))) for name, key in (("Date", "date"), ("From", "from")))
    rest = cut(block.inlines, match.end())
    return Fields(told), ((Paragraph(rest),) if any(not isinstance(one, Words) or one.text for one in rest) else ())
