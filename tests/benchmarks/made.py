# SPDX-License-Identifier: AGPL-3.0-or-later
"""A made set of leaks with known secrets, and of clean files: every slot in which a name may stay behind.

The same seed gives the same files. PDFs are made by PyMuPDF, changed by pikepdf, or written as bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from . import made_clean, made_others, made_overlays, made_pictures, made_structure

FIRST = ("Quentin", "Ottoline", "Barnaby", "Siobhan", "Gwilym", "Philippa", "Tadeusz", "Nkechi", "Ffion", "Eustace")
LAST = ("Harbottle", "Wrigglesworth", "Okonkwo", "Szymborska", "Llewelyn", "Fitzhugh", "Mbeki", "Thistlethwaite")


@dataclass(frozen=True)
class Made:
    """One file. `secret` is empty for a clean one."""

    slot: str
    name: str
    data: bytes
    secret: str
    hard: bool = False
    drawn: bool = False
    """The secret is in pixels or curves, so that only holding the file back keeps it."""


def leaks(seed: int = 7, each: int = 2) -> Iterator[Made]:
    """`each` files for every slot, with another secret, place and size every time."""
    dice = random.Random(seed)
    for module in (made_overlays, made_pictures, made_structure, made_others):
        for slot in module.SLOTS:
            for number in range(each):
                secret = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
                data = slot.make(secret, random.Random(dice.random()))
                name = f"{slot.name.replace(' ', '-')}-{number}.{slot.ending}"
                yield Made(slot.name, name, data, secret, slot.hard, slot.drawn)


def clean(seed: int = 7) -> Iterator[Made]:
    """Files that give nothing away."""
    dice = random.Random(seed)
    for slot in made_clean.SLOTS:
        yield Made(slot.name, f"{slot.name.replace(' ', '-')}.{slot.ending}", slot.make("", dice), "")


