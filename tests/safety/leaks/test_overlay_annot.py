# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf

from ..making import BLACK, SECRET, changed, findings, pdf, recovered, secret

RULE = "OVERLAY-ANNOT"


def square(page, **colours):
    mark = page.add_rect_annot(secret(page))
    mark.set_colors(**colours)
    mark.update()


def test_an_outline_or_a_highlight_around_words_is_not_a_cover():
    assert findings(pdf(lambda page: square(page, stroke=BLACK)), rule=RULE) == []
    assert findings(pdf(lambda page: page.add_highlight_annot(secret(page))), rule=RULE) == []


def test_a_name_under_a_black_square_annotation_is_found():
    found = findings(pdf(lambda page: square(page, stroke=BLACK, fill=BLACK)), rule=RULE)
    assert recovered(found) == SECRET.replace(" ", "")


def field(colour, place):
    def plant(document):
        look = pikepdf.Dictionary(BG=colour)
        one = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, Rect=place, MK=look
            )
        )
        document.pages[0].Annots = pikepdf.Array([one])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[one])

    return changed(pdf(secret), plant)


def test_a_form_field_beside_text_or_without_background_is_not_reported():
    assert findings(field([0, 0, 0], [60, 300, 300, 330]), rule=RULE) == []
    assert findings(field([], [60, 630, 300, 660]), rule=RULE) == []


def test_a_name_under_a_form_field_that_readers_paint_is_found():
    assert SECRET.replace(" ", "") in recovered(findings(field([0, 0, 0], [60, 630, 300, 660]), rule=RULE))
