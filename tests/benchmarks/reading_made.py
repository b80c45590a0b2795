# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records made with known words in a known order: columns, tables, letters, e-mail chains, footnotes, redactions, scans."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pymupdf

VOCABULARY = ["account", "action", "agenda", "annual", "answer", "area", "assets", "board", "bridge", "budget", "building", "bus", "care", "case", "centre", "chair", "charge", "clerk", "coast", "committee", "contract", "council", "county", "crossing", "daily", "decision", "delay", "department", "design", "detail", "district", "drain", "duty", "east", "engineer", "estate", "evidence", "family", "fence", "figure", "fire", "flood", "forum", "fund", "garden", "gate", "grant", "ground", "harbour", "health", "hedge", "highway", "history", "house", "inquiry", "inspection", "junction", "kerb", "lane", "leader", "ledger", "library", "light", "local", "market", "meeting", "member", "minutes", "month", "morning", "museum", "north", "notice", "officer", "order", "park", "path", "payment", "permit", "pier", "plan", "policy", "pool", "pothole", "price", "project", "public", "quarter", "quay", "question", "record", "region", "repair", "report", "request", "review", "river", "road", "roof", "route", "safety", "school", "sector", "service", "shelter", "signal", "site", "south", "staff", "station", "statute", "street", "summary", "supply", "survey", "team", "technical", "tender", "terms", "theatre", "timber", "town", "traffic", "trail", "train", "tree", "valley", "vehicle", "village", "visit", "walk", "wall", "ward", "water", "week", "west", "winter", "works", "yard"]
LINKS = ["the", "of", "and", "to", "in", "for", "on", "with", "by", "from", "at", "as", "is", "was", "that", "which", "this", "an"]


class Words:
    """Invented sentences, the same for the same seed."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def word(self) -> str:
        return self.random.choice(LINKS if self.random.random() < 0.4 else VOCABULARY)

    def phrase(self, count: int) -> str:
        return " ".join(self.random.choice(VOCABULARY) for _ in range(count)).capitalize()

    def sentence(self) -> str:
        words = [self.word() for _ in range(self.random.randint(8, 18))]
        if self.random.random() < 0.3:
            words[3] += ","
        return " ".join(words).capitalize() + "."

    def text(self, letters: int) -> str:
        out = ""
        while len(out) < letters:
            out += (" " if out else "") + self.sentence()
        return out


@dataclass
class Made:
    """A record: its bytes, what it says in order (page after page), the rows of its tables, and how many redactions."""

    name: str
    data: bytes = b""
    said: list[list[str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    gaps: int = 0
    scan: bool = False


class Writer:
    """A document in the making."""

    def __init__(self, name: str, seed: int):
        self.made, self.words = Made(f"{name}-{seed}"), Words(seed * 1000 + sum(map(ord, name)))
        self.document = pymupdf.open()
        self.page: Any = None

    def sheet(self) -> Any:
        self.page = self.document.new_page()
        self.made.said.append([])
        return self.page

    def say(self, text: str) -> None:
        self.made.said[-1].append(text)

    def line(self, x: float, y: float, text: str, size: float = 11, font: str = "helv", said: bool = True) -> None:
        self.page.insert_text((x, y), text, fontsize=size, fontname=font)
        if said:
            self.say(text)

    def flow(self, rect: tuple, texts: list[str], size: float = 10, css: str = "", tags: list[str] | None = None) -> float:
        """Paragraphs in a rectangle; where they end. Says them too."""
        tags = tags or ["p"] * len(texts)
        html = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in zip(tags, texts, strict=True))
        style = f"* {{font-size:{size}px; font-family: sans-serif;}} p {{margin:0 0 {size * 0.7}px 0;}} {css}"
        spare, scale = self.page.insert_htmlbox(rect, html, css=style, scale_low=1)
        assert spare >= 0 and scale == 1, (self.made.name, "the text is too long for its place")
        for text in texts:
            self.say(text)
        return rect[3] - spare

    def texts(self, rect: tuple, size: float = 10, full: float = 0.75) -> list[str]:
        """Paragraphs that fill a part of a rectangle."""
        room = (rect[2] - rect[0]) * (rect[3] - rect[1]) / (size * size * 0.62) * full
        return [self.words.text(min(room, 300)) for _ in range(max(int(room / 340), 1))]

    def done(self) -> Made:
        self.made.data = self.document.tobytes(garbage=3, deflate=True)
        return self.made


def two_columns(seed: int) -> Made:
    w = Writer("columns-2", seed)
    w.sheet()
    split = (250, 300, 340)[seed % 3]
    w.line(60, 80, w.words.phrase(5), 18, "hebo")
    rect = (60, 100, 540, 180)
    w.flow(rect, [w.words.text(200)], 10)
    for box in ((60, 200, split - 10, 760), (split + 10, 200, 540, 760)):
        w.flow(box, w.texts(box, 9.5, 0.7), 9.5, "p {text-align: justify}" if seed % 2 else "")
    return w.done()


def three_columns(seed: int) -> Made:
    w = Writer("columns-3", seed)
    w.sheet()
    w.line(50, 70, w.words.phrase(4), 20, "hebo")
    for left in (50, 220, 390):
        box = (left, 100, left + 155, 420)
        w.flow(box, w.texts(box, 9, 0.6), 9)
    w.line(50, 450, w.words.phrase(6), 14, "hebo")
    for left in (50, 220, 390):
        box = (left, 470, left + 155, 780)
        w.flow(box, w.texts(box, 9, 0.6), 9)
    return w.done()


def sidebar(seed: int) -> Made:
    w = Writer("sidebar", seed)
    page = w.sheet()
    w.line(60, 80, w.words.phrase(4), 18, "hebo")
    main, side = (60, 110, 380, 770), (410, 110, 540, 400)
    w.flow(main, w.texts(main, 10.5, 0.65), 10.5)
    page.draw_rect((400, 100, 550, 410), fill=(0.9, 0.93, 0.97), color=None)
    w.flow(side, w.texts(side, 9, 0.5), 9)
    return w.done()


def minutes(seed: int) -> Made:
    """Several pages with running head and foot, headings of three sizes and lists within lists."""
    w = Writer("minutes", seed)
    head = w.words.phrase(4)
    for number in range(1, 4):
        w.sheet()
        w.line(60, 40, head, 9, said=number == 1)
        w.line(290, 815, ("{}", "Page {} of 3", "- {} -")[seed % 3].format(number), 9, said=False)
        y = 90.0
        if number == 1:
            w.line(60, y, w.words.phrase(4), 20, "hebo")
            y += 30
        w.line(60, y, f"{number}. {w.words.phrase(3)}", 14, "hebo")
        y = w.flow((60, y + 10, 540, y + 200), [w.words.text(260), w.words.text(200)], 10.5)
        w.line(60, y + 16, w.words.phrase(3), 11, "hebo")
        y += 36
        for item in range(1, 4):
            text = w.words.phrase(6)
            w.line(70, y, f"{item}." if seed % 2 else "•", said=False)
            w.line(90, y, text, said=False)
            w.say(f"{item}. {text}" if seed % 2 else text)
            y += 15
            for letter in "ab"[: seed % 3]:
                text = w.words.phrase(5)
                w.line(100, y, f"({letter}) {text}")
                y += 15
        w.flow((60, y + 10, 540, 780), [w.words.text(300) for _ in range(3)], 10.5)
    return w.done()


def letter(seed: int) -> Made:
    w = Writer("letter", seed)
    w.sheet()
    own = [f"{w.words.phrase(2)} Council", "Town Hall", f"{seed + 1} Market Street", "Exham", "EX1 2AB"]
    theirs = [f"{w.words.phrase(1)} {w.words.phrase(1)}", f"{seed + 4} Low Road", "Wyeford", "WY3 4CD"]
    right = 380
    if seed % 2:
        for n, text in enumerate(theirs):
            w.line(60, 120 + 14 * n, text)
        for n, text in enumerate(own):
            w.line(right, 120 + 14 * n, text)
    else:
        for n, text in enumerate(own):
            w.line(right, 60 + 14 * n, text)
        for n, text in enumerate(theirs):
            w.line(60, 150 + 14 * n, text)
    w.line(60, 230, f"{seed + 3} February 2022")
    w.line(60, 250, f"Our ref: FOI/{seed}/22")
    w.line(60, 280, "Dear requester,")
    w.line(60, 305, w.words.phrase(6), 11, "hebo")
    y = w.flow((60, 315, 540, 640), [w.words.text(350) for _ in range(3)], 11)
    w.line(60, y + 20, "Yours faithfully,")
    w.line(60, y + 60, w.words.phrase(2))
    w.line(60, y + 74, w.words.phrase(3))
    return w.done()


def chain(seed: int) -> Made:
    w = Writer("chain", seed)
    w.sheet()
    y = 80.0
    for number in range(3):
        if number and seed % 2:
            w.line(60, y, "-----Original Message-----")
            y += 18
        heads = (("From:", w.words.phrase(2)), ("Sent:", f"{number + 3} May 2022 10:1{number}"), ("To:", w.words.phrase(2)),
                 ("Subject:", w.words.phrase(5)))  # fmt: skip
        for name, text in heads:
            w.line(60, y, name, 11, "hebo", said=False)
            w.line(120, y, text, said=False)
            w.say(f"{name} {text}")
            y += 15
        y = w.flow((60, y + 2, 540, y + 190), [w.words.text(180), w.words.text(120)], 11) + 20
    return w.done()


def footnotes(seed: int) -> Made:
    w = Writer("notes", seed)
    page = w.sheet()
    texts = [w.words.text(300) for _ in range(3)]
    html = "".join(f"<p>{escape(text)}<sup>{n}</sup></p>" for n, text in enumerate(texts, 1))
    page.insert_htmlbox((60, 80, 540, 500), html, css="* {font-size: 11px; font-family: sans-serif} sup {font-size: 7px}")
    for n, text in enumerate(texts, 1):
        w.say(f"{text} {n}")
    page.draw_line((60, 690), (200, 690))
    y = 704
    for n in range(1, 4):
        w.page.insert_text((60, y - 3), str(n), fontsize=5.5)
        text = w.words.phrase(9)
        w.line(66, y, text, 8.5, said=False)
        w.say(f"{n} {text}")
        y += 12
    return w.done()


def _table(w: Writer, top: float, cells: list[list[str]], lefts: list[float], ruled: bool, head: bool = True) -> float:
    """Rows whose last cells may have several lines; where the table ends."""
    page, y, ends = w.page, top, [*lefts[1:], 540.0]
    for number, row in enumerate(cells):
        lines = [_wrapped(text, end - left - 10) for text, left, end in zip(row, lefts, ends, strict=True)]
        high = 13 * max(map(len, lines)) + (7 if ruled else 5)
        for part, left in zip(lines, lefts, strict=True):
            for n, text in enumerate(part):
                page.insert_text((left + 4, y + 12 + 12 * n), text, fontsize=9.5, fontname="hebo" if head and not number else "helv")
        if ruled:
            for left, end in zip(lefts, ends, strict=True):
                page.draw_rect((left, y, end, y + high), width=0.6)
        y += high
    w.made.tables.append(cells)
    for row in cells:
        w.say(" ".join(row))
    return y


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        wider = f"{lines[-1]} {word}".strip()
        if pymupdf.get_text_length(wider, "hebo", 9.5) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = wider
    return lines


def _cells(w: Writer, rows: int, columns: int, long: bool) -> list[list[str]]:
    made = [[w.words.phrase(1 + n % 2) for n in range(columns)]]
    for _ in range(rows):
        row = [w.words.phrase(2), *(str(w.words.random.randint(1, 9999)) for _ in range(columns - 2))]
        made.append([*row, w.words.text(70) if long else w.words.phrase(1)])
    return made


def ruled_table(seed: int) -> Made:
    w = Writer("table-ruled", seed)
    w.sheet()
    y = w.flow((60, 70, 540, 200), [w.words.text(200)], 11)
    y = _table(w, y + 10, _cells(w, 6, 4, True), [60, 180, 260, 340], True)
    w.flow((60, y + 20, 540, 780), [w.words.text(200)], 11)
    return w.done()


def bare_table(seed: int) -> Made:
    w = Writer("table-bare", seed)
    w.sheet()
    y = w.flow((60, 70, 540, 200), [w.words.text(200)], 11)
    y = _table(w, y + 10, _cells(w, 8, 3 + seed % 3, bool(seed % 2)), [60, 190, 290, 350, 420][: 3 + seed % 3], False)
    w.flow((60, y + 20, 540, 780), [w.words.text(200)], 11)
    return w.done()


def long_table(seed: int) -> Made:
    w = Writer("table-long", seed)
    cells = _cells(w, 40, 4, False)
    for part in (cells[:21], cells[21:]):
        w.sheet()
        _table(w, 80, part, [60, 220, 320, 420], bool(seed % 2), head=part[0] is cells[0])
    return w.done()


BOXES: dict[str, dict] = {
    "black": {"fill": (0, 0, 0)}, "grey": {"fill": (0.6, 0.6, 0.6)}, "outlined": {"color": (0, 0, 0), "fill": None},
    "white": {"color": (0, 0, 0), "fill": (1, 1, 1)}, "dark": {"fill": (0.15, 0.15, 0.2)},
}  # fmt: skip


def redacted(seed: int) -> Made:
    """Words taken away, each leaving a box of one of the kinds, with a label on every second."""
    kind = list(BOXES)[seed % len(BOXES)]
    w = Writer(f"redacted-{kind}", seed)
    page = w.sheet()
    y = 100.0
    for number in range(14):
        before, behind = w.words.phrase(4), w.words.phrase(3).lower()
        left = 60 + pymupdf.get_text_length(before + " ", "helv", 11)
        wide = 50 + 8 * (number % 4)
        w.line(60, y, before, said=False)
        w.line(left + wide + 3, y, behind, said=False)
        page.draw_rect((left, y - 10, left + wide, y + 3), **{"color": None, **BOXES[kind]})
        if number % 2:
            ink = (1, 1, 1) if kind in ("black", "dark") else (0, 0, 0)
            page.insert_text((left + 8, y), "s40(2)", fontsize=8, color=ink)
        w.say(f"{before} {behind}")
        w.made.gaps += 1
        y += 24
    return w.done()


def scanned(made: Made, seed: int) -> Made:
    """The same record on paper, scanned at 300 dots per inch: a little askew, with specks."""
    source, out = pymupdf.open(stream=made.data), pymupdf.open()
    chance = random.Random(seed)
    for page in source:
        turn = pymupdf.Matrix(300 / 72, 300 / 72).prerotate((0, 0.4, -0.6)[seed % 3])
        pixels = page.get_pixmap(matrix=turn, colorspace=pymupdf.csGRAY)
        for _ in range(300 * (seed % 3)):
            pixels.set_pixel(chance.randrange(pixels.width), chance.randrange(pixels.height), (chance.randrange(160),))
        sheet = out.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=pixels.tobytes("jpg", jpg_quality=80), keep_proportion=True)
    return Made(f"scan-of-{made.name}", out.tobytes(deflate=True), made.said, made.tables, made.gaps, scan=True)


LAYOUTS: tuple[Callable[[int], Made], ...] = (
    two_columns, three_columns, sidebar, minutes, letter, chain, footnotes, ruled_table, bare_table, long_table, redacted,
)  # fmt: skip


def scans(seeds: int) -> Iterator[Made]:
    """Scans of those that have one page."""
    for layout in (two_columns, letter, chain, ruled_table, minutes, redacted):
        for seed in range(seeds):
            yield scanned(layout(seed), seed)
