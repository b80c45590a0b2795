# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import BLACK, GREY, WHITE, changed, findings, pdf

RULE = "OVERLAY-GRAPHIC"
BOX = pymupdf.Rect(60, 180, 200, 210)


def outlines(page, at=(72, 200), letters=10):
    """Letters as filled curves, as a drawing program writes them."""
    x, y = at
    for number in range(letters):
        left = x + number * 9
        shape = page.new_shape()
        shape.draw_bezier((left, y), (left + 1, y - 12), (left + 5, y - 12), (left + 6, y))
        shape.draw_bezier((left + 6, y), (left + 4, y - 7), (left + 2, y - 7), (left, y))
        shape.finish(fill=BLACK, color=None, closePath=True)
        shape.commit()


def outlines_in_sight(page):
    outlines(page)
    page.draw_rect(BOX + (0, 60, 0, 60), fill=BLACK)


def white_letters_on_a_band(page):
    page.draw_rect(BOX, fill=GREY)
    outlines(page)


def bars_before_the_lines_of_a_chart(page):
    for y in range(150, 320, 10):
        page.draw_line((60, y), (400, y))
    for x in range(80, 380, 40):
        page.draw_rect(pymupdf.Rect(x, 180 + x / 4, x + 25, 320), fill=(0.2, 0.4, 0.7))


def table_with_cells_drawn_twice(page):
    for row in range(5):
        cell = pymupdf.Rect(60, 100 + row * 20, 300, 120 + row * 20)
        page.draw_rect(cell, color=BLACK)
        page.draw_rect(cell, fill=(0.9, 0.9, 0.95), color=BLACK)


def dots_under_a_legend(page):
    for number in range(40):
        page.draw_circle((60 + number * 10, 200 + (number * 37) % 90), 2, fill=BLACK)
    page.draw_rect(pymupdf.Rect(420, 180, 500, 220), fill=WHITE, color=BLACK)


@pytest.mark.parametrize(
    "drawing",
    [outlines_in_sight, white_letters_on_a_band, bars_before_the_lines_of_a_chart, table_with_cells_drawn_twice,
     dots_under_a_legend],
)  # fmt: skip
def test_drawings_that_a_reader_sees_are_not_reported(drawing):
    assert [finding for finding in findings(pdf(drawing)) if finding.rule.startswith("OVERLAY")] == []


def boxed(page):
    page.draw_rect(BOX, fill=BLACK)


def boxed_in_white(page):
    page.draw_rect(BOX, fill=WHITE, color=WHITE)


def boxed_with_a_label(page):
    page.draw_rect(BOX, fill=BLACK)
    page.insert_text((70, 200), "s40(2)", color=WHITE)


def annotated(page):
    mark = page.add_rect_annot(BOX)
    mark.set_colors(stroke=BLACK, fill=BLACK)
    mark.update()


def patched(page):
    patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    patch.clear_with(120)
    page.insert_image(BOX, pixmap=patch, keep_proportion=False)


def struck_thickly(page):
    page.draw_line((BOX.x0, 195), (BOX.x1, 195), width=30)


@pytest.mark.parametrize("cover", [boxed, boxed_in_white, boxed_with_a_label, annotated, patched, struck_thickly])
def test_words_turned_into_outlines_are_found_under(cover):
    def page_of_it(page):
        outlines(page)
        cover(page)

    found = findings(pdf(page_of_it), rule=RULE)
    assert found
    assert found[0].where.startswith("page 1, box ")


def test_a_signature_in_one_stroke_is_found_under_a_box():
    def signed(page):
        shape = page.new_shape()
        at = (72, 200)
        for number in range(24):
            to = (72 + number * 4, 200 - (number % 2) * 12)
            shape.draw_bezier(at, (at[0] + 2, at[1] - 9), (to[0] - 2, to[1] + 3), to)
            at = to
        shape.finish(color=BLACK, width=1)
        shape.commit()
        page.draw_rect(BOX, fill=BLACK)

    assert findings(pdf(signed), rule=RULE)


def tiled(before=b"", after=b""):
    """Outlined letters with a black pattern, drawn in tiles, after or before them."""

    def plant(document):
        page = document.pages[0]
        tile = document.make_stream(
            b"0 g 0 0 8 8 re f", Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 8, 8],
            XStep=8, YStep=8, Resources=pikepdf.Dictionary(),
        )  # fmt: skip
        page.Resources.Pattern = pikepdf.Dictionary(P1=tile)
        page.contents_add(before, prepend=True)
        page.contents_add(after)

    return changed(pdf(outlines), plant)


TILES = b" q /Pattern cs /P1 scn 60 632 140 30 re f Q "


def test_a_pattern_behind_or_beside_outlined_letters_is_not_reported():
    white_letters = tiled(after=TILES.replace(b"60 632", b"60 532"))
    assert findings(white_letters, rule=RULE) == []
    assert findings(tiled(before=TILES), rule=RULE) == []


def test_outlined_letters_under_the_tiles_of_a_pattern_are_found():
    assert [one.where.split(",")[0] for one in findings(tiled(after=TILES), rule=RULE)] == ["page 1"]
