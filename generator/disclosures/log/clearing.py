# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where requests meet their documents: every released file goes through the gate, and what is cleared is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..casework.case import Case
from ..documents.kind import Kind
from ..law.citation import parse
from ..law.regime import Regime
from ..problems import Place, Problem, Severity
from ..reading.result import Reading
from ..reading.shown import Shown, show_all
from ..safety.gate import Cleared, Gate, Refused, problems
from ..store import Store
from . import redactions
from .answer import Answer, Entry, Released

if TYPE_CHECKING:
    from ..reading.read import Reader

def clear(cases: Sequence[Case], store: Store, gate: Gate) -> tuple[list[Answer], list[Problem], int]:
    """Answers with their cleared documents, problems met on the way, and how many files the gate held back.

    Drafts stay out. Withdrawn answers keep no document. A file that is held back is a warning here: the rest of the
    log is published, and the command's exit code tells.
    """
    wanted = [
        (case.loaded.folder / file.path, record.outcome, [one.rule for one in file.overrides], bool(file.publish_original))
        for case in cases
        if case.request.status == "published"
        for record in case.request.records
        for file in record.files
    ]
    found: list[Problem] = []
    if not wanted:
        return [_answer(case, {}, None, {}, found) for case in cases if case.request.status != "draft"], found, 0
    from ..reading.read import Reader  # what opens documents takes long to load, and most builds open none
    from . import elsewhere

    verdicts = dict(zip((path for path, *_ in wanted), gate.admit_all(wanted), strict=True))
    for case in cases:
        found += elsewhere.look(case, verdicts, gate.pool)
    reader = Reader(store, gate.pool)
    documents = list(_documents(cases, verdicts))
    reader.ahead(documents)
    shown = show_all((cleared for cleared, _ in documents), store, gate.pool)
    answers = [_answer(case, verdicts, reader, shown, found) for case in cases if case.request.status != "draft"]
    for path, verdict in verdicts.items():
        found += _held_back(path, verdict) if isinstance(verdict, Refused) else []
    found += [problem for case in cases if case.request.status == "published" for problem in _decisions(case, verdicts)]
    return answers, found, sum(isinstance(verdict, Refused) for verdict in verdicts.values())


def _held_back(path: Path, verdict: Refused) -> list[Problem]:
    place = Place(path)
    first = Problem("held-back", Severity.WARNING, place, "this file is held back: nothing of it is published", verdict.cure)
    return [first, *problems(verdict.findings, path, Severity.WARNING)]


def _decisions(case: Case, verdicts: dict[Path, Cleared | Refused]) -> Iterator[Problem]:
    """What officers let through, and decisions that let nothing through."""
    for index, record in enumerate(case.request.records):
        for number, file in enumerate(record.files):
            verdict = verdicts[case.loaded.folder / file.path]
            if isinstance(verdict, Refused):
                continue
            covered = Counter(finding.rule for finding in verdict.overridden)
            for place, one in enumerate(file.overrides):
                where = case.loaded.place(*case.file_path(index, number), "overrides", place, "rule")
                if many := covered[one.rule]:
                    told = f"{many} finding{'s' * (many != 1)} of {one.rule} in {file.path} let through by {one.by}, {one.date.words}: {one.reason}"
                    yield Problem("override", Severity.NOTE, where, told, "Delete the override when the file no longer needs it.")
                else:
                    told = f"nothing of {one.rule} is found in {file.path}, so this override covers nothing"
                    yield Problem("override-unused", Severity.WARNING, where, told, "Delete it, or correct the id of its rule.")
            if file.publish_original and any(more.kind is Kind.XLSX for more in verdict.more):
                where = case.loaded.place(*case.file_path(index, number), "publish_original")
                told = f"{file.path} is published as a workbook too, by {file.publish_original.by}: {file.publish_original.reason}"
                yield Problem("override", Severity.NOTE, where, told, "Delete `publish_original` when the CSV is enough.")


def _documents(cases: Sequence[Case], verdicts: dict[Path, Cleared | Refused]) -> Iterator[tuple[Cleared, str]]:
    """Every cleared document with the language of its request."""
    for case in cases:
        for record in case.request.records:
            for file in record.files:
                verdict = verdicts.get(case.loaded.folder / file.path)
                if isinstance(verdict, Cleared):
                    yield from ((cleared, case.request.language) for cleared in (verdict, *verdict.more))


def _answer(case: Case, verdicts: dict[Path, Cleared | Refused], reader: Reader | None, shown: dict[str, Shown], found: list[Problem]) -> Answer:
    """The answer with its documents; what is wrong with their logs of marks is added to `found`."""
    answer = Answer(case.request, case.regime, case.authority, case.loaded.texts)
    if answer.withdrawn:
        return answer
    words = law_words(case.regime)
    joint = [tuple(c.code for c in law.citations) for law in answer.laws if law.alternative]
    entries, taken = [], set()

    def read(cleared: Cleared, number: str, place: int) -> Reading:
        uses = answer.laws_of(number)  # one exemption alone explains the boxes that say nothing themselves
        default = tuple(c.code for c in uses[0][0].citations) if len(uses) == 1 else ()
        ids = f"file-{place}-" if place > 1 else ""
        return reader.read(cleared, words, joint, default, ids, case.request.language)

    for record in case.request.records:
        released: list[Released] = []
        for file in record.files:
            verdict = verdicts[case.loaded.folder / file.path]
            if isinstance(verdict, Refused):
                released.append(Released(file, None))
                continue
            marks, wrong = redactions.summary(case.loaded.folder / file.path, words, joint)
            found += wrong
            for cleared in (verdict, *verdict.more):
                if cleared.sha256 not in {r.cleared.sha256 for r in released if r.cleared}:
                    reading = read(cleared, record.number, len(released) + 1)
                    found += _unread(case.loaded.folder / file.path, reading)
                    name = _unused(cleared.name, taken)
                    released.append(Released(file, cleared, name, reading, shown[cleared.sha256], marks))
        entries.append(Entry(record, tuple(released)))
    return Answer(case.request, case.regime, case.authority, case.loaded.texts, tuple(entries))


def _unread(path: Path, reading: Reading) -> list[Problem]:
    """The file is published, and its page says that its words are missing there."""
    if not reading.failed:
        return []
    told = f"its words could not be read for the web page: {reading.failed}"
    return [Problem("not-read", Severity.WARNING, Place(path), told, "Print it to a new PDF, and put that in its place.")]


def _unused(name: str, taken: set[str]) -> str:
    """The same name is never published twice in one request: the second gets a number."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number, free = 2, name
    while free.casefold() in taken:
        free, number = f"{stem}-{number}{ending}", number + 1
    taken.add(free.casefold())
    return free


def law_words(regime: Regime) -> Callable[[str], str | None]:
    """From a code on a redaction box to what readers are told: `s40(2)` to `section 40(2)`; None when it is unknown."""

    def words(code: str) -> str | None:
        try:
            told = parse(code, regime).words
        except ValueError:
            return None
        return told[:1].lower() + told[1:]

    return words
