# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text under covers, and text that is drawn so that nobody sees it."""

from __future__ import annotations

import random

import pikepdf
import pymupdf

from .pieces import Slot, annotation, drawn, edited, form, page_of, state, written

BLACK, WHITE = (0, 0, 0), (1, 1, 1)
BOX = "60 590 240 30 re f"


def covered(cover, **look):
    def draw(page, secret, dice):
        cover(page, written(page, secret, dice, **look), dice)

    return lambda secret, dice: page_of(draw, secret, dice)


def box(fill):
    return covered(lambda page, at, dice: page.draw_rect(at, fill=fill, color=fill))


def labelled(page, at, dice):
    page.draw_rect(at, fill=BLACK)
    page.insert_text((at.x0 + 3, at.y1 - 3), dice.choice(("s40(2)", "(b)(6)", "REDACTED")), color=WHITE, fontsize=8)


def many_boxes(page, at, dice):
    for step in range(int(at.width / 3) + 1):
        page.draw_rect(pymupdf.Rect(at.x0 + 3 * step, at.y0, at.x0 + 3 * step + 3.2, at.y1), fill=BLACK, color=None)


def strokes(page, at, dice):
    for step in range(int(at.height * 2)):
        page.draw_line((at.x0, at.y0 + step / 2), (at.x1, at.y0 + step / 2), width=0.8)


def patch(page, at, dice):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 9, 9))
    pixels.clear_with(dice.choice((0, 128, 250)))
    page.insert_image(at, pixmap=pixels, keep_proportion=False)


def square(page, at, dice):
    mark = page.add_rect_annot(at)
    mark.set_colors(stroke=BLACK, fill=BLACK)
    mark.update()


def free_text(page, at, dice):
    page.add_freetext_annot(at, "s40", fill_color=WHITE, text_color=BLACK, fontsize=7)


def unseen(**look):
    return lambda secret, dice: page_of(lambda p, s, d: written(p, s, d, **look), secret, dice)


def turned(secret, dice):
    def draw(page, secret, dice):
        page.draw_rect(written(page, secret, dice), fill=BLACK)
        page.set_rotation(dice.choice((90, 180, 270)))

    return page_of(draw, secret, dice)


def off_page(secret, dice):
    return page_of(lambda page, s, d: page.insert_text((650, 300), s), secret, dice)


def cropped(secret, dice):
    def draw(page, secret, dice):
        page.insert_text((72, 800), secret)
        page.set_cropbox(pymupdf.Rect(0, 0, 595, 760))

    return page_of(draw, secret, dice)


def no_appearance(kind, **keys):
    def make(secret, dice):
        return edited(drawn("{secret}")(secret, dice), lambda document: annotation(document, kind, **keys))

    return make


def widget(document):
    field = annotation(document, "Widget", FT=pikepdf.Name.Btn, MK=pikepdf.Dictionary(BG=[0, 0, 0]))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def pattern(document):
    tile = document.make_stream(
        b"0.2 g 0 0 6 6 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 6, 6], XStep=6, YStep=6,
        Resources=pikepdf.Dictionary(),
    )  # fmt: skip
    return {"Pattern": pikepdf.Dictionary(P=tile)}


def shading(document):
    dark = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[0.3, 0.3, 0.3], N=1)
    axis = pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[60, 0, 300, 0], Function=dark)
    return {"Shading": pikepdf.Dictionary(S=axis)}


def covering_form(document):
    return {"XObject": pikepdf.Dictionary(X=form(document, f"0 g {BOX}".encode()))}


def nested_form(document):
    inner = form(document, f"1 g {BOX}".encode())
    outer = form(document, b"/X Do", Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)))
    return {"XObject": pikepdf.Dictionary(X=outer)}


def soft_mask(document):
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceGray)
    black = form(document, b"0 g 0 0 600 850 re f", Group=group)
    return state(SMask=pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=black, BC=[0]))(document)


def under_a_page(secret: str, dice: random.Random) -> bytes:
    """A page with the name, and a white page with other words on top of it."""

    def draw(page, secret, dice):
        written(page, secret, dice)
        page.draw_rect(page.rect, fill=WHITE)
        page.insert_text((72, 100), "The page that was meant to be released.")

    return page_of(draw, secret, dice)


SLOTS = (
    *(Slot(f"{name} box", box(fill)) for name, fill in
      (("black", BLACK), ("white", WHITE), ("grey", (0.6, 0.6, 0.6)), ("navy", (0, 0, 0.4)))),
    Slot("box with a label", covered(labelled)),
    Slot("row of narrow boxes", covered(many_boxes)),
    Slot("thin strokes", covered(strokes)),
    Slot("picture over text", covered(patch)),
    Slot("square annotation", covered(square)),
    Slot("typed annotation", covered(free_text), hard=True),
    Slot("box on a turned page", turned),
    Slot("large letters under a box", covered(lambda page, at, dice: page.draw_rect(at, fill=BLACK), fontsize=40)),
    Slot("coloured letters under a box", covered(lambda page, at, dice: page.draw_rect(at, fill=BLACK), color=(1, 0, 0))),
    Slot("page under a page", under_a_page, hard=True),
    Slot("form over text", drawn("{secret} /X Do", covering_form)),
    Slot("form in a form over text", drawn("{secret} /X Do", nested_form)),
    Slot("shading over text", drawn("{secret} 60 590 240 30 re W n /S sh", shading)),
    Slot("pattern over text", drawn("{secret} /Pattern cs /P scn " + BOX, pattern), hard=True),
    Slot("thick stroke", drawn("{secret} 30 w 60 605 m 300 605 l S")),
    Slot("oval", drawn("{secret} 40 605 m 40 650 320 650 320 605 c 320 560 40 560 40 605 c f")),
    Slot("mask over text", drawn("{secret} q 240 0 0 30 60 590 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI Q")),
    Slot("multiplied black", drawn("{secret} /G gs 0 g " + BOX, state(BM=pikepdf.Name.Multiply)), hard=True),
    Slot("nearly opaque black", drawn("{secret} /G gs 0 g " + BOX, state(ca=0.97)), hard=True),
    Slot("two covers and a label", drawn("{secret} 0 g " + BOX + " 1 g " + BOX + " 0 g BT /Made 9 Tf 80 600 Td (s40) Tj ET")),
    Slot("square without appearance", no_appearance("Square", IC=[0, 0, 0], C=[0, 0, 0])),
    Slot("line without appearance", no_appearance("Line", C=[0, 0, 0], L=[60, 605, 300, 605], BS=pikepdf.Dictionary(W=30)), hard=True),
    Slot("form field without appearance", lambda s, d: edited(drawn("{secret}")(s, d), widget), hard=True),
    Slot("unapplied redaction", no_appearance("Redact", IC=[0, 0, 0])),
    Slot("white letters", unseen(color=WHITE)),
    Slot("nearly white letters", unseen(color=(0.97, 0.97, 0.97))),
    Slot("transparent letters", unseen(fill_opacity=0)),
    Slot("invisible letters", unseen(render_mode=3)),
    Slot("tiny letters", unseen(fontsize=0.5)),
    Slot("letters of no width", drawn("0 Tz {secret}"), hard=True),
    Slot("letters clipped away", drawn("q 0 0 10 10 re W n {secret} Q")),
    Slot("letters behind a soft mask", drawn("/G gs {secret}", soft_mask), hard=True),
    Slot("letters that only clip", drawn("BT 7 Tr /Made 12 Tf 72 600 Td ({name}) Tj ET"), hard=True),
    Slot("letters in the box's colour", drawn("0.3 g " + BOX + " {secret}")),
    Slot("outside the page", off_page),
    Slot("outside the crop box", cropped),
)  # fmt: skip
