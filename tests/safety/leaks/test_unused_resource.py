# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pytest

from ..making import changed, findings, pdf, published

RULE = "UNUSED-RESOURCE"


def form(document, drawn=b"(Harbottle) Tj"):
    return document.make_stream(drawn, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])


def used_by_a_form_without_resources(document):
    page = document.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(Outer=form(document, b"/Inner Do"), Inner=form(document))
    page.contents_add(b"/Outer Do")


def shared_by_pages_that_use_a_part_each(document):
    fonts = document.make_indirect(pikepdf.Dictionary(One=form(document), Two=form(document)))
    shared = document.make_indirect(pikepdf.Dictionary(XObject=fonts, Font=document.pages[0].Resources.Font))
    for page, name in zip(document.pages, (b"/One", b"/Two"), strict=True):
        page.obj.Resources = shared
        page.contents_add(name + b" Do")


def with_a_name_in_hex(document):
    document.pages[0].Resources.XObject = pikepdf.Dictionary({"/A B": form(document)})
    document.pages[0].contents_add(b"/A#20B Do")


@pytest.mark.parametrize(
    "draw", [used_by_a_form_without_resources, shared_by_pages_that_use_a_part_each, with_a_name_in_hex]
)
def test_what_is_drawn_somewhere_is_not_reported(draw):
    data = changed(pdf(lambda page: None, lambda page: None), draw)
    assert [one.recovered for one in findings(data, rule=RULE)] == []


def on_a_page(document):
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Unused=form(document))


def in_a_form(document):
    outer = form(document, b"0 0 9 9 re f")
    outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Unused=form(document)))
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Outer=outer)
    document.pages[0].contents_add(b"/Outer Do")


def as_a_pattern(document):
    tile = form(document)
    tile.PatternType = 1
    document.pages[0].Resources.Pattern = pikepdf.Dictionary(Unused=tile)


def inherited(document):
    page = document.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(Unused=form(document))
    document.Root.Pages.Resources = page.Resources
    del page.obj["/Resources"]


@pytest.mark.parametrize("plant", [on_a_page, in_a_form, as_a_pattern, inherited])
def test_what_nothing_draws_is_found_and_gone_from_the_copy(plant):
    data = changed(pdf(), plant)
    assert "/Unused" in [one.recovered for one in findings(data, rule=RULE)]
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        streams = [item.read_bytes() for item in copy.objects if isinstance(item, pikepdf.Stream)]
    assert not any(b"Harbottle" in stream for stream in streams)


def test_what_only_an_unused_form_calls_for_is_gone_from_the_copy_too():
    def plant(document):
        page = document.pages[0]
        page.Resources.Font.F9 = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        form = document.make_stream(b"BT /F9 9 Tf (Harbottle) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        page.Resources.XObject = pikepdf.Dictionary(Fm=form)

    data = changed(pdf(), plant)
    assert len(findings(data, rule=RULE)) > 0
    assert findings(published(data)) == []


def test_what_only_a_lost_drawing_calls_for_is_gone_from_the_copy_at_once():
    def plant(document):
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        document.pages[0].Resources.Font.F9 = font
        form = document.make_stream(b"BT /F9 9 Tf (Harbottle) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        document.Root["/Lost"] = document.make_indirect(form)

    assert findings(published(changed(pdf(), plant))) == []
