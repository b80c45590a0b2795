# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made set once through the gate: the benchmark itself measures more of it, and real files."""

import pytest

from .made import clean, leaks
from .safety import is_found, seen, survives

TABLES = {"creator of a workbook"}
"""What is dropped without a word, because a workbook is published as a table."""


@pytest.mark.parametrize("made", list(clean()), ids=lambda made: made.slot)
def test_a_clean_file_is_neither_held_back_nor_put_to_review(made):
    result = seen(made.data, made.name)
    assert not result.blocked, result.found
    assert not result.reviewed, result.found


@pytest.mark.parametrize("made", list(leaks(seed=3, each=1)), ids=lambda made: made.slot)
def test_a_secret_is_found_and_does_not_survive(made):
    result = seen(made.data, made.name)
    assert is_found(made, result) or made.slot in TABLES
    assert not survives(made, result)


def test_the_same_seed_makes_the_same_secrets():
    assert [(one.name, one.secret) for one in leaks(5, 1)] == [(one.name, one.secret) for one in leaks(5, 1)]
