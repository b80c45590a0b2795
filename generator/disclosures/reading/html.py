# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blocks as HTML. Every text is escaped, and no attribute but a fixed class is ever written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from .. import unseen
from .blocks import Block, Fields, Gap, Heading, Inline, Listing, Table, Words

LawWords = Callable[[str], str | None]
"""From a code as printed, `s40(2)`, to its words, `section 40(2)`; None when the code is not known."""


def gap_words(codes: Sequence[str], law_words: LawWords, alternatives: Iterable[Sequence[str]] = ()) -> str:
    """The law behind a redaction in words, or an empty text when it is not told.

    Codes cited in the alternative are never told apart: when a label names one of a group, the words name the group.
    """
    told: list[str] = []
    groups = [tuple(group) for group in alternatives]
    for code in codes:
        group = next((group for group in groups if _same(code, group)), (code,))
        words = [law_words(one) for one in group]
        if all(words):
            told.append(" or ".join(filter(None, words)))
    return ", ".join(dict.fromkeys(told))


def _same(code: str, group: tuple[str, ...]) -> bool:
    """Whether a code belongs to a group; `s23` and `s23(1)` and `s23(1)(a)` name the same exemption here."""
    return any(code == one or one.startswith(f"{code}(") or code.startswith(f"{one}(") for one in group)


def inline_html(inlines: Iterable[Inline], law: Callable[[Gap], str]) -> str:
    """Words and gaps as HTML; `law` gives a gap's words."""
    out = ""
    for inline in inlines:
        if isinstance(inline, Gap):
            words = law(inline)
            out += f'<span class="gap">[Redacted{": " + escape(words) if words else ""}]</span>'
            continue
        text = escape(inline.text)
        if inline.bold and text.strip():
            text = f"<strong>{text}</strong>"
        out += f"<em>{text}</em>" if inline.italic and text.strip() else text
    return out


def plain_words(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Without bold and italics, where the element says it already."""
    return tuple(Words(one.text) if isinstance(one, Words) else one for one in inlines)


def block_html(block: Block, law: Callable[[Gap], str]) -> str:
    """One block as HTML. Headings begin at h3: a page of a record is a section under h2."""
    match block:
        case Heading(level=level, inlines=inlines):
            tag = "h3" if level == 1 else "h4"
            return f"<{tag}>{inline_html(plain_words(inlines), law)}</{tag}>"
        case Listing(items=items, numbered=numbered, start=start):
            lines = "".join(f"<li>{inline_html(item, law)}</li>" for item in items)
            if not numbered:
                return f"<ul>{lines}</ul>"
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{first}>{lines}</ol>"
        case Fields(items=items):
            lines = "".join(
                f"<div><dt>{escape(name)}</dt><dd>{inline_html(item, law)}</dd></div>" for name, item in items
            )
            return f'<dl class="mail-head">{lines}</dl>'
        case Table(head=head, rows=rows):
            top = "".join(f'<th scope="col">{inline_html(plain_words(cell), law)}</th>' for cell in head)
            lines = ("".join(f"<td>{inline_html(cell, law)}</td>" for cell in row) for row in rows)
            body = "".join(f"<tr>{line}</tr>" for line in lines)
            return f"<table>{f'<thead><tr>{top}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"
        case _:
            return f"<p>{inline_html(block.inlines, law)}</p>"


def page_html(blocks: Iterable[Block], law: Callable[[Gap], str]) -> str:
    """The blocks of one page as HTML, without characters that nobody sees, which programs leave in PDFs.

    No level is skipped: a page whose first heading is a lower one starts at h3 too.
    """
    out, risen = [], False
    for block in blocks:
        if isinstance(block, Heading):
            block = block if risen else Heading(1, block.inlines)
            risen = True
        out.append(block_html(block, law))
    return unseen.without("\n".join(out))
