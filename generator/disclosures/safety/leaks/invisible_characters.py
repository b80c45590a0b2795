# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters that spell something nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from ... import unseen
from ...documents.kind import MESSAGES, OFFICE, WORKBOOKS, Kind
from ...documents.office import How
from ...documents.sheet import decode
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "INVISIBLE-CHARACTERS",
    title="Characters that nobody sees",
    verdict=Verdict.FIX,
    kinds=OFFICE | WORKBOOKS | MESSAGES | {Kind.CSV, Kind.TXT},
    finds=(
        "Tag characters, which can spell a whole text; characters without width where no script needs them; controls that "
        "turn the order of letters round; codes for terminals and printers."
    ),
    why="What they spell or turn round is copied with the text, and a few lines of code show it. Screen readers stumble over them.",
    cure="Nothing to do for a table, text or message, whose copy is without them; in a document, type the passage anew",
    before="The word “letter” in a table is followed by 17 tag characters. They spell a name, and no program shows them.",
    after="The word stands alone, with nothing between its last letter and the next cell.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for where, text in _texts(opened):
        for found in unseen.find(text):
            run = text[found.offset : found.offset + found.length]
            yield Hit(where or _line(text, found.offset), f"The text holds {found.what}.", _spelt(run))
        for match in unseen.CODES.finditer(text):
            yield Hit(where or _line(text, match.start()), "The text holds codes for terminals and printers.", text[match.end() :][:40])


def _texts(opened: Opened) -> Iterator[tuple[str, str]]:
    if opened.kind in OFFICE:
        yield from ((text.where, text.words) for text in opened.office.kept(How.SHOWN))
    elif opened.kind in WORKBOOKS:
        for sheet in opened.workbook.sheets:
            for number, row in enumerate(sheet.rows, 1):
                yield from ((f"sheet {sheet.name}, row {number}", cell) for cell in row if not cell.isascii() or unseen.CODES.search(cell))
    elif opened.kind in MESSAGES:
        yield "", opened.mail.text
    else:
        yield "", decode(opened.data, opened.name)


def _line(text: str, offset: int) -> str:
    return f"line {text.count(chr(10), 0, offset) + 1}"


def _spelt(run: str) -> str:
    """What tag characters say."""
    return "".join(chr(ord(one) - 0xE0000) for one in run if 0xE0020 <= ord(one) < 0xE007F)
