# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pytest

from ..making import changed, findings, pdf, published

RULE = "PRIVATE-DATA"


def test_a_document_without_private_data_is_not_reported():
    assert findings(pdf(), rule=RULE) == []


@pytest.mark.parametrize("place", ["document", "page"])
def test_private_data_is_found_and_gone_from_the_copy(place):
    def plant(document):
        holder = document.Root if place == "document" else document.pages[0].obj
        holder.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=pikepdf.String("Harbottle")))

    data = changed(pdf(), plant)
    assert len(findings(data, rule=RULE)) == 1
    assert findings(published(data), rule=RULE) == []


@pytest.mark.parametrize("place", ["document", "page", "pages"])
def test_entries_that_no_standard_knows_are_found_and_gone_from_the_copy(place):
    def plant(document):
        root, page = document.Root, document.pages[0].obj
        {"document": root, "page": page, "pages": root.Pages}[place]["/MadeBy"] = pikepdf.String("Harbottle")

    data = changed(pdf(), plant)
    assert [one.recovered for one in findings(data, rule=RULE)] == ["/MadeBy"]
    assert findings(published(data), rule=RULE) == []
