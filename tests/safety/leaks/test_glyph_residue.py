# SPDX-License-Identifier: AGPL-3.0-or-later
from functools import cache

import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf

RULE = "GLYPH-RESIDUE"
NAME = "Quentin Harbottle"
START = 72 + pymupdf.get_text_length("Dear ", fontsize=12)
WIDE = pymupdf.get_text_length(NAME, fontsize=12)
BOX = f" 0 g {START:.3f} 596 {WIDE:.3f} 14 re f"


def drawn(stream, font="Helvetica"):
    """A page with the orders of `stream`; `{gap}` is as wide as the name, in thousandths of the type's size."""

    def change(document):
        page = document.pages[0]
        kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name(f"/{font}")}
        page.Resources.Font = pikepdf.Dictionary(F1=pikepdf.Dictionary(**kind))
        page.contents_add(stream.replace("{gap}", f"{-WIDE / 12 * 1000:.3f}").encode())

    return changed(pdf(), change)


def applied(**look):
    """A sentence whose name a redaction tool took out."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), f"Dear {NAME} of Avenue Tower, we write to you.")
    page.add_redact_annot(page.search_for(NAME)[0], **look)
    page.apply_redactions()
    return document


@cache
def clean():
    table = "BT /F1 12 Tf 72 600 Td [(Ward)-9000(Potholes)-4000(Cost)] TJ ET 0.9 g 60 590 400 20 re f"
    kerned = "BT /F1 12 Tf 72 600 Td [(D)10(e)-5(ar )-3(Q)40(uen)-25( )-30( )-31(tin)] TJ ET"
    snapped = f"BT /F1 12 Tf 72 600 Td [(Dear )-{(216 - START) / 12 * 1000:.3f}(of Avenue)] TJ ET 0 g {START} 596 {210 - START} 14 re f"
    return {
        "a line without a gap": drawn("BT /F1 12 Tf 72 600 Td (Dear sir) Tj ET"),
        "a redaction applied by a tool": applied(fill=(0, 0, 0)).tobytes(garbage=4),
        "the same with a label": applied(fill=(1, 1, 1), text="s40(2)").tobytes(),
        "the same, tidied on saving": applied(fill=(0, 0, 0)).tobytes(garbage=4, clean=True),
        "the columns of a table": drawn(table),
        "kerning": drawn(kerned),
        "a gap with no box": drawn("BT /F1 12 Tf 72 600 Td [(Dear ){gap}( of Avenue)] TJ ET"),
        "a gap in type of even width": drawn(
            f"BT /F1 12 Tf 72 600 Td [(Dear )-10200( of Avenue)] TJ ET 0 g {72 + 36} 596 122.4 14 re f", "Courier"
        ),
        "text moved to a grid": drawn(snapped),
        "a curve with three numbers below zero": drawn(
            "q -1 0 0 -1 500 500 cm [ 3 2 ] 0 d 0 0 m -100 -200 -300 -410 0 0 c S Q"
        ),
    }


@pytest.mark.parametrize("what", clean())
def test_an_honest_gap_is_not_reported(what):
    assert findings(clean()[what], rule=RULE) == []


@pytest.mark.parametrize(
    "between",
    [
        "-778 -556 -556 -278 -500 -222 -556",
        "() -778 () -556 () -556 () -278",
        "( )-500( )-278( )-278( )-300",
        "<>-778<>-556<>-556",
    ],
)
def test_a_gap_that_keeps_the_width_of_each_letter_is_found_without_a_box(between):
    data = drawn(f"BT /F1 12 Tf 72 600 Td [(Dear ){between}( of Avenue)] TJ ET")
    assert [one.where for one in findings(data, rule=RULE)] == ["page 1"]


def test_steps_from_letter_to_letter_that_were_removed_are_found():
    data = drawn("BT /F1 12 Tf 72 600 Td (Dear ) Tj 36 0 Td 9.3 0 Td 6.7 0 Td 6.7 0 Td 3.3 0 Td (of) Tj ET")
    assert findings(data, rule=RULE)


@pytest.mark.parametrize("box", [BOX, f" 0.5 g {START - 2:.3f} 594 {WIDE + 4:.3f} 18 re f"])
def test_a_gap_as_wide_as_the_words_is_found_under_a_box_drawn_by_hand(box):
    found = findings(drawn("BT /F1 12 Tf 72 600 Td [(Dear ){gap}( of Avenue Tower)] TJ ET" + box), rule=RULE)
    left, _, right, _ = map(int, found[0].where.split("box ")[1].split())
    assert (left, right) == (round(START), round(START + WIDE))


def test_a_gap_is_found_under_a_picture_and_an_annotation():
    stream = "BT /F1 12 Tf 72 600 Td [(Dear ){gap}( of Avenue Tower)] TJ ET"
    for cover in (pictured, annotated, boxed):
        document = pymupdf.open(stream=drawn(stream))
        cover(document[0], pymupdf.Rect(START, 842 - 610, START + WIDE, 842 - 596))
        assert findings(document.tobytes(), rule=RULE), cover.__name__


def pictured(page, box):
    patch = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    patch.clear_with(0)
    page.insert_image(box, pixmap=patch, keep_proportion=False)


def boxed(page, box):
    page.draw_rect(box, fill=(0, 0, 0), color=(0, 0, 0))


def annotated(page, box):
    mark = page.add_rect_annot(box)
    mark.set_colors(stroke=(0, 0, 0), fill=(0, 0, 0))
    mark.update()
