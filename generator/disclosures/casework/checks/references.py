# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reference numbers: each becomes the address of a request, for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...problems import Problem, Severity
from ..case import Case, Named
from ..slug import slug
from .registry import Check, check, check_log

SHAPE = Check(
    id="reference-shape",
    severity=Severity.ERROR,
    title="A reference cannot become an address",
    what="A reference holds at least one letter or digit, and at most 80 characters on one line.",
    why="The address of the request is made from it.",
    before='reference: "—"',
    after="reference: 01.FOI.22.023334",
)
REPEATED = Check(
    id="reference-repeated",
    severity=Severity.ERROR,
    title="Two requests have the same reference",
    what="References differ by more than capitals and punctuation: FOI/12-3 and foi 12.3 are the same.",
    why="Both would be published at the same address.",
    before="reference: FOI-2022-17   # in two folders",
    after="reference: FOI-2022-18",
)


@check(SHAPE)
def reference_shape(case: Case) -> Iterator[Problem]:
    reference = case.request.reference
    if not slug(reference) or len(reference) > 80 or "\n" in reference:
        yield case.problem(
            SHAPE,
            ("reference",),
            f"“{reference[:40]}” cannot become an address",
            "Write the reference with letters and digits, as the letter gives it.",
        )


@check_log(REPEATED)
def references(log: Sequence[Named]) -> Iterator[Problem]:
    seen: dict[str, Named] = {}
    for one in log:
        key = slug(one.reference)
        first = seen.setdefault(key, one)
        if key and first is not one:
            there = first.place
            yield Problem(
                REPEATED.id,
                REPEATED.severity,
                one.place,
                f"the reference {one.reference} is already used in {there.file.parent.name}/{there.file.name}",
                "Give one of the two requests its own reference.",
                (there,),
            )
