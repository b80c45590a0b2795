# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings

RULE = "CSV-RAGGED"


def test_short_rows_and_empty_cells_at_the_end_are_not_reported():
    assert findings(b"a,b\n1\n2,3,,\n", "a.csv", RULE) == []


def test_a_value_beyond_the_last_column_is_found_for_review():
    found = findings(b"a,b\n1,2\n3,4,,Harbottle\n", "a.csv", RULE)
    assert [(one.where, one.recovered, one.verdict.value) for one in found] == [("row 3", "Harbottle", "R")]
