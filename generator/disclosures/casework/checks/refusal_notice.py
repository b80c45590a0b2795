# SPDX-License-Identifier: AGPL-3.0-or-later
"""A refusal against what its statute demands of a refusal notice."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..mentions import mentions
from ..wording import folded, says
from .registry import Check, check

UNNAMED = Check(
    id="notice-exemption",
    severity=Severity.WARNING,
    title="The answer does not name an exemption that is cited",
    what="Each code under `exemptions` is expected to be named in response.md.",
    why="A refusal notice has to name the provision it relies on.",
    before="- code: s40(2)   # response.md never mentions section 40",
    after="## Section 40(2): personal information",
)
COMPLAINT = Check(
    id="notice-review",
    severity=Severity.ERROR,
    title="The refusal does not say how to ask for a review",
    what="Where the statute demands it, a refusal says how to complain or ask for a review: in response.md, or in the "
    "authority's `review` text in mkdocs.yml, which the page shows as added.",
    why="Without it, a reader does not learn of a right that the law gives.",
    before="response.md ends with the decision",
    after="## If you are unhappy with this answer\n\nYou can ask us for an internal review …",
)
APPEAL = Check(
    id="notice-appeal",
    severity=Severity.ERROR,
    title="The refusal does not say who can look at it independently",
    what="Where the statute demands it, a refusal names the regulator or court that a reader can turn to: in response.md, or "
    "in the authority's `review` text in mkdocs.yml.",
    why="Without it, a reader does not learn of a right that the law gives.",
    before="You can ask us for an internal review.",
    after="You can ask us for an internal review, and then complain to the Information Commissioner.",
)
_REVIEW = "review complain complaint complaints reconsider adolygiad cwyn cwyno representations appeal".split()
_APPEAL = "commissioner comisiynydd tribunal ombudsman ogis court appeal".split()


@check(UNNAMED, COMPLAINT, APPEAL)
def refusal_notice(case: Case) -> Iterator[Problem]:
    request, regime = case.request, case.regime
    if regime is None or not request.exemptions or request.status == "withdrawn" or not case.response:
        return
    named = list(mentions(case.response, regime))
    for index, cited in case.citations:
        printed = request.exemptions[index].printed
        if not any(m.within(cited.code, regime) for m in named) and not (printed and printed in case.response):
            yield case.problem(
                UNNAMED,
                ("exemptions", index),
                f"response.md does not name {cited.code}",
                f"Name {cited.words} in response.md where its reasons are given.",
            )
    text = f"{case.folded_response}\n{folded(case.authority.review) if case.authority else ''}"
    duties = {duty.needs: duty.ref for duty in reversed(regime.refusal_notice.must_contain)}
    for check_, need, words, found in (
        (COMPLAINT, "review", "how to complain or ask for a review", says(text, *_REVIEW)),
        (APPEAL, "appeal", f"the right to turn to the {regime.appeal.to}", says(text, *_APPEAL)),
    ):
        if need in duties and not found:
            ref = f" ({duties[need]})" if duties[need] else ""
            yield case.about_file(
                check_,
                "response.md",
                f"the refusal does not give {words}{ref}",
                "Add it to response.md, or set `review` for the authority in mkdocs.yml.",
            )
