# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines made one text: divided words made whole, and parts of a text cut out without losing looks or redactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .blocks import Gap, Inline, NoteMark, Words
from .lines import Row, row
from .pieces import SPACE, Segment, joined

_KEEPING = {"non", "self", "well", "ex", "cross", "half", "semi", "quasi", "all"}
"""Words before which a hyphen belongs to the word more often than to the line's end."""
_DIVIDED = re.compile(r"[^\W\d_]-$")
_BREAK = Words("\n")


def run(rows: Iterable[Row], lined: bool = False) -> tuple[Inline, ...]:
    """The rows as one text; with `lined`, a line feed stands between them."""
    return flowed((one.inlines for one in rows), lined)


def flowed(lines: Iterable[Sequence[Inline]], lined: bool = False) -> tuple[Inline, ...]:
    """Lines as one text. A hyphen at a line's end before a small letter divides a word, and goes; in `state-of-the-art` and
    `non-mortality` it stays."""
    out: list[Inline] = []
    for line in lines:
        first = line[0]
        if out and isinstance(first, Gap) and first == out[-1]:
            out += line[1:]  # what goes on over the line's end is one redaction
            continue
        if out and isinstance(out[-1], Words) and isinstance(first, Words) and not lined:
            ends, starts = out[-1].text.rstrip(), first.text.lstrip()
            if ends.endswith("\u00ad") or (ends.endswith("-") and _DIVIDED.search(ends) and starts[:1].islower()):
                begun = (ends[:-1].split() or [""])[-1]
                out[-1] = replace(out[-1], text=ends if "-" in begun or begun.lower() in _KEEPING else ends[:-1])
                out += [replace(first, text=starts), *line[1:]]
                continue
        if out:
            out.append(_BREAK if lined else SPACE)
        out += line
    return trimmed(joined(out))


def written(segments: Sequence[Segment]) -> tuple[Inline, ...]:
    """The segments of a table's cell as one text."""
    if len(segments) == 1:
        return trimmed(joined(segments[0].inlines))
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.base):
        if lines and abs(lines[-1][0].base - segment.base) < 0.35 * max(segment.size, 4):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return run(row(line) for line in lines)


def trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Without spaces at both ends."""
    out = list(inlines)
    while out and isinstance(out[0], Words):
        text = out[0].text.lstrip()
        if text:
            out[0] = replace(out[0], text=text) if text != out[0].text else out[0]
            break
        out.pop(0)
    while out and isinstance(out[-1], Words):
        text = out[-1].text.rstrip()
        if text:
            out[-1] = replace(out[-1], text=text) if text != out[-1].text else out[-1]
            break
        out.pop()
    return tuple(out)


def cut(inlines: Sequence[Inline], start: int, end: int | None = None) -> tuple[Inline, ...]:
    """The part between two offsets of `pieces.plain`, where a redaction counts one and the mark of a note nothing."""
    out: list[Inline] = []
    at = 0
    for one in inlines:
        size = len(one.text) if isinstance(one, Words) else 0 if isinstance(one, NoteMark) else 1
        low, high = max(start - at, 0), size if end is None else min(end - at, size)
        if isinstance(one, Words):
            out += [one if (low, high) == (0, size) else replace(one, text=one.text[low:high])] if low < high else []
        elif at >= start and (end is None or at < end):
            out.append(one)
        at += size
    return trimmed(out)
