# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where requests meet their documents: every released file goes through the gate, and what is cleared is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ..casework.case import Case
from ..law.citation import join, parse
from ..problems import Place, Problem, Severity
from ..reading.read import read
from ..safety.gate import Cleared, Refused, admit_all
from ..store import Store
from .answer import Answer, Entry, Law, Released

HELD_BACK = "held-back"


def clear(cases: Sequence[Case], store: Store, workers: int) -> tuple[list[Answer], list[Problem], int]:
    """Answers with their cleared documents, problems met on the way, and how many files the gate held back.

    Drafts stay out. Withdrawn answers keep no document.
    """
    open_cases = [case for case in cases if case.request.status == "published"]
    wanted = [
        (case.loaded.folder / file.path, record.outcome)
        for case in open_cases
        for record in case.request.records
        for file in record.files
    ]
    verdicts = dict(zip((path for path, _ in wanted), admit_all(wanted, store=store, workers=workers), strict=True))
    problems: list[Problem] = []
    for path, verdict in verdicts.items():
        problems += _told(path, verdict)
    answers = [_answer(case, verdicts, store) for case in cases if case.request.status != "draft"]
    return answers, problems, sum(isinstance(v, Refused) for v in verdicts.values())


def _told(path: Path, verdict: Cleared | Refused) -> list[Problem]:
    """What the gate found, in an officer's words: a held-back file is a warning, as the rest is published."""
    if isinstance(verdict, Refused):
        return [Problem(HELD_BACK, Severity.WARNING, Place(path), f"held back: {verdict.reason}", verdict.cure)]
    return []


def _answer(case: Case, verdicts: dict[Path, Cleared | Refused], store: Store) -> Answer:
    answer = Answer(case.request, case.regime, case.authority, case.loaded.texts)
    if answer.withdrawn:
        return answer
    words = law_words(answer.laws, case)
    entries = []
    for record in case.request.records:
        released = []
        for file in record.files:
            verdict = verdicts[case.loaded.folder / file.path]
            cleared = verdict if isinstance(verdict, Cleared) else None
            released.append(Released(file, cleared, read(cleared, words, store) if cleared else None))
        entries.append(Entry(record, tuple(released)))
    return Answer(case.request, case.regime, case.authority, case.loaded.texts, tuple(entries))


def law_words(laws: Sequence[Law], case: Case) -> Callable[[str], str | None]:
    """From what is printed on a redaction box to what readers are told: `s40(2)` to `section 40(2)`.

    A code that is cited in the alternative becomes the whole alternative, whatever the box says.
    """
    joint = {c.code: law.words for law in laws if law.alternative for c in law.citations}

    def words(printed: str) -> str | None:
        told = []
        for code in re.split(r"\s+or\s+|\s*[,;&]\s*|\s+and\s+", printed.strip().strip("[]").strip()):
            try:
                citation = parse(code, case.regime)
            except ValueError:
                return None
            told.append(joint.get(citation.code) or join([citation]).words)
        told = list(dict.fromkeys(told))
        return " and ".join(t[:1].lower() + t[1:] for t in told) if told else None

    return words
