# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reasons that each exemption calls for: public interest for qualified ones, harm for those that rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...law.citation import Citation
from ...problems import Problem, Severity
from ..case import Case
from ..mentions import Mention, mentions
from ..wording import says
from .registry import Check, check

BALANCE = Check(
    id="public-interest-missing",
    severity=Severity.ERROR,
    title="A qualified exemption lacks its public interest test",
    what="For each qualified exemption, either the exemption in request.yaml has `for_release`, `against_release` or "
    "`conclusion`, or the section of response.md that names it speaks of the public interest. Absolute exemptions need "
    "none, and neither does an answer that says under which provision its reasons are left out.",
    why="A qualified exemption only holds if the public interest in withholding is the stronger; the notice has to say why.",
    before="- code: s31(1)(a)",
    after="- code: s31(1)(a)\n  for_release: [Openness about how the police are led]\n  against_release: [Staff would be disturbed at work]\n"
    "  conclusion: The public interest in withholding is the stronger.",
)
HARM = Check(
    id="harm-missing",
    severity=Severity.ERROR,
    title="An exemption that rests on harm does not say what harm",
    what="For an exemption whose test is prejudice or endangerment, either the exemption has `harm`, or the section of "
    "response.md that names it says what release would harm.",
    why="Such an exemption only applies when a real harm to the interest it names is shown.",
    before="- code: s31(1)(a)",
    after="- code: s31(1)(a)\n  harm: Publishing direct numbers would expose staff to unwanted calls.",
)
_HARM = (
    "harm prejudic endanger damag hinder disrupt undermin inhibit impede risk threat unwanted jeopardi injur niw niweid"
).split()
_BALANCE = re.compile(r"public[\s-]+interest")
_HEADING = re.compile(r"#(?<=^#)(#{0,5})\s+(.*)$", re.M)


@check(BALANCE, HARM)
def reasons(case: Case) -> Iterator[Problem]:
    if case.request.status == "withdrawn":
        return
    sections = _sections(case) if case.citations else []
    for index, use in enumerate(case.request.exemptions):
        cited = [c for i, c in case.citations if i == index]
        if use.reasons_left_out_under or not cited:
            continue
        name = " or ".join(use.codes)
        text = "\n".join(_about(case, c, sections) for c in cited)
        balanced = use.for_release or use.against_release or use.conclusion
        if any(_weighed(c) for c in cited) and not balanced and not _balances(text):
            yield case.problem(
                BALANCE,
                ("exemptions", index),
                f"{name} is qualified, and neither request.yaml nor response.md weighs the public interest",
                "Add `for_release`, `against_release` and `conclusion`, or a section on it in response.md.",
            )
        harmful = any(c.test in ("prejudice", "endangerment") for c in cited)
        if harmful and not use.harm and not says(text, *_HARM, whole=False):
            yield case.problem(
                HARM,
                ("exemptions", index),
                f"{name} rests on harm, and neither request.yaml nor response.md says what harm",
                "Add `harm:` with what would happen if it were released, or say it in response.md.",
            )


def _weighed(cited: Citation) -> bool:
    """Whether the public interest must be weighed: of a partly absolute exemption, only the paragraph cited can tell."""
    if cited.is_ncnd and cited.exemption.ncnd_absolute:
        return False
    return cited.kind == "qualified"


def _balances(text: str) -> bool:
    return "budd y cyhoedd" in text or _BALANCE.search(text) is not None


def _sections(case: Case) -> list[tuple[tuple[Mention, ...], str]]:
    """Each section of the folded answer whose heading names a provision, with the provisions it names."""
    text, headings = case.response, list(_HEADING.finditer(case.response))
    found = []
    for place, heading in enumerate(headings):
        if named := tuple(mentions(heading[2], case.regime)):
            level = len(heading[1])
            end = next((h.start() for h in headings[place + 1 :] if len(h[1]) <= level), len(text))
            found.append((named, case.folded_response[heading.start() : end]))
    return found


def _about(case: Case, cited: Citation, sections: list[tuple[tuple[Mention, ...], str]]) -> str:
    """The sections whose heading names this exemption; the whole answer when no heading does."""
    own = [text for named, text in sections if any(m.within(cited.code, case.regime) for m in named)]
    return "\n".join(own) or case.folded_response
