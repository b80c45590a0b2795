# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import SECRET, findings, pdf, recovered

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
