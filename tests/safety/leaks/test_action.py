# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf, published

RULE = "ACTION"
LAUNCH = {"/S": pikepdf.Name.Launch, "/F": "C:/Users/harbottle/case.docx"}


def test_visible_web_links_and_ways_within_the_document_are_not_reported():
    def link(page):
        page.insert_link({"kind": pymupdf.LINK_URI, "from": page.rect, "uri": "https://www.legislation.gov.uk/"})

    assert findings(pdf(link), rule=RULE) == []

    def opens_at_first_page(document):
        place = [document.pages[0].obj, pikepdf.Name.Fit]
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place)

    assert findings(changed(pdf(), opens_at_first_page), rule=RULE) == []


def at_opening(document):
    document.Root.OpenAction = pikepdf.Dictionary(LAUNCH)


def on_a_bookmark(document):
    item = document.make_indirect(pikepdf.Dictionary(Title="ordinary line", A=pikepdf.Dictionary(LAUNCH)))
    outlines = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outlines
    document.Root.Outlines = outlines


def after_another(document):
    first = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[document.pages[0].obj, pikepdf.Name.Fit])
    first.Next = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://intranet.example/harbottle")
    document.Root.OpenAction = document.make_indirect(first)


@pytest.mark.parametrize("plant", [at_opening, on_a_bookmark, after_another])
def test_an_action_that_leads_out_is_found_and_gone_from_the_copy(plant):
    data = changed(pdf(), plant)
    assert any("harbottle" in one.recovered for one in findings(data, rule=RULE))
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert not any(b"harbottle" in item.unparse(resolved=True) for item in copy.objects)
