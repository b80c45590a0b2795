# SPDX-License-Identifier: AGPL-3.0-or-later
"""The packed pixels of a GIF frame (GIF89a, appendix F): where they end. Only their number is counted; none is drawn."""

from __future__ import annotations

_MOST_CODES = 4096


def end(coded: bytes, smallest: int, pixels: int) -> int:
    """How many bytes of `coded` make up the frame; what follows, no program shows.

    `smallest` is the size of a pixel's code in bits, `pixels` how many the frame has. Raises ValueError when more are
    packed than that: rows below the last one, which a reader does not see either.
    """
    if not 1 <= smallest <= 11:
        raise ValueError("codes of an unknown size in a GIF")
    clear, stop = 1 << smallest, (1 << smallest) + 1
    lengths = [1] * clear + [0, 0]
    width, before, total = smallest + 1, 0, 0
    waiting = held = 0
    for at, byte in enumerate(coded):
        waiting |= byte << held
        held += 8
        while held >= width:
            code = waiting & ((1 << width) - 1)
            waiting >>= width
            held -= width
            if code == clear:
                del lengths[clear + 2 :]
                width, before = smallest + 1, 0
                continue
            if code == stop:
                return at + 1
            known = len(lengths)
            if code > known or (code == known and not before):
                raise ValueError("a GIF that cannot be unpacked")
            length = lengths[code] if code < known else before + 1
            if before and known < _MOST_CODES:
                lengths.append(before + 1)
                if len(lengths) == 1 << width and width < 12:
                    width += 1
            before = length
            total += length
            if total > pixels:
                raise ValueError("a GIF with more rows than it shows")
    return len(coded)


def in_blocks(coded: bytes) -> bytes:
    """Packed pixels in the blocks of up to 255 bytes that a file keeps them in."""
    blocks = (coded[at : at + 255] for at in range(0, len(coded), 255))
    return b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def joined(blocks: bytes) -> bytes:
    """The opposite."""
    found, at = [], 0
    while at < len(blocks) and blocks[at]:
        found.append(blocks[at + 1 : at + 1 + blocks[at]])
        at += blocks[at] + 1
    return b"".join(found)
