# SPDX-License-Identifier: AGPL-3.0-or-later
"""Secrets in pixels and curves."""

from __future__ import annotations

import pikepdf
import pymupdf

from .made_overlays import BLACK, WHITE
from .pieces import LINES, Slot, edited, page_of

SHEET = pymupdf.Rect(0, 150, 595, 842)


def scanned(secret, dice, blacken=None, dpi=150):
    """The lower part of a page as pixels, and the box around the secret in it."""
    paper = pymupdf.open().new_page()
    for number in range(12):
        paper.insert_text((72, 300 + 24 * number), LINES[number % 4])
    size = dice.choice((10, 12, 15))
    x, y = dice.randint(60, 250), dice.randint(180, 270)
    paper.insert_text((x, y), secret, fontsize=size)
    at = pymupdf.Rect(x - 2, y - size, x + pymupdf.get_text_length(secret, fontsize=size) + 2, y + 0.35 * size)
    if blacken:
        paper.draw_rect(at, fill=blacken, color=blacken)
    return paper.get_pixmap(dpi=dpi, clip=SHEET), at


def covered_scan(cover, quality=0, dpi=150):
    def draw(page, secret, dice):
        pixels, at = scanned(secret, dice, dpi=dpi)
        if quality:
            page.insert_image(SHEET, stream=pixels.tobytes("jpg", jpg_quality=quality))
        else:
            page.insert_image(SHEET, pixmap=pixels)
        cover(page, at)

    return lambda secret, dice: page_of(draw, secret, dice)


def strips(page, secret, dice):
    """A scan cut into strips, as some scanners write it."""
    pixels, at = scanned(secret, dice)
    whole = pymupdf.open()
    sheet = whole.new_page(width=SHEET.width, height=SHEET.height)
    sheet.insert_image(sheet.rect, pixmap=pixels)
    for top in range(0, int(SHEET.height), 40):
        part = pymupdf.Rect(0, top, SHEET.width, min(top + 40, SHEET.height))
        page.insert_image(part + (0, SHEET.y0, 0, SHEET.y0), pixmap=sheet.get_pixmap(dpi=150, clip=part), keep_proportion=False)
    page.draw_rect(at, fill=BLACK)


def box(fill):
    return lambda page, at: page.draw_rect(at, fill=fill, color=fill)


def labelled(page, at):
    page.draw_rect(at, fill=WHITE, color=BLACK)
    page.insert_text((at.x0 + 3, at.y1 - 3), "s40(2)", fontsize=7)


def annotated(page, at):
    mark = page.add_rect_annot(at)
    mark.set_colors(stroke=BLACK, fill=BLACK)
    mark.update()


def scribbled(page, at):
    for step in range(int(at.width / 2)):
        page.draw_line((at.x0 + 2 * step, at.y0), (at.x0 + 2 * step + 4, at.y1), width=2.2)


def patched(page, at):
    patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    patch.clear_with(255)
    page.insert_image(at, pixmap=patch, keep_proportion=False)


def scan_under_scan(page, secret, dice):
    state = dice.getstate()
    pixels, _ = scanned(secret, dice)
    page.insert_image(SHEET, pixmap=pixels)
    dice.setstate(state)
    page.insert_image(SHEET, pixmap=scanned(secret, dice, BLACK)[0])


def outlines(cover):
    def draw(page, secret, dice):
        x, y = dice.randint(60, 200), dice.randint(200, 700)
        for number, letter in enumerate(secret):
            left = x + number * 8
            shape = page.new_shape()
            tall = 6 + ord(letter) % 7
            shape.draw_bezier((left, y), (left + 1, y - tall), (left + 5, y - tall), (left + 6, y))
            shape.draw_bezier((left + 6, y), (left + 4, y - tall / 2), (left + 2, y - tall / 2), (left, y))
            shape.finish(fill=BLACK, color=None)
            shape.commit()
        cover(page, pymupdf.Rect(x - 3, y - 15, x + len(secret) * 8 + 3, y + 4))

    return lambda secret, dice: page_of(draw, secret, dice)


def text_layer(fill):
    def draw(page, secret, dice):
        pixels, at = scanned(secret, dice, fill)
        page.insert_image(SHEET, pixmap=pixels)
        page.insert_text((at.x0 + 2, at.y1 - 3), secret, fontsize=10, render_mode=3)

    return lambda secret, dice: page_of(draw, secret, dice)


def cropped(page, secret, dice):
    """A picture whose lower part, with the secret, is clipped away."""
    pixels, at = scanned(secret, dice)
    page.insert_image(SHEET, pixmap=pixels)
    page.set_cropbox(pymupdf.Rect(0, at.y1 + 20, 595, 842))


def framed(secret, dice):
    """A frame that shows the lower lines of a scan alone."""

    def frame(document):
        stream = document.pages[0].Contents
        parts = list(stream) if isinstance(stream, pikepdf.Array) else [stream]
        orders = b"\n".join(part.read_bytes() for part in parts)
        document.pages[0].Contents = document.make_stream(b"q 0 0 595 555 re W n " + orders + b" Q")

    return edited(covered_scan(lambda page, at: None)(secret, dice), frame)


def masked(secret, dice):
    """A picture with a mask that makes the place of the secret transparent."""

    def draw(page, secret, dice):
        pixels, at = scanned(secret, dice)
        mask = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, pixels.width, pixels.height))
        mask.clear_with(255)
        zoom = pixels.width / SHEET.width
        mask.clear_with(0, pymupdf.IRect(*(int(side * zoom) for side in at - (2, SHEET.y0 + 2, -2, SHEET.y0 - 2))))
        page.insert_image(SHEET, stream=pixels.tobytes("png"), mask=mask.tobytes("png"))

    return page_of(draw, secret, dice)


SLOTS = (
    Slot("scan in a frame", framed, hard=True, drawn=True),
    Slot("scan with a mask", masked, hard=True, drawn=True),
    *(Slot(f"{name} box over a scan", covered_scan(box(fill)), drawn=True) for name, fill in
      (("black", BLACK), ("white", WHITE), ("grey", (0.5, 0.5, 0.5)))),
    Slot("box over a coarse scan", covered_scan(box(BLACK), 40, 75), hard=True, drawn=True),
    Slot("box over a JPEG scan", covered_scan(box(WHITE), 60), drawn=True),
    Slot("box with a label over a scan", covered_scan(labelled), drawn=True),
    Slot("annotation over a scan", covered_scan(annotated), drawn=True),
    Slot("scribble over a scan", covered_scan(scribbled), hard=True, drawn=True),
    Slot("patch over a scan", covered_scan(patched), drawn=True),
    Slot("box over a scan in strips", lambda s, d: page_of(strips, s, d), hard=True, drawn=True),
    Slot("scan under a scan", lambda s, d: page_of(scan_under_scan, s, d), drawn=True),
    Slot("outlines under a box", outlines(box(BLACK)), drawn=True),
    Slot("outlines under a white box", outlines(box(WHITE)), drawn=True),
    Slot("outlines under an annotation", outlines(annotated), drawn=True),
    Slot("text layer under a black box", text_layer(BLACK)),
    Slot("text layer under a white box", text_layer(WHITE)),
    Slot("scan cropped by the page", lambda s, d: page_of(cropped, s, d), hard=True, drawn=True),
)  # fmt: skip
