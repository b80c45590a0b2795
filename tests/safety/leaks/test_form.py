# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import SECRET, changed, findings, pdf, recovered

RULE = "FORM"


def form(**values):
    def draw(page):
        field = pymupdf.Widget()
        field.field_type = values.pop("type", pymupdf.PDF_WIDGET_TYPE_TEXT)
        field.field_name = "name"
        field.rect = pymupdf.Rect(72, 300, 300, 320)
        for key, value in values.items():
            setattr(field, key, value)
        page.add_widget(field)

    return pdf(draw)


def test_a_document_without_fields_is_not_reported():
    assert findings(pdf(), rule=RULE) == []


@pytest.mark.parametrize(
    "held",
    [{"field_value": SECRET}, {"field_label": SECRET},
     {"type": pymupdf.PDF_WIDGET_TYPE_COMBOBOX, "choice_values": ["Yes", SECRET], "field_value": "Yes"}],
    ids=["value", "tooltip", "option"],
)  # fmt: skip
def test_what_a_field_holds_is_found(held):
    assert SECRET.replace(" ", "") in recovered(findings(form(**held), rule=RULE))


def button(**values):
    data = form(type=pymupdf.PDF_WIDGET_TYPE_BUTTON, field_flags=pymupdf.PDF_BTN_FIELD_IS_PUSHBUTTON)
    return changed(data, lambda document: document.pages[0].Annots[0].update(values))


def test_a_button_that_says_nothing_else_is_not_reported():
    assert findings(button(), rule=RULE) == []


@pytest.mark.parametrize(
    "held", [{"/TU": SECRET}, {"/MK": pikepdf.Dictionary(AC=SECRET)}, {"/MK": pikepdf.Dictionary(RC=SECRET)}],
    ids=["tooltip", "caption when pressed", "caption under the mouse"],
)  # fmt: skip
def test_what_a_button_says_only_when_touched_is_found(held):
    assert SECRET.replace(" ", "") in recovered(findings(button(**held), rule=RULE))
