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


def test_texts_in_words_of_the_page_and_soft_hyphens_are_not_reported():
    assert findings(on_tag("ActualText", "ordinary line"), rule=RULE) == []
    assert findings(content("/Span <</ActualText (\\255)>> BDC {secret} EMC"), rule=RULE) == []


@pytest.mark.parametrize("key", ["ActualText", "Alt", "E"])
def test_other_words_on_a_tag_are_found_for_review(key):
    found = findings(on_tag(key, f"Portrait of {SECRET}"), rule=RULE)
    assert [(one.recovered, one.verdict.value) for one in found] == [(f"Portrait of {SECRET}", "R")]


@pytest.mark.parametrize("written", ["(Quentin Harbottle)", "<FEFF005100750065006E00740069006E>", "(Quentin \\(QH\\))"])
def test_other_words_within_the_drawing_are_found(written):
    data = content(f"/Span <</ActualText {written}>> BDC BT /F1 12 Tf 72 500 Td (Mr X) Tj ET EMC")
    assert [one.recovered.split()[0] for one in findings(data, rule=RULE)] == ["Quentin"]
