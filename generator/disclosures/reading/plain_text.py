# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text as blocks: paragraphs between empty lines, lists, and e-mails with what they quote."""

from __future__ import annotations

import re

from . import labels, lists, mail
from .blocks import Block, Paragraph, Quote, Words
from .pieces import joined
from .texts import trimmed


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
    inlines = trimmed(joined([Words("\n".join(lines))]))
    if not inlines:
        return []
    left = float(len(lines[0]) - len(lines[0].lstrip())) * 6
    if match := labels.field(lines[0]):
        return [lists.Placed(mail.fields(match, inlines), left, left)]
    return [lists.Placed(Paragraph(inlines), left, left, labels.item(lines[0].lstrip()))]
