# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers that neither confirm nor deny that anything is held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..mentions import sentences
from .registry import Check, check

REVEALS = Check(
    id="ncnd-reveals",
    severity=Severity.ERROR,
    title="The folder tells what the answer neither confirms nor denies",
    what="With `held: neither-confirmed-nor-denied` there are no records, no `covers`, no released files, and no sentence that "
    "says that information is, or is not, held.",
    why="Any of these confirms or denies. Even an empty schedule counts how much is held.",
    before='held: neither-confirmed-nor-denied\nrecords:\n  - number: "1"',
    after="held: neither-confirmed-nor-denied",
)
PROVISION = Check(
    id="ncnd-provision",
    severity=Severity.WARNING,
    title="No provision cited allows neither confirming nor denying",
    what="With `held: neither-confirmed-nor-denied`, one of the codes is expected to be a provision that removes the duty to "
    "confirm or deny, where the statute has such provisions.",
    why="The exemption for the contents is not the one for their existence.",
    before="- code: s40(2)",
    after="- code: s40(5B)",
)
_SAYS = re.compile(
    r"\b(?:we|it|authority|council|force|police|service|department|trust|university|body|agency)\b[^.]{0,25}?"
    r"\b(?:hold|holds|held|located|found|identified)\b|\b(?:is|are|was|were|is not|are not|no \w+ (?:is|are)) held\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:confirm\w*|den(?:y|ies|ied|ying)|whether|if|would|were it|suggest\w*|impl(?:y|ies)|cadarnhau|gwadu)\b", re.I
)


@check(REVEALS, PROVISION)
def ncnd(case: Case) -> Iterator[Problem]:
    request = case.request
    if request.held != "neither-confirmed-nor-denied":
        return
    if request.records:
        yield case.problem(
            REVEALS,
            ("records",),
            "records are listed in an answer that neither confirms nor denies",
            "Remove the records.",
        )
    if request.outcome and "confirm" not in request.outcome.lower():
        yield case.problem(
            REVEALS,
            ("outcome",),
            f"the outcome “{request.outcome}” confirms that something is held",
            "Delete the line `outcome:`.",
        )
    for index, material in enumerate(request.public_domain):
        if material.covers:
            yield case.problem(
                REVEALS,
                ("public_domain", index, "covers"),
                "public material is said to cover records",
                "Delete the line `covers:`.",
            )
    for name in case.loaded.files:
        yield case.about_file(
            REVEALS,
            name,
            f"{name} lies in the folder of an answer that neither confirms nor denies",
            "Move the file out of requests/ altogether.",
        )
    for passage in case.passages:
        if passage.path or not passage.file.name.startswith("response"):
            continue
        for start, sentence in sentences(passage.text):
            said = _SAYS.search(sentence)
            if said and not _OPEN.search(sentence):
                yield passage.problem(
                    REVEALS,
                    start + said.start(),
                    f"“{said[0]}” reads as a statement of what is held",
                    "Reword the sentence so that it neither confirms nor denies.",
                )
    if (
        case.regime
        and request.exemptions
        and any(e.ncnd for e in case.regime.exemptions)
        and not any(c.is_ncnd for _, c in case.citations)
    ):
        yield case.problem(
            PROVISION,
            ("exemptions",),
            "none of the codes is a provision that lifts the duty to confirm or deny",
            "Cite the provision relied on for neither confirming nor denying.",
        )
