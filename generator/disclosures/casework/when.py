# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates as officers know them: a day, a month, a year, or a range; never guessed more finely than stated."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = tuple(calendar.month_name)
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z", re.ASCII)


@dataclass(frozen=True)
class When:
    """A date or range. `first` and `last` are the days it spans; `precision` is how finely it is known."""

    first: date
    last: date
    precision: str
    """`day`, `month`, `year` or `range`."""
    basis: str = ""
    """Where the date is taken from, when it is not stated in the answer itself."""

    @classmethod
    @lru_cache(maxsize=8192)  # a log names the same days over and over
    def parse(cls, text: str, basis: str = "") -> When:
        """Read `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Raises ValueError, with words for an officer, on anything else."""
        match = _SHAPE.match(text.strip())
        if not match:
            raise ValueError(f"“{text}” is not a date: write it as 2022-02-06, or 2022-02 when only the month is known")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            if day is not None:
                only = date(year, month, day)
                return cls(only, only, "day", basis)
            if month is not None:
                return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", basis)
            return cls(date(year, 1, 1), date(year, 12, 31), "year", basis)
        except (ValueError, IndexError):  # monthrange and date refuse month 13 and 30 February
            raise ValueError(f"“{text}” is not a day in the calendar: correct the day or the month") from None

    @classmethod
    def span(cls, start: When, end: When) -> When:
        """The range from `start` to `end`, both included. Raises ValueError when it ends before it starts."""
        if end.last < start.first:
            raise ValueError(f"the range ends ({end.iso}) before it starts ({start.iso}): correct `from` or `to`")
        return cls(start.first, end.last, "range", start.basis or end.basis)

    @property
    def iso(self) -> str:
        """ISO 8601: `2022-02-06`, `2022-02`, `2022`, or `2022-02-06/2022-02-09` for a range."""
        if self.precision == "range":
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    @property
    def words(self) -> str:
        """In plain English: `6 February 2022`, `February 2022`, `6 to 9 February 2022`."""
        a, b = self.first, self.last
        if self.precision == "day":
            return f"{a.day} {MONTHS[a.month]} {a.year}"
        if self.precision == "month":
            return f"{MONTHS[a.month]} {a.year}"
        if self.precision == "year":
            return str(a.year)
        start = f"{a.day}"
        if (a.year, a.month) != (b.year, b.month):
            start += f" {MONTHS[a.month]}"
        if a.year != b.year:
            start += f" {a.year}"
        return f"{start} to {b.day} {MONTHS[b.month]} {b.year}"

    def __str__(self) -> str:
        return self.words
