# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import BLACK, SECRET, findings, pdf, recovered, secret

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
