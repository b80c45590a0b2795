# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request's number does not depend on the others, unless they meet; it tells the date."""

from __future__ import annotations

import random

import pytest

from disclosures.site.search.numbers import name, numbers


def test_no_two_requests_have_one_number_even_when_a_thousand_share_a_day():
    bits, made = numbers((f"key-{n}", "2024-05-01") for n in range(1_000))
    assert len(set(made.values())) == 1_000
    assert len({number >> bits for number in made.values()}) == 1


def test_one_more_moves_hardly_any_other():
    dice = random.Random(2)
    some = [(f"key-{n}", f"2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}") for n in range(2_000)]
    before = numbers(some)[1]
    moved = [sum(before[key] != number for key, number in numbers([*some, (f"new-{n}", some[n][1])])[1].items() if key in before) for n in range(20)]
    assert sum(moved) <= 20


def test_the_order_of_arrival_does_not_matter():
    some = [(f"key-{n}", "2023-01-01") for n in range(30)]
    assert numbers(some) == numbers(reversed(some))


def test_numbers_are_in_the_order_of_dates_and_the_undated_come_first():
    bits, made = numbers([("new", "2024-02-01"), ("old", "2007-02-01"), ("none", ""), ("bad", "2024-13-45"), ("ancient", "1999-01-01")])
    assert made["old"] < made["new"]
    assert all(made[key] >> bits == 0 for key in ("none", "bad", "ancient"))


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (123_456_789, "21i3v9")])
def test_a_number_is_written_as_browsers_write_it(number: int, text: str):
    assert name(number) == text
