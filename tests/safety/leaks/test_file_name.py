# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings

RULE = "FILE-NAME"


@pytest.mark.parametrize("name", ["08.1-2022-02-06-briefing.csv", "02-minutes-of-the-board.csv"])
def test_a_name_after_its_record_is_not_reported(name):
    assert findings(b"a,b\n1,2\n", name, RULE) == []


@pytest.mark.parametrize(
    "name", ["briefing-UNREDACTED.csv", "draft 3.csv", "q.harbottle@example.org.csv", "original.csv"]
)
def test_a_name_that_says_too_much_is_found_for_review(name):
    assert [one.verdict.value for one in findings(b"a,b\n1,2\n", name, RULE)] == ["R"]
