# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts that stand in lists, feeds and search results and must stay short."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

LONG = Check(
    id="text-too-long",
    severity=Severity.WARNING,
    title="A short text is too long",
    what="`in_short` has at most 80 words, `summary` at most 60, and `title` at most 150 characters, in every language.",
    why="They are read at a glance, in lists and on telephones.",
    before="summary: (three paragraphs)",
    after="summary: Letters and e-mails between the Mayor and the Commissioner in early 2022.",
)
_WORDS = {"in_short": 80, "summary": 60}


@check(LONG)
def lengths(case: Case) -> Iterator[Problem]:
    parts = [((), case.request), *((("translations", code), t) for code, t in case.request.translations.items())]
    for path, part in parts:
        for key, most in _WORDS.items():
            count = len(getattr(part, key).split())
            if count > most:
                yield case.problem(
                    LONG,
                    (*path, key),
                    f"`{key}` has {count} words; at most {most} are read at a glance",
                    f"Shorten it to {most} words; the rest belongs in response.md.",
                )
        if len(part.title) > 150:
            yield case.problem(
                LONG,
                (*path, "title"),
                f"the title has {len(part.title)} characters",
                "Shorten the title to 150 characters or fewer.",
            )
