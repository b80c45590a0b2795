# SPDX-License-Identifier: AGPL-3.0-or-later
import io

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


@pytest.mark.parametrize("name", ["Field 3", "Text1", "An ordinary line"])
def test_ordinary_names_of_form_fields_are_not_reported(name):
    assert findings(with_field(T=name), rule=RULE) == []


def with_field(**entries):
    def plant(document):
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, **entries))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])

    return changed(pdf(), plant)


@pytest.mark.parametrize("entries", [{"T": "Harbottle"}, {"TM": "Harbottle"}, {"T": "Field 1", "TM": "seen by Harbottle"}])
def test_names_of_form_fields_are_found_and_gone_from_the_copy(entries):
    data = with_field(**entries)
    assert len(findings(data, rule=RULE)) == 1
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert "Harbottle" not in str([dict(field) for field in copy.Root.AcroForm.Fields])


def printed_as(**entries):
    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, **entries)
    return changed(pdf(), lambda document: setattr(document.Root, "OutputIntents", pikepdf.Array([intent])))


def test_how_to_print_is_not_reported_and_kept():
    data = printed_as(OutputConditionIdentifier="sRGB IEC61966-2.1", Info="sRGB IEC61966-2.1", RegistryName="http://www.color.org")
    assert findings(data, rule=RULE) == []
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert str(copy.Root.OutputIntents[0].Info) == "sRGB IEC61966-2.1"


@pytest.mark.parametrize("key", ["OutputCondition", "OutputConditionIdentifier", "RegistryName", "Info"])
def test_remarks_for_printers_are_found_and_gone_from_the_copy(key):
    data = printed_as(**{key: "Press of Harbottle"})
    assert [one.recovered for one in findings(data, rule=RULE)] == ["Press of Harbottle"]
    assert findings(published(data), rule=RULE) == []


@pytest.mark.parametrize("key", ["Threads", "SpiderInfo", "URI", "Legal"])
def test_what_tells_where_pages_come_from_is_found_and_gone_from_the_copy(key):
    data = changed(pdf(), lambda document: setattr(document.Root, key, pikepdf.Dictionary(Base="https://harbottle.example.org/")))
    assert [one.recovered for one in findings(data, rule=RULE)] == [f"/{key}"]
    assert findings(published(data), rule=RULE) == []


def test_pages_kept_as_templates_are_found_and_gone_from_the_copy():
    def plant(document):
        page = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Template, MediaBox=[0, 0, 99, 99]))
        document.Root.Names = pikepdf.Dictionary(Templates=pikepdf.Dictionary(Names=["Harbottle", page]))

    data = changed(pdf(), plant)
    assert [one.recovered for one in findings(data, rule=RULE)] == ["/Templates"]
    assert findings(published(data), rule=RULE) == []
