# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters: the address of the reader and of the sender side by side at the top, the date, and the salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..documents.shapes import Box
from .blocks import Address, Block, Dated, Gap, Inline, Paragraph, Words
from .pieces import Segment, plain
from .texts import cut

_SALUTATION = re.compile(r"\s*(?:Dear|To whom it may concern|Annwyl)\b", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(" + "|".join(_MONTHS) + r"),?\s+(\d{4})",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")


def parted(segments: list[Segment], size: Box) -> list[list[Segment]]:
    """The segments in parts to be read one after the other: what stands left and right above a salutation, and the rest."""
    dear = next((one for one in segments if _SALUTATION.match(one.start) and one.base < 0.6 * size.height), None)
    if dear is None:
        return [segments]
    above = [one for one in segments if one.base < dear.base - 0.5 * dear.size]
    below = [one for one in segments if one.base >= dear.base - 0.5 * dear.size]
    left = [one for one in above if one.x1 < 0.62 * size.width and one.x0 < 0.45 * size.width]
    right = [one for one in above if one.x0 >= 0.45 * size.width]
    if len(left) + len(right) < len(above) or len(left) < 2 or len(right) < 2:
        return [segments]
    top, end = max(left[0].base, right[0].base), min(left[-1].base, right[-1].base)
    if top > end:
        return [segments]
    beside = _block(left, right[-1].base)
    later = [one for one in left if one not in beside]
    first, second = sorted((beside, right), key=lambda part: part[0].base)
    return [first, second, later, below] if later else [first, second, below]


def _block(left: list[Segment], bottom: float) -> list[Segment]:
    """What stands on the left as far down as `bottom`, and on to the end of the last block of lines there."""
    out: list[Segment] = []
    for one in left:
        if out and one.base > bottom + 2 and one.base - out[-1].base > 1.6 * one.size:
            break
        out.append(one)
    return out


def told(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, with addresses and the date above a salutation told as such."""
    at = next((n for n, block in enumerate(blocks) if _is_salutation(block)), None)
    if at is None:
        return list(blocks)
    return [*(_told(block) for block in blocks[:at]), *blocks[at:]]


def _is_salutation(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_SALUTATION.match(plain(block.inlines)))


def _told(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    text = plain(block.inlines)
    if match := _DATE.fullmatch(text.strip()):
        month = _MONTHS.index(match[2].lower()) + 1
        return Dated(block.inlines, f"{match[3]}-{month:02}-{int(match[1]):02}")
    lines = _lines(block.inlines)
    if len(lines) > 2 or (len(lines) == 2 and _POSTCODE.search(text)):
        return Address(lines)
    return block


def _lines(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    text = "".join(
        one.text if isinstance(one, Words) else "\0" for one in inlines if isinstance(one, Words | Gap)
    )
    ends = [match.start() for match in re.finditer("\n", text)]
    starts = [0, *(end + 1 for end in ends)]
    return tuple(cut(inlines, start, end) for start, end in zip(starts, [*ends, len(text)], strict=True))
