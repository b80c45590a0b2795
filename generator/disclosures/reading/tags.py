# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages read by the document's own tags, where these are good: headings, lists, tables, descriptions and languages.

Tags are good when they hold nearly all letters, name the parts of a text in several roles, and follow the page downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..documents.pdf_flow import Flow, Run, Tag
from ..documents.pdf_tags import Told
from . import labels, mail, tag_tables
from .blocks import Block, Figure, Heading, Inline, Item, Listing, Note, Notes, Paragraph, Quote, Words
from .pieces import Piece, plain, said
from .texts import cut, flowed, trimmed

HEADINGS = {"H": 1, "Title": 1, **{f"H{level}": level for level in range(1, 7)}}
_PARTS = {"P", "L", "LI", "Lbl", "LBody", "Table", "Figure", "Note", "FENote", "Caption", "TOCI", "BlockQuote", "Formula", *HEADINGS}
"""Roles that part a text; the others only hold such parts, or words within them."""
_COVER = 0.95


def are_good(flows: Sequence[Flow], furniture: Callable[[Run, int], bool]) -> bool:
    """Whether a document's tags can be relied on. `furniture` tells runs of head and foot, which need no tag."""
    tagged = every = backwards = steps = 0
    roles: Counter[str] = Counter()
    for number, flow in enumerate(flows):
        for run in flow.runs:
            letters = len(run.text.strip())
            if run.tag is None and furniture(run, number):
                continue
            every += letters
            tagged += letters if run.tag is not None else 0
        before: Run | None = None
        for tag, run in _held(flow.root):
            role = next((one for one in _lineage(tag) if one in _PARTS), "")
            roles[role] += len(run.text.strip())
            if before is not None:
                steps += 1
                backwards += run.base < before.base - 30 and run.box.x0 < before.box.x1
            before = run
    if not every or tagged < _COVER * every or roles[""] > 0.05 * tagged or backwards > 0.05 * steps + 1:
        return False
    headings = sum(count for role, count in roles.items() if role in HEADINGS)
    return headings < 0.5 * tagged


def _held(tag: Tag) -> Iterable[tuple[Tag, Run]]:
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _held(kid)
        elif kid.text.strip():
            yield tag, kid


def _lineage(tag: Tag | None) -> Iterable[str]:
    while tag is not None:
        yield tag.role
        tag = tag.parent


class Reader:
    """Reads the tags of one page. `pieces` are the page's by run, with links; redactions stand among them."""

    def __init__(self, pieces: dict[int, list[Piece]], told: Callable[[Tag], Told]):
        self.pieces, self.told = pieces, told
        self.notes: list[Note] = []

    def blocks(self, root: Tag) -> list[Block]:
        """The blocks of a page, e-mails of a chain as messages, notes at the end."""
        found = mail.messages(_fields(self._within(root, "")))
        return [*found, Notes(tuple(self.notes))] if self.notes else found

    def _within(self, tag: Tag, lang: str) -> list[Block]:
        """The blocks that a tag holds; words that stand in none of them make paragraphs."""
        out: list[Block] = []
        loose: list[Tag | Run] = []

        def close() -> None:
            if inlines := self._words(loose, lang):
                out.append(Paragraph(inlines))
            loose.clear()

        for kid in tag.kids:
            if isinstance(kid, Tag) and _parts(kid):
                close()
                out += self._block(kid, lang)
            else:
                loose.append(kid)
        close()
        return out

    def _block(self, tag: Tag, lang: str) -> list[Block]:
        told = self.told(tag)
        lang = told.lang or lang
        role = tag.role
        if role in HEADINGS:
            inlines = self._words([tag], lang)
            return [Heading(HEADINGS[role], inlines)] if inlines else []
        if role == "L":
            return self._list(tag, lang)
        if role == "Table":
            table = tag_tables.table(tag, lang, self.told, self._words)
            return [table] if table else self._flat(tag, lang)
        if role == "Figure":
            shown = self._words([tag], lang)
            described = [Figure(told.alt)] if told.alt and told.alt != plain(shown).strip() else []
            return [*described, *([Paragraph(shown)] if shown else [])]
        if role in ("Note", "FENote"):
            self._note(tag, lang)
            return []
        if role == "BlockQuote":
            inner = self._within(tag, lang)
            return [Quote(tuple(inner))] if inner else []
        return self._within(tag, lang)

    def _flat(self, tag: Tag, lang: str) -> list[Block]:
        inlines = self._words([tag], lang)
        return [Paragraph(inlines)] if inlines else []

    def _list(self, tag: Tag, lang: str) -> list[Block]:
        items: list[Item] = []
        first: labels.Label | None = None
        for kid in tag.kids:
            if not isinstance(kid, Tag):
                continue
            if kid.role == "L" and items:  # a list within the list, tagged beside the item that it belongs to
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *self._list(kid, lang)))
                continue
            item, label = self._item(kid, self.told(kid).lang or lang)
            first = first or label
            if item.inlines or item.blocks:
                items.append(item)
        if not items:
            return []
        if first is None or first.kind == "bullet":
            return [Listing(tuple(items))]
        return [Listing(tuple(items), True, first.value, first.kind)]

    def _item(self, tag: Tag, lang: str) -> tuple[Item, labels.Label | None]:
        printed = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.role == "Lbl"]
        body = [kid for kid in tag.kids if kid not in printed]
        label = labels.item(plain(self._words(printed, lang)).strip() + " x") if printed else None
        holder = Tag("", "", 0, None)
        for kid in body:
            holder.kids += kid.kids if isinstance(kid, Tag) and kid.role == "LBody" else [kid]
        blocks = self._within(holder, lang)
        words: tuple[Inline, ...] = ()
        if blocks and isinstance(blocks[0], Paragraph):
            words, blocks = blocks[0].inlines, blocks[1:]
        if label is None and (own := labels.item(plain(words))):
            label, words = own, cut(words, own.length)
        if label is None and printed:
            words = trimmed((*self._words(printed, lang), Words(" "), *words))
        return Item(words, tuple(blocks)), label

    def _note(self, tag: Tag, lang: str) -> None:
        inlines = self._words([tag], lang)
        text = plain(inlines)
        label = text.split(" ", 1)[0][:4] if text[:1].isdigit() or text[:1] in "*†‡§" else ""
        self.notes.append(Note(len(self.notes) + 1, label or "*", cut(inlines, len(label))))

    def _words(self, holders: Sequence[Tag | Run], lang: str) -> tuple[Inline, ...]:
        """All words in these, line after line."""
        lines: list[list[Piece]] = []
        for piece, tongue in self._all(holders, lang):
            if tongue and isinstance(piece.inline, Words):
                piece.inline = replace(piece.inline, lang=tongue)
            last = lines[-1][-1] if lines else None
            same = last and abs(last.base - piece.base) < 0.6 * max(last.size, piece.size) and piece.box.x0 > last.box.x0 - 1
            if same:
                lines[-1].append(piece)
            else:
                lines.append([piece])
        return flowed(said(line) for line in lines)

    def _all(self, holders: Iterable[Tag | Run], lang: str) -> Iterable[tuple[Piece, str]]:
        for holder in holders:
            if isinstance(holder, Run):
                yield from ((piece, lang) for piece in self.pieces.get(id(holder), ()))
            else:
                yield from self._all(holder.kids, self.told(holder).lang or lang)


def _parts(tag: Tag) -> bool:
    return tag.role in _PARTS or any(isinstance(kid, Tag) and _parts(kid) for kid in tag.kids)


def _fields(blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs that are the fields of an e-mail's head, told as such."""
    out: list[Block] = []
    for block in blocks:
        match = labels.field(plain(block.inlines)) if isinstance(block, Paragraph) else None
        if match is None:
            out.append(block)
            continue
        made = mail.fields(match, block.inlines)
        if out and isinstance(out[-1], type(made)):
            made = type(made)(out.pop().items + made.items)
        out.append(made)
    return out
