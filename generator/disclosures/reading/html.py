# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blocks as HTML. Every text is escaped; attributes hold fixed classes, ids of ours, languages and web addresses only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape

from .. import unseen
from . import blocks as shapes
from .blocks import Block, Gap, Heading, Inline, Listing, NoteMark, Notes, Table, TableCell, TableRow, Words
from .links import web_address

LawWords = Callable[[str], str | None]
"""From a code as printed, `s40(2)`, to its words, `section 40(2)`; None when the code is not known."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What HTML forbids: controls, halves of letters, and what Unicode keeps free."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def gap_words(codes: Sequence[str], law_words: LawWords, alternatives: Iterable[Sequence[str]] = ()) -> str:
    """The law behind a redaction in words, or an empty text when it is not told.

    Codes cited in the alternative are never told apart: when a label names one of a group, the words name the group.
    """
    told: list[str] = []
    groups = [tuple(group) for group in alternatives]
    for code in codes:
        group = next((group for group in groups if any(_same(code, one) for one in group)), (code,))
        words = [law_words(one) for one in group]
        if all(words):
            told.append(" or ".join(filter(None, words)))
    return ", ".join(dict.fromkeys(told))


def _same(a: str, b: str) -> bool:
    """Whether two codes name the same exemption here: `s23`, `s23(1)` and `s23(1)(a)` do."""
    return a == b or b.startswith(f"{a}(") or a.startswith(f"{b}(")


class Writer:
    """Writes the blocks of one page, and keeps track of heading levels and of notes."""

    def __init__(self, law: Callable[[Gap], str], ids: str = ""):
        """`law` gives a gap's words; `ids` begins every id, and makes it unique on the web page."""
        self._law, self._ids = law, ids
        self._open: list[int] = []
        self._notes: set[int] = set()
        self._marks: set[int] = set()

    def page(self, blocks: Iterable[Block]) -> str:
        """All blocks, without characters that nobody sees, which programs leave in PDFs."""
        blocks = tuple(blocks)
        every = tuple(shapes.walk(blocks))
        self._notes = {note.number for one in every if isinstance(one, Notes) for note in one.items}
        return unseen.without(_UNWRITABLE.sub("", "\n".join(map(self.block, blocks))))

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Heading():
                return self._heading(block)
            case Listing():
                return self._list(block)
            case shapes.Fields(items=items):
                return f'<dl class="mail-head">{"".join(self._field(name, words) for name, words in items)}</dl>'
            case shapes.Address(lines=lines):
                return f'<p class="address">{"<br>".join(map(self.inlines, lines))}</p>'
            case shapes.Dated(inlines=inlines, day=day):
                words = self.inlines(inlines)
                return f'<p><time datetime="{day}">{words}</time></p>' if _DAY.fullmatch(day) else f"<p>{words}</p>"
            case Table():
                return self._table(block)
            case shapes.Figure(description=description):
                told = f": {escape(description)}" if description else " without a description"
                return f'<p class="figure">[Picture{told}]</p>'
            case shapes.Quote(blocks=inner):
                return f"<blockquote>{self._inner(inner)}</blockquote>"
            case shapes.Message(fields=fields, blocks=inner):
                return f'<article class="message" aria-label="Message">{self._inner((fields, *inner))}</article>'
            case Notes():
                return self._footnotes(block)
            case _:
                return self._element("p", block.inlines)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Words, gaps and marks."""
        return "".join(map(self._inline, inlines))

    def _element(self, tag: str, inlines: Iterable[Inline], attributes: str = "", plain: bool = False) -> str:
        """Words in an element, which tells their language; `plain` where it tells bold and italics too."""
        inlines = tuple(inlines)
        lang = _lang(inlines)
        words = "".join(self._inline(one, plain, bool(lang)) for one in inlines)
        return f"<{tag}{attributes}{lang}>{words}</{tag}>"

    def _inline(self, inline: Inline, plain: bool = False, told: bool = False) -> str:
        if isinstance(inline, Gap):
            words = self._law(inline)
            return f'<span class="gap">[Redacted{": " + escape(words) if words else ""}]</span>'
        if isinstance(inline, NoteMark):
            return self._mark(inline)
        text = escape(inline.text).replace("\n", "<br>")
        if not (inline.bold or inline.italic or inline.href or inline.lang) or not inline.text.strip():
            return text
        if inline.italic and not plain:
            text = f"<em>{text}</em>"
        if inline.bold and not plain:
            text = f"<strong>{text}</strong>"
        lang = "" if told else _lang((inline,))
        if href := web_address(inline.href):
            return f'<a href="{escape(href)}"{lang}>{text}</a>'
        return f"<span{lang}>{text}</span>" if lang else text

    def _mark(self, mark: NoteMark) -> str:
        label = escape(mark.label)
        if mark.note not in self._notes:
            return f"<sup>{label}</sup>"
        known = "" if mark.note in self._marks else f' id="{self._ids}mark-{mark.note}"'
        self._marks.add(mark.note)
        href = f"#{self._ids}note-{mark.note}"
        return f'<sup><a href="{href}"{known} role="doc-noteref" aria-label="Note {label}">{label}</a></sup>'

    def _footnotes(self, notes: Notes) -> str:
        out = ""
        for note in notes.items:
            label = escape(note.label)
            if note.number in self._marks:
                href = f"#{self._ids}mark-{note.number}"
                label = f'<a href="{href}" role="doc-backlink" aria-label="{label}, back to the text">{label}</a>'
            out += f'<p id="{self._ids}note-{note.number}"><sup>{label}</sup> {self.inlines(note.inlines)}</p>'
        return f'<div class="notes" role="group" aria-label="Notes">{out}</div>'

    def _heading(self, heading: Heading) -> str:
        """Headings begin at h3, for a page of a record is a section under h2; no level is ever skipped."""
        while self._open and self._open[-1] >= heading.level:
            self._open.pop()
        self._open.append(heading.level)
        return self._element(f"h{min(2 + len(self._open), 6)}", heading.inlines, plain=True)

    def _list(self, listing: Listing) -> str:
        lines = "".join(f"<li>{self.inlines(item.inlines)}{self._inner(item.blocks)}</li>" for item in listing.items)
        if not listing.numbered:
            return f"<ul>{lines}</ul>"
        style = f' type="{listing.style}"' if listing.style in "aAiI" else ""
        first = f' start="{listing.start}"' if listing.start != 1 else ""
        return f"<ol{style}{first}>{lines}</ol>"

    def _field(self, name: str, inlines: tuple[Inline, ...]) -> str:
        return f"<div><dt>{escape(name)}</dt><dd>{self.inlines(inlines)}</dd></div>"

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.inlines(table.caption)}</caption>" if table.caption else ""
        head = "".join(self._row(row, "col") for row in _fitting(table.head))
        body = "".join(self._row(row, "row") for row in _fitting(table.rows))
        return f"<table>{caption}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"

    def _row(self, row: TableRow, scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, scope) for cell in row)}</tr>"

    def _cell(self, cell: TableCell, scope: str) -> str:
        """A cell that names a row or column but is empty names nothing, and is an ordinary cell."""
        spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
        spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
        if cell.head and any(not isinstance(one, Words) or one.text.strip() for one in cell.inlines):
            group = "group" if scope == "col" and cell.across > 1 else ""
            return self._element("th", cell.inlines, f' scope="{scope}{group}"{spans}', plain=True)
        return self._element("td", cell.inlines, spans)

    def _inner(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))


def _fitting(rows: Sequence[TableRow]) -> Iterable[TableRow]:
    """Rows in which a cell begins; no cell reaches further down than its part of the table."""
    for number, row in enumerate(rows):
        if row:
            yield tuple(
                cell if cell.down == 1 else replace(cell, down=sum(map(bool, rows[number : number + cell.down])))
                for cell in row
            )


def page_html(blocks: Iterable[Block], law: Callable[[Gap], str], ids: str = "") -> str:
    """The blocks of one page as HTML; `ids` begins the ids of its notes: `page-3-`."""
    return Writer(law, ids).page(blocks)


def _lang(inlines: Iterable[Inline]) -> str:
    """A `lang` attribute when all words agree on one language."""
    words = [one for one in inlines if isinstance(one, Words)]
    if not any(one.lang for one in words):
        return ""
    found = {one.lang for one in words if one.text.strip()}
    lang = found.pop() if len(found) == 1 else ""
    return f' lang="{lang}"' if _LANGUAGE.fullmatch(lang) else ""
