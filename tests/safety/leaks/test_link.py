# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from ..making import findings, pdf

RULE = "LINK"


def linked(address):
    def draw(page):
        page.insert_text((72, 300), "Write to press@example.org")
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 290, 200, 304), "uri": address})

    return pdf(draw)


@pytest.mark.parametrize("address", ["https://example.org/a?page=2", "mailto:press@example.org", "#page=1"])
def test_web_links_and_addresses_that_the_page_shows_are_not_reported(address):
    assert findings(linked(address), rule=RULE) == []


@pytest.mark.parametrize(
    "address",
    ["mailto:q.harbottle@example.org", "file:///C:/Users/harbottle/Desktop/source.docx", "https://harbottle@example.org/",
     "https://example.org/unsubscribe?who=harbottle%40example.org"],
)  # fmt: skip
def test_links_to_people_and_disks_are_found(address):
    found = findings(linked(address), rule=RULE)
    assert [one.where for one in found] == ["page 1"]
    assert "arbottle" in found[0].recovered
