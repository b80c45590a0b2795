# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import SECRET, findings, pdf, recovered, secret

RULE = "ANNOT-TEXT"


def test_links_bare_markings_and_text_typed_onto_the_page_are_not_reported():
    def clean(page):
        page.insert_link({"kind": 2, "from": secret(page), "uri": "https://example.org/"})
        page.add_freetext_annot((72, 300, 300, 330), "Released under the Act", fontsize=10)

    assert findings(pdf(clean), rule=RULE) == []


@pytest.mark.parametrize("key", ["content", "title", "subject"])
def test_a_text_in_any_slot_of_a_highlight_is_found(key):
    def marked(page):
        mark = page.add_highlight_annot((72, 60, 200, 76))
        mark.set_info({key: SECRET})
        mark.update()

    assert SECRET.replace(" ", "") in recovered(findings(pdf(marked), rule=RULE))


def test_a_sticky_note_is_found_with_its_page():
    found = findings(pdf(lambda page: None, lambda page: page.add_text_annot((100, 100), SECRET)), rule=RULE)
    assert found[0].where == "page 2"
