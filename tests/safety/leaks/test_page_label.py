# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pytest

from ..making import SECRET, changed, findings, pdf, published

RULE = "PAGE-LABEL"


def labelled(prefix, kids=False):
    def plant(document):
        numbers = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D, P=prefix)])
        document.Root.PageLabels = pikepdf.Dictionary(Kids=[document.make_indirect(numbers)]) if kids else numbers

    return changed(pdf(), plant)


@pytest.mark.parametrize("prefix", ["", "A-", "Record "])
def test_plain_numbers_and_words_of_the_page_are_not_reported(prefix):
    assert findings(labelled(prefix), rule=RULE) == []


@pytest.mark.parametrize("kids", [False, True])
def test_other_words_are_found_and_gone_from_the_copy_that_keeps_the_numbers(kids):
    data = labelled(f"{SECRET} ", kids)
    assert [one.recovered for one in findings(data, rule=RULE)] == [f"{SECRET} "]
    copy = published(data)
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/PageLabels" in document.Root
