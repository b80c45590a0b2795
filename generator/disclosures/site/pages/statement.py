# SPDX-License-Identifier: AGPL-3.0-or-later
"""What released files lack, for the accessibility statement, written from what was found in them at this build.

The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, reg 8(4)(a) and (b), ask
which content is not accessible and why, and for accessible alternatives. Every file with its findings is in a CSV beside it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from html import escape

from ...log.answer import Access
from ...log.card import Card, Looked
from ...log.hall import Log
from .. import addresses
from . import access, words

PLACE = "<p>{{ released files }}</p>"
"""What stands in the statement where the list goes: a paragraph of its own, `{{ released files }}`."""
COLUMNS = ("request", "record", "file", "kind", "pages", "findings", "text_on_the_site")

_FAULTS: tuple[tuple[str, Callable[[Access], bool], str, str], ...] = (
    ("Files without tags.", lambda a: a.tagged is False, "no tags for headings, lists and tables",
     "1.3.1 (info and relationships) and 1.3.2 (meaningful sequence)"),
    ("Scans.", lambda a: bool(a.image_only), "pages that are pictures of text", "1.1.1 (non-text content) and 1.4.5 (images of text)"),
    ("Pictures.", lambda a: bool(a.undescribed), "pictures without a description", "1.1.1 (non-text content)"),
    ("Language.", lambda a: not a.language, "no language set", "3.1.1 (language of page)"),
    ("Titles.", lambda a: not a.titled or a.shows_title is False, "no title that is shown", "2.4.2 (page titled)"),
    ("Tables.", lambda a: bool(a.headless), "tables without header cells", "1.3.1 (info and relationships)"),
    ("Headings.", lambda a: bool(a.skipped), "headings that skip a level", "1.3.1 (info and relationships)"),
    ("Reading order.", lambda a: bool(a.unordered), "pages whose tags are in the wrong order", "1.3.2 (meaningful sequence)"),
    ("Letters.", lambda a: bool(a.unmapped), "fonts that do not tell which letters they show", "1.3.1 (info and relationships)"),
)  # fmt: skip


def fill(html: str, log: Log, page: str) -> str:
    """The body of an editorial page at the address `page`, with the list where it asks for it."""
    return html.replace(PLACE, _list(log, page)) if PLACE in html else html


def _list(log: Log, page: str) -> str:
    found = [one.access for _, one in _looked_at(log)]
    if not found:
        return "<p>No file is released here that could have faults of its own.</p>"
    every = f"{words.count(len(found), 'document')}" if len(found) > 1 else "one document"
    lines = "".join(_line(found, *fault) for fault in _FAULTS)
    faulty = sum(any(test(one) for _, test, _, _ in _FAULTS) for one in found)
    href = escape(addresses.relative(addresses.ACCESSIBILITY, page))
    link = f'<a href="{href}">{escape("List of all files and what was found")}</a> (CSV)'
    if not faulty:
        return f"<p>We looked at {every} by machine. We found none of the faults that we look for. {link}.</p>"
    return (
        f"<p>We looked at {every} by machine when this site was built. We found faults in {words.number(faulty)}. "
        "A body releases a file as it holds it, less what it takes out. So the file keeps its faults. "
        "The page of each record gives the text of its files instead, where it can be read. "
        f"You can ask for any record in another form. {link}.</p><ul>{lines}</ul>"
    )


def _line(found: list[Access], name: str, test: Callable[[Access], bool], what: str, criteria: str) -> str:
    count = sum(map(test, found))
    if not count:
        return ""
    has, fails = ("has", "It fails") if count == 1 else ("have", "They fail")
    return f"<li><strong>{name}</strong> {words.number(count)} of {words.number(len(found))} {has} {what}. {fails} {criteria}.</li>"


def _looked_at(log: Log) -> Iterator[tuple[Card, Looked]]:
    for card in log.answers:
        yield from ((card, one) for one in card.looked)


def listing(log: Log, base: str) -> bytes:
    """Every document that was looked at and what was found, as RFC 4180 CSV in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card, one in _looked_at(log):
        writer.writerow((
            card.reference, one.record, base + addresses.file(card.reference, one.name), one.kind, one.pages or "",
            access.told(one.access), "yes" if one.read else "no",
        ))  # fmt: skip
    return out.getvalue().encode()
