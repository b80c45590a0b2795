# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a text names a provision, and where it only holds a number."""

from __future__ import annotations

import pytest

from disclosures.casework.mentions import mentions, sentences
from disclosures.law.catalogue import catalogue

FOIA = catalogue().regime("uk-foia-2000")


@pytest.mark.parametrize(
    "text",
    [
        "23 officers",
        "on 23 January",
        "records 23 and 24",
        "version 2.3",
        "plans 23",
        "levels24",
        "Band A, £23",
        "yes 23",
    ],
)
def test_a_plain_number_is_not_a_provision(text):
    assert list(mentions(text, FOIA)) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("s23", [("23",)]),
        ("s.23(1)", [("23", "1")]),
        ("S 23 (1)", [("23", "1")]),
        ("Section 31(1)(a)", [("31", "1", "a")]),
        ("section 22A applies", [("22a",)]),
        ("sections 23(1) and 24(1)", [("23", "1"), ("24", "1")]),
        ("sections 23, 24 or 40(2)", [("23",), ("24",), ("40", "2")]),
        ("ss23/24", [("23",), ("24",)]),
        ("under 40(2) and 31(1)(a)", [("40", "2"), ("31", "1", "a")]),
        ("§ 23", [("23",)]),
        ("adran 40(2)", [("40", "2")]),
        ("records/5-s24-letter.pdf", [("24",)]),
        ("https://www.legislation.gov.uk/ukpga/2000/36/section/24", [("24",)]),
    ],
)
def test_a_provision_is_found_however_it_is_written(text, named):
    assert [m.steps for m in mentions(text, FOIA)] == named


def test_other_statutes_cite_in_their_own_way():
    us = catalogue().regime("us-foia") if "us-foia" in catalogue().ids else None
    if us is None:
        pytest.skip("the statute is not there yet")
    assert [m.steps for m in mentions("Exemption 6 and exemption (b)(7)(C); see (b)(5).", us)] == [
        ("6",),
        ("7", "c"),
        ("5",),
    ]


def test_a_heading_a_list_item_and_a_sentence_each_stand_alone():
    text = "# One\nTwo. Three\n- Four\n- Five\n\nSix"
    assert [s.strip() for _, s in sentences(text)] == ["# One", "Two.", "Three", "- Four", "- Five", "Six"]
    assert all(text[at:].startswith(s) for at, s in sentences(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("x§§12", [("12",)]),
        ("Sections 23 and\n\n24", [("23",), ("24",)]),
        ("“section 23”", [("23",)]),
        ("section ٢٣", []),
        ("40(2), then section 41", [("41",), ("40", "2")]),
    ],
)
def test_a_provision_is_found_from_its_first_digit(text, named):
    assert [mention.steps for mention in mentions(text, FOIA)] == named


def test_provisions_of_a_statute_without_a_prefix_are_found_with_their_brackets():
    named = mentions("Exemptions (b)(6) and 7(C); also (b)(5)", catalogue().regime("us-foia"))
    assert [mention.steps for mention in named] == [("6",), ("7", "c"), ("5",)]
