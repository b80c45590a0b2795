# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import findings, pdf

RULE = "LINK"


def linked(address):
    def draw(page):
        page.insert_text((72, 300), "Write to press@example.org or call 020 7946 0000")
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 290, 200, 304), "uri": address})

    return pdf(draw)


@pytest.mark.parametrize("address", ["https://example.org/a?page=2&title=Annual_Report&utm_source=Spring.Sale", "mailto:press@example.org", "#page=1", "tel:+44-20-7946-0000",
     "https://example.org/search?q=Market+Square", "https://example.org/?name=press", "https://[broken"])
def test_web_links_and_addresses_that_the_page_shows_are_not_reported(address):
    assert findings(linked(address), rule=RULE) == []


@pytest.mark.parametrize(
    "address",
    ["mailto:q.harbottle@example.org", "file:///C:/Users/harbottle/Desktop/source.docx", "https://harbottle@example.org/",
     "https://example.org/unsubscribe?who=harbottle%40example.org", "https://example.org/cases?reporter=q.harbottle",
     "https://example.org/cases?about=Quentin+Harbottle", "https://files.example.org/personal/q_harbottle_example_org/Documents/a",
     "skype:harbottle"],
)  # fmt: skip
def test_links_to_people_and_disks_are_found(address):
    found = findings(linked(address), rule=RULE)
    assert [one.where for one in found] == ["page 1"]
    assert "arbottle" in found[0].recovered


def test_a_telephone_number_that_no_page_shows_is_found():
    assert len(findings(linked("tel:+44-20-7946-0999"), rule=RULE)) == 1
