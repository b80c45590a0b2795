# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pytest

from ..making import SECRET, changed, content, findings, pdf

RULE = "ALT-TEXT"


def on_tag(key, words):
    def plant(document):
        tag = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure)
        tag[f"/{key}"] = words
        document.Root.StructTreeRoot = pikepdf.Dictionary(K=document.make_indirect(tag))

    return changed(pdf(), plant)


@pytest.mark.parametrize("key", ["Alt", "T"])
def test_descriptions_and_titles_in_words_of_the_page_are_not_reported(key):
    assert findings(on_tag(key, "ordinary line"), rule=RULE) == []


@pytest.mark.parametrize("key", ["Alt", "T"])
def test_other_words_on_a_tag_are_found_for_review(key):
    found = findings(on_tag(key, f"Portrait of {SECRET}"), rule=RULE)
    assert [(one.recovered, one.verdict.value) for one in found] == [(f"Portrait of {SECRET}", "R")]


def test_a_description_within_the_drawing_is_found():
    data = content(f"/Figure <</Alt ({SECRET})>> BDC BT /F1 12 Tf 72 500 Td (Mr X) Tj ET EMC")
    assert [one.recovered for one in findings(data, rule=RULE)] == [SECRET]
