# SPDX-License-Identifier: AGPL-3.0-or-later
import math

import pikepdf
import pymupdf
import pytest

from ..making import BLACK, GREY, WHITE, findings, pdf, secret

RULE = "OVERLAY-IMAGE"
SHEET = pymupdf.Rect(0, 90, 595, 842)
BOX = pymupdf.Rect(60, 180, 200, 210)


def paper(burnt=False):
    """A scanned page as pixels: lines of writing, and the secret, blackened or not."""
    sheet = pymupdf.open().new_page()
    for line in range(8):
        sheet.insert_text((72, 260 + 20 * line), "A line of the letter that was scanned, which all may read.")
    box = secret(sheet)
    if burnt:
        sheet.draw_rect(box, fill=BLACK)
    return sheet.get_pixmap(dpi=150, clip=SHEET)


def photograph():
    """Soft shades with a few edges."""
    values = bytearray()
    for y in range(300):
        for x in range(300):
            hill = 60 if y > 150 + 40 * math.sin(x / 30) else 0
            face = 70 if (x - 110) ** 2 + (y - 110) ** 2 < 900 else 0
            grain = (x * 7919 + y * 104729) % 23
            values += bytes((70 + x // 4 + hill + grain, 60 + y // 4 + face + grain, 120 - hill + face + grain))
    return pymupdf.Pixmap(pymupdf.csRGB, 300, 300, bytes(values), False)


def scan(page, **how):
    page.insert_image(SHEET, pixmap=paper(**how))


def blackened_in_the_scan(page):
    scan(page, burnt=True)


def blackened_in_the_scan_and_boxed(page):
    scan(page, burnt=True)
    page.draw_rect(BOX, fill=BLACK)


def empty_paper_under_a_stamp(page):
    scan(page)
    page.draw_rect(pymupdf.Rect(300, 600, 500, 660), fill=(0.8, 0.1, 0.1))
    page.insert_text((320, 640), "RELEASED", color=WHITE, fontsize=24)


def highlighted(page):
    scan(page)
    page.draw_rect(BOX, fill=(1, 1, 0), fill_opacity=0.4, color=None)


def underlined_and_numbered(page):
    scan(page)
    page.draw_line((72, 204), (180, 204), width=1.5)
    page.draw_line((60, 250), (400, 450), width=1)
    page.insert_text((500, 800), "Page 7")


def panel_of_text_on_a_photograph(page):
    page.insert_image(pymupdf.Rect(0, 90, 595, 490), pixmap=photograph(), keep_proportion=False)
    page.draw_rect(pymupdf.Rect(40, 110, 300, 300), fill=WHITE)
    page.insert_textbox(pymupdf.Rect(50, 115, 290, 290), "Annual report of the council for the year that ended. " * 4)


def caption_on_a_photograph(page):
    page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
    page.draw_rect(pymupdf.Rect(50, 330, 350, 390), fill=BLACK)
    page.insert_text((60, 365), "The town hall, 1954", color=WHITE, fontsize=16)


def bar_of_colour_along_a_photograph(page):
    page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
    page.draw_rect(pymupdf.Rect(50, 90, 350, 150), fill=(0.1, 0.2, 0.7), color=None)


def tick_boxes_and_a_rule_on_a_scan(page):
    scan(page)
    for number in range(6):
        page.draw_rect((400, 600 + 20 * number, 410, 610 + 20 * number), fill=WHITE, color=BLACK)
    page.draw_rect((72, 500, 120, 506), fill=GREY)


def overlapping_photographs(page):
    page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
    page.insert_image(pymupdf.Rect(200, 200, 500, 500), pixmap=photograph(), rotate=90)


@pytest.mark.parametrize(
    "drawing",
    [blackened_in_the_scan, blackened_in_the_scan_and_boxed, empty_paper_under_a_stamp, highlighted,
     underlined_and_numbered, panel_of_text_on_a_photograph, overlapping_photographs, caption_on_a_photograph,
     bar_of_colour_along_a_photograph, tick_boxes_and_a_rule_on_a_scan],
)  # fmt: skip
def test_what_a_reader_sees_of_a_picture_is_not_reported(drawing):
    assert [finding for finding in findings(pdf(drawing)) if finding.rule.startswith("OVERLAY")] == []


@pytest.mark.parametrize("colour", [BLACK, WHITE, GREY, (0.1, 0.2, 0.7)], ids=["black", "white", "grey", "blue"])
def test_writing_in_a_scan_under_a_box_is_found(colour):
    def boxed(page):
        scan(page)
        page.draw_rect(BOX, fill=colour, color=colour)

    found = findings(pdf(boxed), rule=RULE)
    assert len(found) == 1
    left, top, right, bottom = map(int, found[0].where.split("box ")[1].split())
    assert BOX.contains(pymupdf.Point((left + right) / 2, (top + bottom) / 2))


def labelled(page):
    page.draw_rect(BOX, fill=BLACK)
    page.insert_text((70, 200), "s40(2)", color=WHITE)


def annotated(page):
    mark = page.add_rect_annot(BOX)
    mark.set_colors(stroke=BLACK, fill=BLACK)
    mark.update()


def hatched(page):
    for step in range(70):
        page.draw_line((BOX.x0, BOX.y0 + step * 0.45), (BOX.x1, BOX.y0 + step * 0.45), width=0.8)


def patched(page):
    patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    patch.clear_with(240)
    page.insert_image(BOX, pixmap=patch, keep_proportion=False)


def covered_by_the_blackened_scan(page):
    scan(page, burnt=True)


def round_cover(page):
    page.draw_oval(BOX + (-30, -15, 30, 15), fill=BLACK)


def thick_stroke(page):
    page.draw_line((BOX.x0, 195), (BOX.x1, 195), width=30)


@pytest.mark.parametrize(
    "cover",
    [labelled, annotated, hatched, patched, covered_by_the_blackened_scan, round_cover, thick_stroke],
)
def test_writing_in_a_scan_is_found_under(cover):
    def page_of_it(page):
        scan(page)
        cover(page)

    assert findings(pdf(page_of_it), rule=RULE)


def test_a_face_under_a_box_is_found():
    def boxed(page):
        page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
        page.draw_rect(pymupdf.Rect(120, 160, 200, 240), fill=BLACK)

    assert findings(pdf(boxed), rule=RULE)


FACE = pymupdf.Rect(90, 130, 230, 260)


@pytest.mark.parametrize("label", ["", "s40(2)", "[redacted]", "Redacted under section 40"])
@pytest.mark.parametrize("colour", [BLACK, WHITE, GREY, (0.7, 0.1, 0.1)], ids=["black", "white", "grey", "red"])
def test_a_box_over_a_face_is_found_when_it_is_empty_or_says_that_it_is_a_redaction(colour, label):
    def boxed(page):
        page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
        page.draw_rect(FACE, fill=colour, color=colour)
        page.insert_text((95, 200), label, fontsize=9, color=WHITE if colour == BLACK else BLACK)
        page.insert_text((60, 380), "A caption that stands on the photograph itself")

    assert findings(pdf(boxed), rule=RULE)


@pytest.mark.parametrize("letters", ["i", "Q", "ti", "le"])
@pytest.mark.parametrize("shade", [0, 128, 255, None])
def test_one_or_two_letters_of_a_scan_are_found_under_a_small_cover(letters, shade):
    line = "Dear Quentin Harbottle of Avenue Tower"

    def covered(page):
        sheet = pymupdf.open().new_page()
        sheet.insert_text((72, 200), line)
        page.insert_image(SHEET, pixmap=sheet.get_pixmap(dpi=150, clip=SHEET))
        left = 72 + pymupdf.get_text_length(line[: line.index(letters)], fontsize=11)
        box = pymupdf.Rect(left - 0.5, 191, left + pymupdf.get_text_length(letters, fontsize=11) + 0.5, 203)
        if shade is None:
            page.draw_rect(box, fill=BLACK)
        else:
            patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
            patch.clear_with(shade)
            page.insert_image(box, pixmap=patch, keep_proportion=False)

    assert len(findings(pdf(covered), rule=RULE)) == 1


def test_a_scan_is_found_under_a_pattern_a_shading_and_a_form():
    from ..making import changed
    from .test_overlay_text import COVERS

    for name in ("a tiled pattern, twice", "a shading", "a form", "an image mask"):
        stream, resources = COVERS[name]

        def plant(document, name=name, stream=stream, resources=resources):
            page = document.pages[0]
            for key, value in resources(document).items():
                if f"/{key}" in page.Resources:
                    for inner, thing in value.items():
                        page.Resources[f"/{key}"][inner] = thing
                else:
                    page.Resources[f"/{key}"] = value
            page.contents_add(pikepdf.Stream(document, stream.replace("60 590 ", "60 632 ").encode()))
            if name == "a form":
                page.Resources.XObject.X.write(b"0 g 60 632 200 30 re f")

        assert findings(changed(pdf(scan), plant), rule=RULE), name


def shaped(words):
    """Six pictures of one grey in a row, each in the form of a letter or (for a space) a bar, and a dark band over them."""

    def draw(page):
        grey = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 40, 60))
        grey.clear_with(90)
        for number, letter in enumerate(words):
            sheet = pymupdf.open().new_page(width=20, height=30)
            sheet.draw_rect(sheet.rect, fill=BLACK)
            if letter == " ":
                sheet.draw_rect(pymupdf.Rect(5, 2, 15, 30), fill=WHITE)
            else:
                sheet.insert_text((3, 26), letter, fontsize=30, color=WHITE)
            mask = sheet.get_pixmap(dpi=144, colorspace=pymupdf.csGRAY)
            spot = pymupdf.Rect(72 + 22 * number, 200, 92 + 22 * number, 230)
            page.insert_image(spot, stream=grey.tobytes("png"), mask=mask.tobytes("png"))
        page.draw_rect(pymupdf.Rect(66, 195, 215, 235), fill=(0.3, 0.5, 0.9))

    return draw


def test_the_shadows_of_bars_under_the_bars_are_not_reported_and_letters_cut_from_one_colour_are_found():
    assert findings(pdf(shaped(" " * 6)), rule=RULE) == []
    assert findings(pdf(shaped("Harbot")), rule=RULE)
