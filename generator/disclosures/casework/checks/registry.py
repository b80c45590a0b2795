# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every check that a log passes through, and what the manual says of each.

A check is a file in this folder: it describes its problems as `Check` objects and registers one function for them.
Adding one touches no other file; taking one away neither.

    REPEATED = Check(id="number-repeated", …)

    @check(REPEATED)
    def numbers_are_unique(case: Case) -> Iterator[Problem]: …
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...problems import Problem, Severity

if TYPE_CHECKING:
    from ..case import Case, Named

OfRequest = Callable[["Case"], Iterator[Problem]]
OfLog = Callable[[Sequence["Named"]], Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """What one kind of problem means; its section in the manual is written from this."""

    id: str
    """Stable: it is printed with each problem and never changes its meaning."""
    severity: Severity
    """Its usual severity; in a draft, errors count as warnings."""
    title: str
    what: str
    """What the check looks at and when it speaks."""
    why: str
    before: str
    """An example that is refused."""
    after: str
    """The same example, mended."""


_described: dict[str, Check] = {}
_of_request: list[OfRequest] = []
_of_log: list[OfLog] = []


def describe(*checks: Check) -> None:
    """Enter checks in the manual without a function, for problems that are met while a folder is read."""
    for each in checks:
        if _described.setdefault(each.id, each) is not each:
            raise ValueError(f"two checks are called {each.id}")


def check(*checks: Check) -> Callable[[OfRequest], OfRequest]:
    """Register a function that looks at one request and reports problems of these kinds."""

    def register(function: OfRequest) -> OfRequest:
        describe(*checks)
        _of_request.append(function)
        return function

    return register


def check_log(*checks: Check) -> Callable[[OfLog], OfLog]:
    """Register a function that looks at all requests together."""

    def register(function: OfLog) -> OfLog:
        describe(*checks)
        _of_log.append(function)
        return function

    return register


@lru_cache
def _discover() -> None:
    folder = importlib.import_module(__package__)
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{__package__}.{module.name}")


def all_checks() -> list[Check]:
    """Every kind of problem that a log can have, by id."""
    _discover()
    return sorted(_described.values(), key=lambda c: c.id)


def of_request() -> list[OfRequest]:
    """The functions that look at one request."""
    _discover()
    return list(_of_request)


def of_log() -> list[OfLog]:
    """The functions that look at all requests together."""
    _discover()
    return list(_of_log)
