# SPDX-License-Identifier: AGPL-3.0-or-later
"""From rows to blocks: headings by size and weight, paragraphs whose lines are joined, lists, and heads of e-mails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..documents.shapes import Box
from . import labels, lists, mail, tables
from .blocks import Block, Heading, Paragraph, Quote, Table
from .lines import Row
from .pieces import plain
from .texts import cut, run, written

_ENDS = (".", ",", ";", ":", "?", "!")


@dataclass(frozen=True)
class Looks:
    """What letters mean in a document: the size of its body, and the level of each look that headings have."""

    body: float = 11.0
    levels: tuple[tuple[float, bool], ...] = ()

    def level(self, row: Row) -> int:
        """1 for the highest heading, 0 for other text."""
        if row.level < 0:
            look = _heading_look(row, self.body)
            row.level = 0 if look is None else self.levels.index(look) + 1 if look in self.levels else 6
        return row.level


def looks(pages: Iterable[Sequence[Row]]) -> Looks:
    """The looks of a document: the size of most of its text, and its headings from large to small."""
    pages = list(pages)
    counts: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            counts[_rounded(row.size)] += len(row.text)
    body = counts.most_common(1)[0][0] if counts else 11.0
    found = {look for rows in pages for row in rows if (look := _heading_look(row, body))}
    return Looks(body, tuple(sorted(found, key=lambda look: (-look[0], not look[1]))[:5]))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _heading_look(row: Row, body: float) -> tuple[float, bool] | None:
    """(size, bold) of a heading; None for other text."""
    size = _rounded(row.size)
    if size < 1.12 * body and not (row.bold and size >= 0.95 * body):
        return None  # as most lines are
    text = row.text.strip()
    if row.cells[0].table is not None or not any(char.isalpha() for char in text) or len(text) > 250:
        return None
    if size >= 1.12 * body:
        return size, row.bold
    short = len(text) < 80 and not text.endswith(_ENDS) and len(row.cells) == 1
    return (body, True) if short and not labels.field(text) and not labels.bullet(text) else None


def _unquoted(row: Row) -> Row | None:
    """A line without the sign that it is quoted; None when it says nothing else."""
    inlines = cut(row.inlines, 1)
    return replace(row, inlines=inlines, text=plain(inlines), cells=row.cells[-1:]) if inlines else None


def blocks(rows: Sequence[Row], look: Looks, rules: Sequence[Box] = ()) -> list[Block]:
    """The blocks of one page, in order."""
    return Builder(look, rows).blocks(tables.split(rows, rules, written))


class Builder:
    """Groups rows into blocks. It knows the width and the usual line height of each column."""

    def __init__(self, look: Looks, rows: Sequence[Row]):
        self.look = look
        self.right: dict[int, float] = {}
        self.left: dict[int, float] = {}
        steps: dict[int, list[float]] = {}
        for before, row in zip([None, *rows], rows, strict=False):
            if row.box.x1 > self.right.setdefault(row.column, 0):
                self.right[row.column] = row.box.x1
            if row.box.x0 < self.left.setdefault(row.column, 9999):
                self.left[row.column] = row.box.x0
            if before is not None and 0 < (step := row.base - before.base) < 2.2 * row.size:
                steps.setdefault(row.column, []).append(step / row.size)
        counts = Counter(row.column for row in rows)
        ends = min(self.left.values(), default=0), max(self.right.values(), default=0)
        for column, count in counts.items():
            if count < 8:  # too few lines to tell how wide their column is
                self.left[column], self.right[column] = ends
        self.step = {column: sorted(found)[len(found) // 3] for column, found in steps.items()}

    def blocks(self, rows: Sequence[Row | Table]) -> list[Block]:
        """The blocks of rows in which tables are already told."""
        placed: list[lists.Placed] = []
        group: list[Row] = []
        rows = self._quotes(rows)
        for index, row in enumerate(rows):
            if group and (not isinstance(row, Row) or self._breaks(group, row, rows[index + 1 : index + 4])):
                placed.append(self._block(group))
                group = []
            if not isinstance(row, Row):
                placed.append(lists.Placed(row, 0, 0))
            else:
                group.append(row)
        if group:
            placed.append(self._block(group))
        return mail.messages(lists.gathered(placed))

    def _quotes(self, rows: Sequence[Row | Table]) -> Sequence[Row | Table | Quote]:
        """The rows, with lines that follow one another and begin with `>` made one quotation."""
        if not any(isinstance(row, Row) and row.text.startswith(">") for row in rows):
            return rows
        out: list[Row | Table | Quote] = []
        for quoted, part in groupby(rows, lambda row: isinstance(row, Row) and row.text.startswith(">")):
            inner = list(part)
            if quoted:
                bare = [one for row in inner if isinstance(row, Row) and (one := _unquoted(row))]
                inner = [Quote(tuple(self.blocks(bare)))] if bare else []
            out += inner
        return out

    def _breaks(self, group: list[Row], row: Row, following: Sequence[Row | Table]) -> bool:
        """Whether a new block begins with this row."""
        first, last = group[0], group[-1]
        above, level = self.look.level(last), self.look.level(row)
        if above != level:
            return True
        if labels.field(row.text):
            return True
        if labels.field(first.text):
            return not self._field_goes_on(group, row, following)
        if last.only_gaps and row.only_gaps and row.column == last.column:
            return row.box.y0 - last.box.y1 > 8  # lines that are redacted one by one are one redaction
        if any(one.box.height > 40 and one.only_gaps for one in (last, row)):
            return True
        step = row.base - last.base
        if row.column != last.column or step < 0:
            return not self._runs_over(last, row)
        if level:
            return step > 1.9 * row.size
        if step > 1.28 * self._usual(row) * max(row.size, last.size) and row.box.y0 - last.box.y1 > 0.08 * row.size:
            return True
        label, before = labels.item(row.text), labels.item(first.text)
        if label and self._item_begins(group, label, before):
            return True
        if before:
            return row.box.x0 < first.box.x0 - 3
        return self._new_paragraph(first, last, row)

    def _usual(self, row: Row) -> float:
        return min(max(self.step.get(row.column, 1.2), 1.0), 2.0)

    def _new_paragraph(self, first: Row, last: Row, row: Row) -> bool:
        """A line that is indented, or one after a sentence that ends well before the edge."""
        left, right = self.left[row.column], self.right[row.column]
        ended = last.text.rstrip()[-1:] in ".?!:\0”)"
        if row.box.x0 > last.box.x0 + 0.8 * row.size and last.box.x0 < left + 2 and row.box.x0 < left + 5 * row.size:
            return ended and len(first.cells) == 1
        short = last.box.x1 < right - 0.25 * (right - left)
        return short and last.text.rstrip()[-1:] in ".?!" and row.text.lstrip()[:1].isupper() and row.box.x0 <= last.box.x0 + 2

    def _runs_over(self, last: Row, row: Row) -> bool:
        """Whether a sentence goes on in the next column."""
        if row.column == last.column or abs(last.size - row.size) > 0.6:
            return False
        return last.text.rstrip()[-1:] not in ".?!:;" and row.text.lstrip()[:1].islower()

    def _item_begins(self, group: list[Row], label: labels.Label, before: labels.Label | None) -> bool:
        """A number may also stand at the start of a line by chance: there it follows no other, and is not the first."""
        if label.kind == "bullet" or label.value == 1:
            return True
        if before is not None:
            return before.kind != label.kind or label.value == before.value + 1
        return group[-1].text.rstrip()[-1:] in ".:;"

    def _field_goes_on(self, group: list[Row], row: Row, following: Sequence[Row | Table]) -> bool:
        """A field runs on where its line is indented, or where another field stands soon below."""
        if row.base - group[-1].base > 1.7 * row.size:
            return False
        if row.box.x0 > group[0].box.x0 + 10:
            return True
        soon = [one for one in following if isinstance(one, Row)]
        near = all(b.base - a.base < 1.7 * b.size for a, b in zip([row, *soon], soon, strict=False))
        return near and any(labels.field(one.text) for one in soon)

    def _block(self, group: list[Row]) -> lists.Placed:
        left = group[0].box.x0
        inner = group[1].box.x0 if len(group) > 1 else left
        text = group[0].text
        if (level := self.look.level(group[0])) and not self._runs_on(group):
            return lists.Placed(Heading(level, run(group)), left, inner)
        if name := labels.field(text):
            return lists.Placed(mail.fields(name, run(group)), left, inner)
        if label := labels.item(text):
            return lists.Placed(Paragraph(run(group)), left, inner, label)
        return lists.Placed(Paragraph(run(group, lined=self._is_lined(group))), left, inner)

    def _runs_on(self, group: list[Row]) -> bool:
        """Whether large letters are a paragraph all the same: sentences over several lines."""
        letters = sum(len(row.text) for row in group)
        return letters > 250 or (len(group) > 1 and letters > 90 and group[-1].text.rstrip().endswith("."))

    def _is_lined(self, group: list[Row]) -> bool:
        """Whether each line is one of its own, as in an address: all are short and begin with a capital or number."""
        left, right = self.left[group[0].column], self.right[group[0].column]
        if len(group) < 2 or right - left < 200:
            return False
        return all(
            row.box.width < 0.55 * (right - left) and (row.text[:1].isupper() or row.text[:1].isdigit() or row.only_gaps)
            for row in group
        ) and not all(row.only_gaps for row in group)
