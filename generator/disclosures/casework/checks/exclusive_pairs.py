# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exemptions that cannot cover the same information at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

PAIR = Check(
    id="exemption-exclusive",
    severity=Severity.WARNING,
    title="Two exemptions exclude each other",
    what="Some exemptions cannot both cover the same information. They may stand side by side when each is tied to "
    "records of its own, or when they are declared as alternatives.",
    why="An answer that relies on both for the same words does not stand up on review.",
    before="- code: s30(1)\n- code: s31(1)(a)",
    after='- code: s30(1)\n  records: ["3"]\n- code: s31(1)(a)\n  records: ["4"]',
)


@check(PAIR)
def exclusive_pairs(case: Case) -> Iterator[Problem]:
    uses = case.request.exemptions
    told = set()
    for (i, one), (j, other) in combinations(case.citations, 2):
        if i == j or not _excludes(one.exemption, other.exemption):
            continue
        apart = uses[i].records and uses[j].records and not set(uses[i].records) & set(uses[j].records)
        pair = frozenset((one.exemption.code, other.exemption.code))
        either = any({one.code, other.code} <= set(use.alternatives) for use in uses)
        if apart or either or pair in told:
            continue
        told.add(pair)
        yield case.problem(
            PAIR,
            ("exemptions", j),
            f"{other.code} and {one.code} cannot cover the same information",
            "Tie each to its own records, or declare the two as `alternatives`.",
            also=[("exemptions", i)],
        )


def _excludes(one, other) -> bool:
    return bool(set(one.codes) & set(other.excludes) or set(other.codes) & set(one.excludes))
