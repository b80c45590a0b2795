# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text as blocks: paragraphs between empty lines, lists, and e-mails with what they quote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import labels, lists, mail
from .blocks import Block, Paragraph, Quote, Words
from .pieces import joined
from .texts import trimmed

_WRAPPED = 55
"""A line at least this long was most likely broken by a program, and runs on in the next."""
_DIVIDES = re.compile(r"\s*[-_=*]{3,}\s*(?:(?:original|forwarded) message\s*[-_=*]{3,}\s*)?", re.IGNORECASE)
"""A line between messages, which their heads tell as well."""


def blocks(text: str) -> list[Block]:
    """The blocks of a text; `> ` at the start of lines quotes, as e-mails do."""
    placed: list[lists.Placed] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip("\n")):
        lines = part.split("\n")
        if all(line.startswith(">") for line in lines) and lines:
            inner = blocks("\n".join(re.sub(r"^> ?", "", line) for line in lines))
            placed.append(lists.Placed(Quote(tuple(inner)), 0, 0))
            continue
        group: list[str] = []
        for line in lines:
            if group and (labels.field(line) or labels.starts_item(line)):
                placed += _placed(group)
                group = []
            group.append(line)
        placed += _placed(group)
    return mail.messages(lists.gathered(placed))


def _placed(lines: list[str]) -> list[lists.Placed]:
    inlines = trimmed(joined([Words(_unwrapped(line for line in lines if not _DIVIDES.fullmatch(line)))]))
    if not inlines:
        return []
    left = float(len(lines[0]) - len(lines[0].lstrip())) * 6
    if match := labels.field(lines[0]):
        return [lists.Placed(mail.fields(match, inlines), left, left)]
    return [lists.Placed(Paragraph(inlines), left, left, labels.item(lines[0].lstrip()))]


def _unwrapped(lines: Iterable[str]) -> str:
    """Lines that a program broke as one; a short line ends where its writer wanted it to."""
    text, before = "", ""
    for line in lines:
        runs_on = len(before.rstrip()) >= _WRAPPED and before.rstrip()[-1:] != ":"
        text += (" " if runs_on else "\n" if text else "") + line
        before = line
    return text
