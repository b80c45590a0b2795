# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, pdf, published

RULE = "TRAILING-DATA"


@pytest.mark.parametrize("data", [pdf(), pdf() + b"\r\n\n", b"\n" + pdf()])
def test_line_ends_around_a_document_are_not_reported(data):
    assert findings(data, rule=RULE) == []


@pytest.mark.parametrize("data", [b"Harbottle\n" + pdf(), pdf() + b"\nHarbottle"], ids=["before", "after"])
def test_bytes_outside_the_document_are_found_and_gone_from_the_copy(data):
    assert [one.recovered for one in findings(data, rule=RULE)] == ["Harbottle"]
    assert b"Harbottle" not in published(data)
