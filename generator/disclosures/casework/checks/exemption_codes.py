# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statute that a request names, and the exemptions it cites from it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ...law import citation
from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

STATUTE = Check(
    id="regime-unknown",
    severity=Severity.ERROR,
    title="The statute is not known",
    what="`regime` names one of the statutes that come with the program.",
    why="Exemptions, time limits and rights of review are all taken from it.",
    before="regime: foia",
    after="regime: uk-foia-2000",
)
CODE = Check(
    id="exemption-unknown",
    severity=Severity.ERROR,
    title="An exemption is not in the statute",
    what="Each `code`, and each of the `alternatives`, is a provision of the request's statute in its usual short form.",
    why="A reader follows it to the law and to every other answer that used it.",
    before="code: section 40.2",
    after="code: s40(2)",
)
SAME = Check(
    id="exemption-repeated",
    severity=Severity.WARNING,
    title="The same exemption is listed twice",
    what="An exemption may be listed again only for another ground or for other records.",
    why="The page would explain the same thing twice.",
    before="- code: s40(2)\n- code: s40(2)",
    after="- code: s40(2)\n  ground: Names of staff\n- code: s40(2)\n  ground: Witnesses",
)


@check(STATUTE, CODE, SAME)
def exemption_codes(case: Case) -> Iterator[Problem]:
    regime = case.regime
    if regime is None:
        wrong = case.request.regime.lower()
        near = [id for id in case.regimes if id.startswith(wrong)] or get_close_matches(wrong, case.regimes, 1, 0.3)
        yield case.problem(
            STATUTE,
            ("regime",),
            f"“{case.request.regime}” is not a statute that this program knows",
            f"Write {near[0] if near else 'one of ' + ', '.join(case.regimes)}.",
        )
        return
    seen = {}
    for index, use in enumerate(case.request.exemptions):
        for place, code in enumerate(use.codes):
            path = ("exemptions", index, *(("alternatives", place) if use.alternatives else ("code",)))
            try:
                citation.parse(code, regime)
            except citation.NotACode as wrong:
                cure = wrong.cure
                yield case.problem(
                    CODE, path, str(wrong).removesuffix(f": {wrong.cure}"), f"{cure[0].upper()}{cure[1:]}."
                )
        same = (use.codes, use.ground, use.records, use.protects)
        if first := seen.get(same):
            yield case.problem(
                SAME,
                ("exemptions", index),
                f"{' or '.join(use.codes)} is listed twice in the same way",
                "Delete one of the two, or say in `ground` how they differ.",
                also=[first],
            )
        seen.setdefault(same, ("exemptions", index))
