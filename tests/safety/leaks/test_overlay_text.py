# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import BLACK, GREY, SECRET, WHITE, content, findings, pdf, recovered, secret, state

RULE = "OVERLAY-TEXT"


def labelled_clean_redaction(page):
    box = secret(page)
    page.add_redact_annot(box, text="s40(2)", fill=BLACK, text_color=WHITE, fontsize=8)
    page.apply_redactions()


def text_on_a_coloured_band(page):
    page.draw_rect(pymupdf.Rect(60, 180, 300, 210), fill=(0.1, 0.2, 0.5))
    page.insert_text((72, 200), "White words on blue", color=WHITE)


def highlighter_over_text(page):
    page.draw_rect(secret(page), fill=(1, 1, 0), fill_opacity=0.4, color=None)


def frame_drawn_after_text(page):
    secret(page)
    page.draw_rect(pymupdf.Rect(40, 40, 560, 800), color=BLACK)


def table_rules_through_a_heading(page):
    secret(page)
    for y in range(180, 240, 12):
        page.draw_line((60, y), (400, y))


def underlined_and_struck_through(page):
    box = secret(page)
    page.draw_line((box.x0, box.y1 - 2), (box.x1, box.y1 - 2))
    page.draw_line((box.x0, 196), (box.x1, 196))


@pytest.mark.parametrize(
    "drawing",
    [labelled_clean_redaction, text_on_a_coloured_band, highlighter_over_text, frame_drawn_after_text,
     table_rules_through_a_heading, underlined_and_struck_through],
)  # fmt: skip
def test_what_a_reader_sees_is_not_reported(drawing):
    assert findings(pdf(drawing), rule=RULE) == []


def test_only_spaces_and_commas_under_a_cover_give_nothing_away():
    def spaces(page):
        page.insert_text((72, 200), " , , ;")
        page.draw_rect(pymupdf.Rect(70, 188, 200, 206), fill=BLACK)

    assert findings(pdf(spaces), rule=RULE) == []


@pytest.mark.parametrize("colour", [BLACK, WHITE, GREY, (0.8, 0.1, 0.1)], ids=["black", "white", "grey", "red"])
def test_a_name_under_a_rectangle_of_any_colour_is_found(colour):
    found = findings(pdf(lambda page: page.draw_rect(secret(page), fill=colour, color=colour)), rule=RULE)
    assert recovered(found) == SECRET.replace(" ", "")
    assert found[0].where.startswith("page 1, box 72 ")


def test_a_name_under_a_box_with_a_label_on_top_is_found():
    def boxed(page):
        box = secret(page)
        page.draw_rect(box, fill=BLACK)
        page.insert_text((box.x0 + 4, box.y1 - 3), "s40(2) exempt info", color=WHITE, fontsize=9)

    found = recovered(findings(pdf(boxed), rule=RULE))
    assert "Harbottle" in found
    assert "exempt" not in found


def test_a_name_under_a_curve_a_polygon_and_a_picture_is_found():
    def round_cover(page):
        page.draw_oval(secret(page) + (-30, -15, 30, 15), fill=BLACK)

    def polygon(page):
        box = secret(page)
        page.draw_polyline([box.tl, box.tr, box.br, box.bl], fill=GREY, closePath=True)

    def picture(page):
        patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
        patch.clear_with(120)
        page.insert_image(secret(page), pixmap=patch, keep_proportion=False)

    for cover in (round_cover, polygon, picture):
        assert SECRET.replace(" ", "") in recovered(findings(pdf(cover), rule=RULE)), cover.__name__


def test_a_name_under_many_thin_strokes_is_found():
    def hatched(page):
        box = secret(page)
        for step in range(int(box.height * 2)):
            y = box.y0 + step / 2
            page.draw_line((box.x0, y), (box.x1, y), width=0.8)

    assert "Harbottle" in recovered(findings(pdf(hatched)))


def test_a_name_is_found_on_a_turned_and_cropped_page():
    def turned(page):
        page.draw_rect(secret(page), fill=BLACK)
        page.set_cropbox(pymupdf.Rect(20, 20, 500, 800))
        page.set_rotation(90)

    assert recovered(findings(pdf(turned), rule=RULE)) == SECRET.replace(" ", "")


def form(document):
    drawn = document.make_stream(b"0 g 60 590 200 30 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800])
    return {"XObject": pikepdf.Dictionary(X=drawn)}


def shading(document):
    dark = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[0.2, 0.2, 0.2], N=1)
    axis = pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[60, 0, 260, 0], Function=dark)
    return {"Shading": pikepdf.Dictionary(S=axis)}


def pattern(document):
    tile = document.make_stream(
        b"0.3 g 0 0 6 6 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 6, 6], XStep=5, YStep=5,
        Resources=pikepdf.Dictionary(),
    )  # fmt: skip
    return {"Pattern": pikepdf.Dictionary(P=tile)}


def nothing(document):
    return {}


LABEL = "1 g BT /F1 12 Tf 74 600 Td (s40\\(2\\) withheld) Tj ET "
COVERS = {
    "a form": ("/X Do", form),
    "a shading": ("q 60 590 200 30 re W n /S sh Q", shading),
    "a tiled pattern, twice": ("/Pattern cs /P scn 60 590 200 30 re f 60 590 200 30 re f", pattern),
    "an image mask": ("q 200 0 0 30 60 590 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI Q", nothing),
    "an inline picture": ("q 200 0 0 30 60 590 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q", nothing),
    "a line as thick as the text": ("30 w 60 605 m 260 605 l S", nothing),
    "black blended with what is under it": ("/G gs 0 g 60 590 200 30 re f", state(BM=pikepdf.Name.Multiply)),
    "black that is nearly opaque": ("/G gs 0 g 60 590 200 30 re f", state(ca=0.97)),
    "a box, its label, and a frame around all": ("0 g 60 590 200 30 re f " + LABEL + "0 G 20 20 500 780 re S", nothing),
    "a box, its label, and a veil over the page": (
        "0 g 60 590 200 30 re f " + LABEL + "/G gs 1 g 0 0 600 800 re f", state(ca=0.02),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cover", "resources"), COVERS.values(), ids=COVERS)
def test_a_name_is_found_under(cover, resources):
    found = recovered(findings(content("{secret}" + cover, resources), rule=RULE))
    assert SECRET.replace(" ", "") in found
    assert "withheld" not in found


def test_a_pattern_a_shading_and_a_mask_beside_text_are_not_reported():
    beside = "q 60 490 200 30 re W n /S sh Q {secret}"
    assert findings(content(beside, shading), rule=RULE) == []
    assert findings(content("/Pattern cs /P scn 60 590 200 30 re f 0 0 1 rg {secret}", pattern), rule=RULE) == []


def test_words_printed_twice_or_crossed_by_others_are_not_reported():
    def draw(page):
        for shift in (0, 0.4):
            page.insert_text((72 + shift, 300), "Decision of the panel", fontsize=14)
        page.insert_text((72, 400), "First line")
        page.insert_text((76, 403), "Stamped over it", color=(1, 0, 0))

    assert findings(pdf(draw), rule=RULE) == []


def test_words_under_printed_blocks_are_found():
    def draw(page):
        box = secret(page)
        block = pymupdf.TextWriter(page.rect)
        block.append((box.x0, 200), "\u2588" * 16, font=pymupdf.Font("cjk"), fontsize=14)
        block.write_text(page)

    assert SECRET.split()[1] in recovered(findings(pdf(draw), rule=RULE))
