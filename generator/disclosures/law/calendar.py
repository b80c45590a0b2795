# SPDX-License-Identifier: AGPL-3.0-or-later
"""Working days, and the day by which an answer was due.

Holidays are dated tables in `holidays/`, never rules: some are moved or proclaimed once. A count that leaves the years
of its table is unknown (None), never taken to be free of holidays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from .regime import Regime, TimeLimit

HOLIDAYS = Path(__file__).parent / "holidays"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HolidayTable:
    """One file of dated holidays: which days are off in which places, for the years it covers."""

    id: str
    name: str
    first: date
    last: date
    days: dict[date, frozenset[str]] = field(repr=False)
    """Day -> places where it is a holiday."""
    names: dict[date, str] = field(repr=False)
    checked: str
    source: str
    notes: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Whether the table knows this day."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Deadline:
    """The last day for an answer. `due` is None when it cannot be told; `why` says how it was counted, or why not."""

    due: date | None
    why: str
    certain: bool = True
    """False when the statute may allow a day or two more, for reasons that no table here holds."""


@lru_cache
def holiday_table(id: str) -> HolidayTable:
    """The table `holidays/<id>.yaml`."""
    data = yaml.load((HOLIDAYS / f"{id}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    days: dict[date, frozenset[str]] = {}
    names: dict[date, str] = {}
    for row in data["days"]:  # a day may stand twice: 2 January 2017 had another name in Scotland
        days[row["day"]] = days.get(row["day"], frozenset()) | frozenset(row.get("in", data["places"]))
        names.setdefault(row["day"], row["name"])
    return HolidayTable(
        id=data["id"],
        name=data["name"],
        first=data["covers"]["first"],
        last=data["covers"]["last"],
        days=days,
        names=names,
        checked=data["checked"],
        source=data["source"],
        notes=tuple(data["notes"]),
    )


def is_working_day(day: date, regime: Regime) -> bool | None:
    """Whether the statute counts this day; None when its holidays are not known."""
    if day.weekday() > 4:
        return False
    limit = regime.time_limit
    if not limit.holidays:
        return None
    table = holiday_table(limit.holidays)
    if not table.covers(day):
        return None
    off = table.days.get(day)
    return off is None or off.isdisjoint(limit.places)


def working_days(start: date, count: int, regime: Regime, left_out: frozenset[date] = frozenset()) -> date | None:
    """The `count`-th working day after `start`, not counting the days `left_out`; None when holidays are not known."""
    day = start
    while count > 0:
        day += _DAY
        working = is_working_day(day, regime)
        if working is None:
            return None
        count -= working and day not in left_out
    return day


def days_between(start: date, end: date, regime: Regime, left_out: frozenset[date] = frozenset()) -> int | None:
    """How many days of the time limit have gone by at `end`: on the day after receipt, 1. In the regime's own unit."""
    if regime.time_limit.unit == "calendar":
        return sum(day not in left_out for day in _days(start + _DAY, end))
    counted = [is_working_day(day, regime) for day in _days(start + _DAY, end) if day not in left_out]
    return None if None in counted else sum(counted)


def paused_days(pauses: Iterable[tuple[date, date]]) -> frozenset[date]:
    """Every day of the given pauses; both ends are left out of the count, as FOIA s10(2) has it."""
    return frozenset(day for start, end in pauses for day in _days(start, end))


def deadline(
    received: date, regime: Regime, pauses: Iterable[tuple[date, date]] = (), extension: date | None = None
) -> Deadline:
    """By when an answer was due.

    `received` is the day the request came, or the day of a clarification that starts the count afresh. `pauses` are
    first and last days on which the clock stood still. `extension` is the last day of a longer time that the authority
    claimed: it is taken as given; whether the statute allows it is not judged here.
    """
    if extension is not None:
        return Deadline(extension, f"The authority took more time, until {_words(extension)}.")
    limit = regime.time_limit
    left_out = paused_days(pauses)
    if limit.unit == "calendar":
        due = _calendar_day(received, limit, left_out)
    else:
        due = working_days(received, limit.days, regime, left_out)
    if due is None:
        return Deadline(None, _unknown(limit))
    why = f"{limit.days} {limit.unit} days from {_words(received)}, under {limit.section} of the {regime.act}"
    if left_out:
        why += f", with {len(left_out)} days on which the clock stood still"
    return Deadline(due, f"{why}. {limit.caution}".strip(), certain=not limit.caution)


def _calendar_day(received: date, limit: TimeLimit, left_out: frozenset[date]) -> date:
    day, count = received, limit.days
    while count > 0:
        day += _DAY
        count -= day not in left_out
    while limit.rolls_over and day.weekday() > 4:
        day += _DAY
    return day


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * step for step in range((last - first).days + 1))


def _unknown(limit: TimeLimit) -> str:
    if not limit.holidays:
        return "Unknown: no table of holidays is kept for this statute."
    table = holiday_table(limit.holidays)
    return f"Unknown: the table of {table.name} only covers {_words(table.first)} to {_words(table.last)}."


def _words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
