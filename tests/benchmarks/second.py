# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second made set: written from the design's list of leaks alone, by its own PDF and package writers.

It is judged more strictly than the first: a leak counts as found only where a rule says so that is the right one.
The same seed gives the same secrets in the same places.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from . import (
    second_asides,
    second_clean,
    second_clean_others,
    second_covers,
    second_office,
    second_others,
    second_unseen,
)
from .made import Made

FIRST = ("Maeve", "Rhodri", "Zadie", "Ingeborg", "Callum", "Yusuf", "Bronagh", "Leopold", "Anneliese", "Dermot")
LAST = ("Featherstone", "Quiller", "Abernathy", "Varga", "Duckworth", "Nyqvist", "O'Rourke", "Pemberton", "Strickland", "Vélez")


@dataclass(frozen=True)
class Second(Made):
    """One file of the second set, and the rules of which one must have found it."""

    expect: frozenset[str] = frozenset()


def secret(dice: random.Random) -> str:
    """A name, a surname alone, a collar number or a telephone number."""
    kind = dice.random()
    if kind < 0.6:
        return f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    if kind < 0.75:
        return dice.choice(LAST)
    return f"PC {dice.randint(2000, 9899)}" if kind < 0.9 else f"020 7946 {dice.randint(1000, 9899)}"


def leaks(seed: int = 11, each: int = 1) -> Iterator[Second]:
    """`each` files for every case, with another secret every time."""
    dice = random.Random(seed)
    for module in (second_covers, second_unseen, second_asides, second_office, second_others):
        for case in module.SLOTS:
            for number in range(each):
                told, own = secret(dice), random.Random(dice.random())
                name = f"{module.__name__.rsplit('_', 1)[1]}-{case.name.replace(' ', '-')}-{number}.{case.ending}"
                yield Second(case.name, name, case.make(told, own), told, case.hard, case.drawn, case.expect)


def clean(seed: int = 11) -> Iterator[Second]:
    """Files that give nothing away."""
    dice = random.Random(seed)
    for module in (second_clean, second_clean_others):
        for case in module.SLOTS:
            name = f"{case.name.replace(' ', '-')}.{case.ending}"
            yield Second(case.name, name, case.make("", random.Random(dice.random())), "")
