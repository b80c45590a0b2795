# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text of files that have no pages: words of one look joined, and redactions that are typed or painted told as gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..documents import redaction_boxes
from .blocks import Gap, Inline, Words

_BLOCKS = re.compile(r"[\u2588\u25a0]{2,}(?:[ \u00a0]*[\u2588\u25a0]{2,})*")
"""A bar typed with block characters; spaces between its parts do not make two of it."""


def tidy(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbours of one look joined, spaces single, line feeds kept, ends bare, redactions as gaps."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Words) and isinstance(last, Words) and _alike(last, inline):
            merged[-1] = replace(last if last.text.strip() else inline, text=last.text + inline.text)
        elif not (isinstance(inline, Gap) and inline == last):
            merged.append(inline)
    found = [piece for inline in merged for piece in (_told(inline) if isinstance(inline, Words) else (inline,))]
    return _trimmed(found)


def _alike(a: Words, b: Words) -> bool:
    return (a.href, a.lang) == (b.href, b.lang) and (
        not a.text.strip() or not b.text.strip() or (a.bold, a.italic) == (b.bold, b.italic)
    )


def _told(words: Words) -> Iterator[Inline]:
    text = re.sub(r"[^\S\n]+", " ", words.text)
    text = re.sub(r" ?\n ?", "\n", text)
    spans = [(*span, True) for span in redaction_boxes.told_in(text)]
    spans += [(*match.span(), False) for match in _BLOCKS.finditer(text)]
    at = 0
    for start, end, named in sorted(spans):
        if start < at:
            continue
        if start > at:
            yield replace(words, text=text[at:start])
        yield Gap(redaction_boxes.codes_in(text[start:end]) if named else ())
        at = end
    if text[at:]:
        yield replace(words, text=text[at:])


def _trimmed(found: list[Inline]) -> tuple[Inline, ...]:
    if found and isinstance(found[0], Words):
        found[0] = replace(found[0], text=found[0].text.lstrip())
    if found and isinstance(found[-1], Words):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(one for one in found if not isinstance(one, Words) or one.text)


def says_something(inlines: Iterable[Inline]) -> bool:
    """Whether there is anything but spaces."""
    return any(not isinstance(one, Words) or one.text.strip() for one in inlines)
