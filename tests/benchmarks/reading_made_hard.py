# SPDX-License-Identifier: AGPL-3.0-or-later
"""Harder pages with known words: divided words, indents, narrow gutters, merged heads, tables within columns, quoting."""

from __future__ import annotations

import pymupdf

from .reading_made import Made, Writer, two_columns

_SIZE = 10.0


def _set(
    w: Writer, left: float, top: float, right: float, text: str, size: float = _SIZE, indent: float = 0,
    justified: bool = False, divided: bool = False, font: str = "tiro", prefix: str = "",
) -> float:  # fmt: skip
    """A paragraph set word by word, as typesetting programs do; where the next line would stand. Says nothing."""
    words, lines, line = text.split(), [], []
    room = right - left - indent
    while words:
        word = words.pop(0)
        wide = pymupdf.get_text_length(" ".join([*line, word]), font, size)
        if wide <= room or not line:
            line.append(word)
            continue
        spare = room - pymupdf.get_text_length(" ".join(line) + " ", font, size)
        if divided and len(word) > 6 and word.isalpha() and pymupdf.get_text_length(word[:4] + "-", font, size) < spare:
            line.append(word[:4] + "-")
            word = word[4:]
        lines.append(line)
        line, room = [word], right - left
    lines.append(line)
    y = top
    for number, line in enumerate(lines):
        x = left + (indent if number == 0 else 0)
        if prefix:
            w.page.insert_text((left - 24, y), prefix, fontsize=size, fontname=font)
        natural = pymupdf.get_text_length(" ".join(line), font, size)
        spaces = max(len(line) - 1, 1)
        stretch = (right - x - natural) / spaces if justified and number + 1 < len(lines) else 0
        for word in line:
            w.page.insert_text((x, y), word, fontsize=size, fontname=font)
            x += pymupdf.get_text_length(word + " ", font, size) + stretch
        y += size * 1.2
    return y


def indented(seed: int) -> Made:
    """Paragraphs told by indents alone, justified, with divided words."""
    w = Writer("indented", seed)
    for _ in range(2):
        w.sheet()
        y = 80.0
        for _ in range(6):
            text = w.words.text(420)
            w.say(text)
            y = _set(w, 72, y, 523, text, 11, 16, True, True)
    return w.done()


def narrow_gutter(seed: int) -> Made:
    """Two justified columns close to one another, under an abstract across both, with headings within."""
    w = Writer("gutter", seed)
    w.sheet()
    w.line(150, 70, w.words.phrase(5), 17, "tibo")
    text = w.words.text(350)
    w.say(text)
    y = _set(w, 90, 100, 505, text, 9, justified=True) + 12
    for left in (54, 306):
        line = y
        while line < 640:
            head = f"{w.words.random.randint(1, 9)} {w.words.phrase(3)}"
            w.line(left, line, head, 11, "tibo")
            line += 16
            for _ in range(2):
                text = w.words.text(300)
                w.say(text)
                line = _set(w, left, line, left + 240, text, 9.5, 12, True, True)
            line += 10
    return w.done()


def items_in_columns(seed: int) -> Made:
    w = Writer("columns-items", seed)
    w.sheet()
    w.line(60, 70, w.words.phrase(3), 16, "hebo")
    for left, right in ((60, 290), (315, 540)):
        y = 100.0
        text = w.words.text(250)
        w.say(text)
        y = _set(w, left, y, right, text, 10, font="helv") + 8
        for _ in range(5):
            w.page.insert_text((left, y), "•", fontsize=10, fontname="helv")
            text = w.words.sentence()
            w.say(text)
            y = _set(w, left + 14, y, right, text, 10, font="helv") + 4
        text = w.words.text(300)
        w.say(text)
        _set(w, left, y + 8, right, text, 10, font="helv")
    return w.done()


def table_between_columns(seed: int) -> Made:
    """Two columns, a ruled table across both, two columns again."""
    w = Writer("columns-table", seed)
    page = w.sheet()

    def columns(top: float) -> float:
        ends = []
        for left, right in ((60, 290), (310, 540)):
            y = top
            for _ in range(2):
                text = w.words.text(330)
                w.say(text)
                y = _set(w, left, y, right, text, 9.5, font="helv") + 6
            ends.append(y)
        return max(ends)

    y = columns(80) + 10
    cells = [[w.words.phrase(1) for _ in range(4)]]
    cells += [[w.words.phrase(2), *(str(w.words.random.randint(1, 999)) for _ in range(3))] for _ in range(6)]
    for number, row in enumerate(cells):
        for n, text in enumerate(row):
            left = 60 + 120 * n
            page.draw_rect((left, y, left + 120, y + 18), width=0.5, fill=(0.85, 0.85, 0.9) if not number else None)
            page.insert_text((left + 5, y + 13), text, fontsize=9.5, fontname="helv")
        y += 18
        w.say(" ".join(row))
    w.made.tables.append(cells)
    columns(y + 24)
    return w.done()


def merged_head(seed: int) -> Made:
    """A ruled table whose head has two rows, with cells across two columns."""
    w = Writer("table-merged", seed)
    page = w.sheet()
    lefts, y = [60, 180, 270, 360, 450, 540], 100.0
    top = [w.words.phrase(1), w.words.phrase(2), w.words.phrase(2)]
    for text, left, right in zip(top, (60, 180, 360), (180, 360, 540), strict=True):
        page.draw_rect((left, y, right, y + 20), width=0.7)
        page.insert_text((left + 4, y + 14), text, fontsize=10, fontname="hebo")
    rows = [["Ward", "First", "Second", "Third", "Fourth"]]
    rows += [[w.words.phrase(2), *(str(w.words.random.randint(1, 99)) for _ in range(4))] for _ in range(7)]
    y += 20
    for number, row in enumerate(rows):
        for text, left, right in zip(row, lefts, lefts[1:], strict=False):
            page.draw_rect((left, y, right, y + 18), width=0.7)
            at = right - 4 - pymupdf.get_text_length(text, "helv", 10) if text.isdigit() else left + 4
            page.insert_text((at, y + 13), text, fontsize=10, fontname="helv" if number else "hebo")
        y += 18
    w.made.tables.append([top, *rows])
    for row in (top, *rows):
        w.say(" ".join(row))
    return w.done()


def three_rules(seed: int) -> Made:
    """A table with rules above, below, and under its head; numbers stand to the right, and first cells have two lines."""
    w = Writer("table-rules", seed)
    page = w.sheet()
    y = 150.0
    text = w.words.text(300)
    w.say(text)
    _set(w, 60, 80, 540, text, 11)
    cells = [["Area", "Calls", "Answered", "Share"]]
    cells += [[w.words.phrase(2 + 4 * (n % 2)), *(str(w.words.random.randint(1, 99999)) for _ in range(2)), f"{n}.5 %"] for n in range(8)]
    page.draw_line((60, y - 14), (480, y - 14), width=1)
    for number, row in enumerate(cells):
        end = _set(w, 60, y, 190, row[0], 10, font="helv")
        for text, right in zip(row[1:], (270, 370, 470), strict=True):
            page.insert_text((right - pymupdf.get_text_length(text, "helv", 10), y), text, fontsize=10, fontname="helv")
        if number == 0:
            page.draw_line((60, y + 5), (480, y + 5), width=0.5)
        y = end + 6
        w.say(" ".join(row))
    page.draw_line((60, y - 10), (480, y - 10), width=1)
    w.made.tables.append(cells)
    text = w.words.text(300)
    w.say(text)
    _set(w, 60, y + 20, 540, text, 11)
    return w.done()


def quoting(seed: int) -> Made:
    """An e-mail that quotes another, with an addressee list over two lines."""
    w = Writer("quoting", seed)
    w.sheet()
    y = 80.0
    to = "; ".join(w.words.phrase(2) for _ in range(9))
    for name, text in (("From:", w.words.phrase(2)), ("Sent:", "3 May 2022 10:14"), ("To:", to), ("Cc:", w.words.phrase(2)),
                       ("Subject:", w.words.phrase(5))):  # fmt: skip
        w.page.insert_text((60, y), name, fontsize=11, fontname="hebo")
        w.say(f"{name} {text}")
        y = _set(w, 110, y, 540, text, 11, font="helv") + 1
    for _ in range(2):
        text = w.words.text(200)
        w.say(text)
        y = _set(w, 60, y + 10, 540, text, 11, font="helv")
    said = f"On 2 May 2022 at 09:0{seed % 9}, {w.words.phrase(2)} wrote:"
    w.line(60, y + 16, said)
    y += 34
    for _ in range(2):
        text = w.words.text(200)
        w.say(text)
        y = _set(w, 84, y, 540, text, 11, font="helv", prefix=">") + 12
    return w.done()


def form(seed: int) -> Made:
    """A form: names of fields with lines beside them, and boxes to tick, which are no redactions."""
    w = Writer("form", seed)
    page = w.sheet()
    w.line(60, 80, w.words.phrase(3), 16, "hebo")
    y = 120.0
    for _ in range(6):
        w.line(60, y, w.words.phrase(2) + ":")
        page.draw_rect((200, y - 12, 420, y + 4), width=0.7)
        y += 26
    for _ in range(4):
        page.draw_rect((60, y - 9, 70, y + 1), width=0.7)
        w.line(78, y, w.words.phrase(4))
        y += 20
    text = w.words.text(300)
    w.say(text)
    _set(w, 60, y + 10, 540, text, 11)
    return w.done()


def turned(seed: int) -> Made:
    """A page that is stored sideways and turned by its number of degrees."""
    made = two_columns(seed)
    document = pymupdf.open(stream=made.data)
    out = pymupdf.open()
    for page in document:
        sheet = out.new_page(width=page.rect.height, height=page.rect.width)
        sheet.show_pdf_page(sheet.rect, document, page.number, rotate=90 if seed % 2 else 270)
        sheet.set_rotation(90 if seed % 3 else 0)
    return Made(f"turned-{seed}", out.tobytes(), made.said)


LAYOUTS = (
    indented, narrow_gutter, items_in_columns, table_between_columns, merged_head, three_rules, quoting, form, turned,
)  # fmt: skip
