# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text as blocks, and e-mail, which the gate publishes as plain text: messages, their heads, quotes, lists.

    From: Ann Example          a head: at least two fields, the first of them From, each on a line of its own
    Date: 6 February 2022
                               then the body, until the next head begins another message of the chain
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, Fields, Item, Listing, Message, Paragraph, Quote, Words
from .told import says_something, tidy

_FIELD = re.compile(r"\s*(From|To|Cc|Bcc|Sent|Date|Subject|Attachments?|Importance|Reply-To)\s*:\s*(.*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:[-_=*]{3,}.*|.{0,80}\bwrote:\s*)$", re.IGNORECASE)
_DIVIDES = re.compile(r"\s*[-_=*]{3,}\s*(?:(?:original|forwarded) message\s*[-_=*]{3,}\s*)?", re.IGNORECASE)
"""A line between messages, which their heads tell as well."""
_BULLET = re.compile(r"\s*[-*\u2022\u00b7]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_WRAPPED = 55
"""A line at least this long was most likely broken by a program, and runs on in the next."""


def blocks(text: str) -> list[Block]:
    """What a text says."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    heads = [at for at in range(len(lines)) if _head(lines, at)]
    found: list[Block] = _body(lines[: heads[0]] if heads else lines)
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        fields, start = _fields(lines, at)
        found.append(Message(fields, tuple(_body(lines[start:end]))))
    return found


def _head(lines: Sequence[str], at: int) -> bool:
    """Whether the head of a message begins here."""
    match = _FIELD.match(lines[at])
    if not match or match[1].lower() != "from":
        return False
    names = {one[1].lower() for line in lines[at + 1 : at + 6] if (one := _FIELD.match(line))}
    return bool(names & {"to", "sent", "date", "subject"})


def _fields(lines: Sequence[str], at: int) -> tuple[Fields, int]:
    """The head that begins at a line, and the line after it; a line that is indented carries the last field on."""
    items: list[tuple[str, list[str]]] = []
    while at < len(lines) and lines[at].strip():
        if match := _FIELD.match(lines[at]):
            items.append((match[1].capitalize(), [match[2]]))
        elif items and lines[at][:1] in " \t":
            items[-1][1].append(lines[at].strip())
        else:
            break
        at += 1
    return Fields(tuple((name, tidy([Words(" ".join(values))])) for name, values in items)), at


def _body(lines: Sequence[str]) -> list[Block]:
    """Paragraphs, lists and what is quoted with > at the start of its lines."""
    out: list[Block] = []
    group: list[str] = []
    quoted: list[str] = []
    for line in (*lines, ""):
        if line.lstrip().startswith(">"):
            out += _paragraph(group)
            group = []
            quoted.append(re.sub(r"^\s*> ?", "", line))
            continue
        if quoted:
            out.append(Quote(tuple(blocks("\n".join(quoted)))))
            quoted = []
        if not line.strip():
            out += _paragraph(group)
            group = []
        elif not _DIVIDES.fullmatch(line):
            group.append(line)
    return [block for block in out if not isinstance(block, Quote) or block.blocks]


def _paragraph(lines: Sequence[str]) -> list[Block]:
    """The lines of a paragraph as one or, where each begins with a bullet or number, as a list."""
    if not lines:
        return []
    for pattern in (_BULLET, _NUMBER):
        start = next((at for at, line in enumerate(lines) if pattern.match(line)), None)
        if start is not None and sum(bool(pattern.match(line)) for line in lines) > 1:
            first = _NUMBER.match(lines[start])
            numbered = pattern is _NUMBER
            return [*_paragraph(lines[:start]), Listing(tuple(_items(lines[start:], pattern)), numbered, int(first[1]) if numbered and first else 1)]
    text = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        runs_on = len(before.rstrip()) >= _WRAPPED and not _RULE.match(before)
        text += (" " if runs_on else "\n") + line
    inlines = tidy([Words(text)])
    return [Paragraph(inlines)] if says_something(inlines) else []


def _items(lines: Sequence[str], pattern: re.Pattern[str]) -> list[Item]:
    found: list[str] = []
    for line in lines:
        if match := pattern.match(line):
            found.append(line[match.end() :])
        else:
            found[-1] += " " + line.strip()
    return [Item(tidy([Words(text)])) for text in found]
