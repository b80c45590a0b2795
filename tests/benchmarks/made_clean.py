# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that look like leaks and give nothing away."""

from __future__ import annotations

import pikepdf
import pymupdf

from .made_overlays import BLACK, WHITE
from .made_pictures import SHEET, scanned
from .pieces import LINES, Slot, edited, page_of, written


def redacted(label="", fill=BLACK):
    def draw(page, secret, dice):
        at = written(page, "Somebody's name", dice)
        page.add_redact_annot(at, text=label, fill=fill, text_color=WHITE if fill == BLACK else BLACK, fontsize=8)
        page.apply_redactions()

    return lambda s, d: page_of(draw, s, d)


def page(draw):
    return lambda s, d: page_of(lambda page, secret, dice: draw(page, dice), s, d)


def blackened_scan(sheet, dice):
    sheet.insert_image(SHEET, pixmap=scanned("Somebody's name", dice, BLACK)[0])


def scan_with_text_layer(sheet, dice):
    pixels, _ = scanned("Somebody's name", dice)
    sheet.insert_image(SHEET, pixmap=pixels)
    for number in range(12):
        sheet.insert_text((72, 300 + 24 * number), LINES[number % 4], render_mode=3)


def chart(sheet, dice):
    for y in range(200, 400, 20):
        sheet.draw_line((72, y), (500, y), color=(0.7, 0.7, 0.7))
    for number in range(10):
        top = 400 - dice.randint(20, 190)
        sheet.draw_rect(pymupdf.Rect(80 + number * 40, top, 110 + number * 40, 400), fill=(0.2, 0.4, 0.7))
        sheet.insert_text((85 + number * 40, 412), str(2010 + number), fontsize=8)


def table(sheet, dice):
    for number in range(12):
        row = pymupdf.Rect(72, 200 + 20 * number, 500, 220 + 20 * number)
        sheet.draw_rect(row, fill=(0.9, 0.9, 0.9) if number % 2 else WHITE, color=BLACK)
        sheet.insert_text((76, 214 + 20 * number), f"Row {number} of the table")


def banner(sheet, dice):
    sheet.draw_rect(pymupdf.Rect(0, 180, 595, 240), fill=(0.1, 0.2, 0.5))
    sheet.insert_text((72, 215), "A heading in white", color=WHITE, fontsize=20)


def marked(sheet, dice):
    sheet.draw_rect(written(sheet, "An important passage", dice), fill=(1, 1, 0), fill_opacity=0.4, color=None)


def underlined(sheet, dice):
    at = written(sheet, "An important passage", dice)
    sheet.draw_line((at.x0, at.y1 - 3), (at.x1, at.y1 - 3))


def watermark(sheet, dice):
    sheet.insert_text((120, 500), "RELEASED", fontsize=80, color=(0.85, 0.85, 0.85))


def letterhead(sheet, dice):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 60))
    pixels.clear_with(200)
    sheet.insert_image((400, 20, 460, 60), pixmap=pixels)
    sheet.insert_link({"kind": pymupdf.LINK_URI, "from": sheet.rect, "uri": "https://www.legislation.gov.uk/"})


def stamped_scan(sheet, dice):
    sheet.insert_image(SHEET, pixmap=scanned("A name that may be read", dice)[0])
    sheet.insert_text((400, 820), "Page 12", fontsize=9)
    sheet.draw_rect(pymupdf.Rect(380, 700, 520, 740), color=(0.8, 0, 0), width=2)
    sheet.insert_text((390, 725), "RECEIVED", color=(0.8, 0, 0))


def tagged(s, d):
    def edit(document):
        one = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, ActualText="letter"))
        document.Root.StructTreeRoot = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=one)
        )
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    return edited(page_of(lambda *_: None, s, d), edit)


SLOTS = (
    Slot("letter", page(lambda sheet, dice: None)),
    Slot("applied redaction", redacted()),
    Slot("applied redaction with a label", redacted("s40(2)")),
    Slot("applied white redaction", redacted("[s40(2)]", WHITE)),
    Slot("blackened scan", page(blackened_scan)),
    Slot("scan with its text layer", page(scan_with_text_layer)),
    Slot("stamped scan", page(stamped_scan)),
    Slot("chart", page(chart)),
    Slot("table", page(table)),
    Slot("banner", page(banner)),
    Slot("highlighted words", page(marked)),
    Slot("underlined words", page(underlined)),
    Slot("watermark", page(watermark)),
    Slot("letterhead", page(letterhead)),
    Slot("tagged letter", tagged),
    Slot("table of figures", lambda s, d: b"ward,potholes\r\nElm,12\r\n", ending="csv"),
)
