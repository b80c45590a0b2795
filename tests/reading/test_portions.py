# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long runs of blocks are cut so that nothing is lost, headings stay with their text, and notes with their marks."""

from __future__ import annotations

import pytest

from disclosures.reading.blocks import (
    Gap, Heading, Item, Listing, Message, Fields, Note, NoteMark, Notes, Paragraph, Quote, Table, TableCell, Words, runs_in, walk,
)  # fmt: skip
from disclosures.reading.portions import portions, weight


def text(*blocks) -> str:
    return "".join(one.text for block in blocks for run in runs_in(block) for one in run if isinstance(one, Words))


def paragraph(number: int) -> Paragraph:
    return Paragraph((Words(f"{number}: " + "some words " * 20),))


def test_a_short_document_stays_whole():
    blocks = (paragraph(1), paragraph(2))
    assert portions(blocks, 10_000) == [blocks]


def test_every_paragraph_comes_in_order_and_no_portion_is_much_too_long():
    blocks = [paragraph(number) for number in range(100)]
    found = portions(blocks, 2_000)
    assert [one for portion in found for one in portion] == blocks
    assert max(sum(map(weight, portion)) for portion in found) <= 2_000


def test_a_heading_goes_with_what_it_heads():
    blocks = [paragraph(1), paragraph(2), Heading(1, (Words("Two"),)), paragraph(3)]
    first, second = portions(blocks, weight(blocks[0]) * 3)
    assert isinstance(second[0], Heading) and len(first) == 2


LONG = {
    "a table": Table(((TableCell((Words("n"),), True),),), tuple((TableCell((Words(f"{n} " + "x" * 90),)),) for n in range(50))),
    "a list": Listing(tuple(Item((Words(f"{n} " + "x" * 90),)) for n in range(50)), True, 3),
    "a quote": Quote(tuple(paragraph(n) for n in range(30))),
    "a message": Message(Fields((("From", (Words("Ann"),)),)), tuple(paragraph(n) for n in range(30))),
    "a paragraph": Paragraph((Words("many words " * 900), Gap(("s40(2)",)))),
}


@pytest.mark.parametrize("block", LONG.values(), ids=LONG)
def test_a_block_that_is_too_long_by_itself_is_cut_too(block):
    found = portions([block], 3_000)
    assert len(found) > 1
    assert max(sum(map(weight, portion)) for portion in found) <= 3_000
    heads = text(*(Table(one.head, ()) for portion in found for one in portion[1:] if isinstance(one, Table)))
    told = text(*(one for portion in found for one in portion))
    assert sorted(told.replace("n", "")) == sorted((text(block) + heads).replace("n", ""))


def test_a_cut_table_keeps_its_head_and_a_cut_list_counts_on():
    tables = [one for portion in portions([LONG["a table"]], 3_000) for one in portion]
    assert all(table.head == LONG["a table"].head for table in tables)
    lists = [one for portion in portions([LONG["a list"]], 3_000) for one in portion]
    assert lists[1].start == 3 + len(lists[0].items)


def test_each_note_stands_with_its_mark():
    cited = [Paragraph((Words("x" * 900), NoteMark(str(n), n))) for n in (1, 2, 3)]
    notes = Notes(tuple(Note(n, str(n), (Words("note"),)) for n in (1, 2, 3, 4)))
    found = portions([*cited, notes], 1_100)
    told = [[note.number for one in walk(portion) if isinstance(one, Notes) for note in one.items] for portion in found]
    assert told == [[1], [2], [3, 4]]
