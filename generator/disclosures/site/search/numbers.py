# SPDX-License-Identifier: AGPL-3.0-or-later
"""A number for each request that depends on which requests there are, and not on the order in which they came.

    number = days since 2000-01-01 · 2^b + slot

So numbers sort by date, and a year is a range of them. The slot is a hash of the key; two requests of one day that want
the same slot are settled by the order of their whole hashes, as in history-independent hashing (Blelloch and Golovin,
2007). A new request therefore moves another one only when the two meet, about once in thirty days with ten answers.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

EPOCH = date(2000, 1, 1).toordinal()
LEAST_BITS = 5
PARTS = 16
"""The lowest four bits of a number are the part of the lists that it stands in."""
LAST_DAY = (1 << 15) - 1
MOST_BITS = 20


def day(iso: str) -> int:
    """Days since 2000; 0 for what is not dated or before."""
    try:
        return min(LAST_DAY, max(0, date.fromisoformat(iso).toordinal() - EPOCH))
    except ValueError:
        return 0


def numbers(dated: Iterable[tuple[str, str]]) -> tuple[int, dict[str, int]]:
    """(b, number by key) for (key, ISO date) of all requests. Slots are at most an eighth full on the fullest day."""
    days: dict[int, list[str]] = defaultdict(list)
    for key, iso in dated:
        days[day(iso)].append(key)
    fullest = max(map(len, days.values()), default=1)
    bits = max(LEAST_BITS, (fullest * 8 - 1).bit_length())
    if bits > MOST_BITS:
        raise ValueError(f"{fullest} requests have one date; at most {1 << MOST_BITS - 3} may")
    made: dict[str, int] = {}
    for on, keys in days.items():
        taken: set[int] = set()
        for wanted, key in sorted((_hash(key), key) for key in keys):
            slot = wanted & ((1 << bits) - 1)
            while slot in taken:
                slot = (slot + 1) & ((1 << bits) - 1)
            taken.add(slot)
            made[key] = on << bits | slot
    return bits, made


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")


def name(number: int) -> str:
    """As it stands in addresses: base 36, as a browser's `toString(36)` writes it."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits
