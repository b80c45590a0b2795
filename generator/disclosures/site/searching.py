# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the search is given of an answer: the words of its pages, taken from the very pages that readers see.

So nothing can be found that is not shown, and what is shown can be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..log.answer import OUTCOMES, Answer
from .pages.context import Context
from .search import Document, Facts, Item
from .search import Page as Part
from .views.parts import Page
from .views.record import RecordPage, RecordPart, TablePage, TextPage
from .views.request import RequestPage

_END = re.compile(r"</(?:p|li|h\d|td|th|tr|dd|dt|caption|blockquote|pre|div)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[^\S\n]+")


def document(ctx: Context, answer: Answer, pages: Sequence[Page]) -> Document:
    """The answer as the search takes it, from its pages in the order in which they were made."""
    request = answer.request
    facts = Facts(
        reference=request.reference, title=request.title, date=_day(answer), summary="" if answer.withdrawn else request.summary,
        authority=answer.authority.name, outcome=OUTCOMES[answer.outcome], exemptions=tuple(law.words for law in answer.laws),
        subjects=tuple(map(ctx.subject, request.subjects)), silent=answer.silent, withdrawn=answer.withdrawn,
    )  # fmt: skip
    home = pages[0]
    items = [_answer(home)] if isinstance(home, RequestPage) else []
    for page in pages[1:]:
        if isinstance(page, RecordPage):
            own = [page, *(other for other in pages if isinstance(other, RecordPart) and other.record.href == page.address)]
            items.append(_record(answer, page, own))
    return Document(home.address, facts, tuple(items))


def _answer(page: RequestPage) -> Item:
    told = (("#asked", "What was asked", page.asked_html), ("#answer", "The answer", page.answer_html))
    parts = [Part(at, heading, plain(html)) for at, heading, html in told if html]
    for other in page.translations:
        text = f"{other.title}\n{plain(other.asked_html)}\n{plain(other.answer_html)}"
        parts.append(Part(f"#{other.anchor}", other.name, text))
    return Item("", page.address, page.title, pages=tuple(parts))


def _record(answer: Answer, page: RecordPage, pages: Sequence[RecordPage | RecordPart]) -> Item:
    record = next(one for one in answer.request.records if one.number == page.number)
    parts = []
    for one in pages:
        at = one.address.removeprefix(page.address)
        parts += [Part(f"{at}#{sheet.anchor}", _heading(sheet), text) for sheet in (*one.pages, *one.tables) if (text := _text(sheet))]
    date = record.date.iso.split("/")[0] if record.date else ""
    kind = record.kind[:1].upper() + record.kind[1:]
    return Item(page.number, page.address, record.title, kind, date, record.outcome, tuple(parts))


def _heading(sheet: TextPage | TablePage) -> str:
    return sheet.heading if isinstance(sheet, TextPage) else sheet.caption


def _text(sheet: TextPage | TablePage) -> str:
    if isinstance(sheet, TextPage):
        return plain(sheet.html)
    return "\n".join(" ".join(row) for row in (sheet.head, *sheet.rows))


def _day(answer: Answer) -> str:
    return answer.dated.iso.split("/")[0] if answer.dated else ""


def plain(html: str) -> str:
    """The words of HTML, one line for each block."""
    text = unescape(_TAG.sub("", _END.sub("\n", html)))
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if told := _SPACE.sub(" ", line).strip():
            yield told
