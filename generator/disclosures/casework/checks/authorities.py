# SPDX-License-Identifier: AGPL-3.0-or-later
"""The authority that gave the answer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

UNKNOWN = Check(
    id="authority-unknown",
    severity=Severity.ERROR,
    title="The authority is not set up",
    what="`authority` is one of the keys under `authorities` in mkdocs.yml; it may be left out when there is only one.",
    why="Names, contacts and the way to ask for a review are taken from there.",
    before="authority: met",
    after="authority: metropolitan-police",
)


@check(UNKNOWN)
def authority(case: Case) -> Iterator[Problem]:
    if case.authority is not None or not case.authorities:
        return
    key, known = case.request.authority, ", ".join(sorted(case.authorities))
    if not key:
        yield case.problem(
            UNKNOWN,
            ("authority",),
            "the request names no authority, and there are several",
            f"Add `authority:` with one of: {known}.",
        )
    else:
        near = get_close_matches(key.lower(), case.authorities, 1, 0.4)
        yield case.problem(
            UNKNOWN,
            ("authority",),
            f"“{key}” is not an authority of this log",
            f"Write {near[0]}." if near else f"Write one of: {known}; or set it up in mkdocs.yml.",
        )
