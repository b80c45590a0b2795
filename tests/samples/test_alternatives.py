# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two exemptions cited one or the other stand together in every sentence of a folder, its file names and its PDFs."""

from __future__ import annotations

import re

import pytest

from tests.specimens import look

from .folders import RETOLD, all_requests, blocks, files

PAIRS = re.compile(r"section 23\(1\) or section 24\(1\)|s23\(1\) or s24\(1\)", re.IGNORECASE)
EITHER = re.compile(r"\b(?:s|ss|sec|section|sections)\.?\s*2[34]\b|\b2[34]\s*\(\d", re.IGNORECASE)
CITING = ["01.FOI.22.023334", "NMC-25-0061"]


def alone(text: str) -> list[str]:
    """Mentions of either exemption that are not part of the pair."""
    return EITHER.findall(PAIRS.sub("", text))


@pytest.mark.parametrize("text", ["section 23(1) or section 24(1)", "s23(1) or s24(1)", "23 January", "24 hours"])
def test_the_pair_and_ordinary_numbers_are_no_mention_of_one_alone(text):
    assert not alone(text)


@pytest.mark.parametrize("text", ["section 23", "s24(1)", "under 23(5)", "section 24(1) or section 23(1)"])
def test_one_alone_or_the_wrong_order_is_found(text):
    assert alone(text)


def test_the_samples_that_cite_in_the_alternative_are_the_ones_tested_here():
    citing = [key for key, (_, told) in all_requests().items() if any(use.alternatives for use in told.exemptions)]
    assert sorted(citing) == CITING


@pytest.mark.parametrize("reference", CITING)
def test_no_sentence_of_the_folder_names_one_without_the_other(reference):
    told = blocks(reference)
    assert any(PAIRS.search(block) for block in told)
    assert [block for block in told if alone(block)] == []


@pytest.mark.parametrize("reference", CITING)
def test_no_page_of_a_released_file_names_one_without_the_other(reference):
    for path, (_, data) in files(reference, ".pdf").items():
        assert not alone(path)
        for page in look.pages(data):
            assert not alone(page), path


def test_the_retold_request_labels_no_gap_with_the_pair_since_its_answer_ties_it_to_no_record():
    assert not any(PAIRS.search(page) for _, data in files(RETOLD, ".pdf").values() for page in look.pages(data))


def test_the_made_up_request_labels_gaps_with_the_pair():
    assert any(PAIRS.search(page) for _, data in files("NMC-25-0061", ".pdf").values() for page in look.pages(data))
