# SPDX-License-Identifier: AGPL-3.0-or-later
"""A box is read aloud where the words stood."""

from __future__ import annotations

import io

import pikepdf
import pytest

from disclosures.safety.redact.work import Done

from . import making
from .making import SECRET

BOX = "[Redacted: section 40(2)]"


def test_a_source_without_tags_gets_none():
    after = making.taken(making.drawn()).uncleared
    with pikepdf.open(io.BytesIO(after)) as document:
        assert "/StructTreeRoot" not in document.Root


def test_without_tags_the_box_still_says_what_it_is():
    result = making.whole(making.drawn())
    assert isinstance(result, Done)
    with pikepdf.open(io.BytesIO(result.data)) as document:
        content = document.pages[0].Contents.read_bytes()
    assert content.count(b"BDC") == content.count(b"EMC") == 1
    assert b"/ActualText" in content and b"Redacted: section 40" in content


@pytest.mark.parametrize("inside", [True, False], ids=["pieces inside the text object", "pieces around it"])
def test_a_screen_reader_meets_the_box_inside_the_sentence(inside):
    result = making.whole(making.tagged(inside), {"words": SECRET}, {"words": "Jo Ray"})
    assert isinstance(result, Done)
    assert making.spoken(result.data) == ["From ", BOX, " to ", BOX, " and the board", "Second line of the letter"]


@pytest.mark.parametrize("inside", [True, False])
def test_pieces_and_text_objects_are_nested_as_the_format_asks(inside):
    after = making.taken(making.tagged(inside), {"words": SECRET}, {"words": "Jo Ray"}).uncleared
    open_marks: list[str] = []
    with pikepdf.open(io.BytesIO(after)) as document:
        for _, operator in pikepdf.parse_content_stream(document.pages[0]):
            name = str(operator)
            if name in ("BDC", "BMC", "BT"):
                open_marks.append(name)
            elif name in ("EMC", "ET"):
                assert open_marks.pop() == {"EMC": "BDC", "ET": "BT"}[name]
    assert not open_marks


def test_every_piece_is_known_to_the_tag_tree_once():
    after = making.taken(making.tagged(), {"words": SECRET}, {"box": "300 300 400 400", "page": "1"}).uncleared
    with pikepdf.open(io.BytesIO(after)) as document:
        owners = document.Root.StructTreeRoot.ParentTree.Nums[1]
        drawn = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert sorted(drawn) == list(range(len(owners)))


def test_a_box_over_a_picture_is_read_after_the_text_above_it():
    after = making.taken(making.tagged(), {"box": "300 300 400 400", "page": "1"}).uncleared
    assert making.spoken(after)[-2:] == ["Second line of the letter", BOX]


def test_exemptions_in_the_alternative_are_said_together_in_one_order():
    for order in (["s23(1)", "s24(1)"], ["s24(1)", "s23(1)"]):
        after = making.taken(making.tagged(), {"words": SECRET, "alternatives": order}).uncleared
        assert "[Redacted: section 23(1) or section 24(1)]" in making.spoken(after)


def test_a_box_without_an_exemption_says_that_it_is_a_redaction():
    after = making.taken(making.tagged(), {"words": SECRET, "exemption": "not-stated"}).uncleared
    assert "[Redacted]" in making.spoken(after)
