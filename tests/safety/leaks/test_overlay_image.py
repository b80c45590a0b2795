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


def overlapping_photographs(page):
    page.insert_image(pymupdf.Rect(50, 90, 350, 390), pixmap=photograph())
    page.insert_image(pymupdf.Rect(200, 200, 500, 500), pixmap=photograph(), rotate=90)


@pytest.mark.parametrize(
    "drawing",
    [blackened_in_the_scan, blackened_in_the_scan_and_boxed, empty_paper_under_a_stamp, highlighted,
     underlined_and_numbered, panel_of_text_on_a_photograph, overlapping_photographs],
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
