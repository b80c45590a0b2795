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


@pytest.mark.parametrize("words", ["Bar chart: calls by month", "A bridge seen from the river. Two boats lie below.", "Map"])
def test_descriptions_that_name_nobody_are_not_reported(words):
    assert findings(on_tag("Alt", words), rule=RULE) == []


@pytest.mark.parametrize("words", ["Harbottle at the bridge in the morning", "Seen by officer 4711", "house of q.harbottle@example.org"])
def test_descriptions_with_a_name_or_number_are_found_wherever_it_stands(words):
    assert [one.recovered for one in findings(on_tag("Alt", words), rule=RULE)] == [words]


def test_the_summary_of_a_table_is_found():
    def plant(document):
        about = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=f"Payments to {SECRET}")
        tag = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Table, A=about)
        document.Root.StructTreeRoot = pikepdf.Dictionary(K=document.make_indirect(tag))

    assert [one.recovered for one in findings(changed(pdf(), plant), rule=RULE)] == [f"Payments to {SECRET}"]


@pytest.mark.parametrize("key", ["Alt", "T"])
def test_other_words_on_a_tag_are_found_for_review(key):
    found = findings(on_tag(key, f"Portrait of {SECRET}"), rule=RULE)
    assert [(one.recovered, one.verdict.value) for one in found] == [(f"Portrait of {SECRET}", "R")]


def test_a_description_within_the_drawing_is_found():
    data = content(f"/Figure <</Alt ({SECRET})>> BDC BT /F1 12 Tf 72 500 Td (Mr X) Tj ET EMC")
    assert [one.recovered for one in findings(data, rule=RULE)] == [SECRET]
