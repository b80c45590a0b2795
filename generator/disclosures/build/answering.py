# SPDX-License-Identifier: AGPL-3.0-or-later
"""One request's folder, from its files to everything that is published for it: load, check, clear, read, press, look.

What is made depends on the folder's files, its statute, the settings and the program, and on nothing else in the log: so it
can be made in any process, in any order, and kept until one of these changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from ..casework.case import Case, as_meant, check_alone, named, open_cases
from ..casework.folder import load
from ..casework.request import Request
from ..log import card
from ..log.answer import Answer
from ..log.clearing import clear
from ..problems import Problem, Severity
from ..safety.gate import Gate
from ..safety.output import Look
from ..safety.terms import Terms
from ..settings import Settings
from ..site import addresses, searching, tree
from ..site.press import Press
from ..site.search import Document, terms_of, texts_of
from ..site.tables import Lines
from ..site.views.parts import Page
from ..store import Store, sha256
from . import seen
from .ledger import Row


@dataclass(frozen=True)
class Wanted:
    """One folder to look at."""

    folder: str
    """Below requests/, with /."""
    content: str
    """SHA-256 of its files when they were last read; empty when they never were."""
    key: str
    """Of what was made then; empty when it has to be made anew."""
    regime: str
    outputs: str
    """What was published then, as JSON."""


@dataclass
class Answered:
    """What came of a folder. Without `row` only its stamp is new."""

    folder: str
    names: str
    stamp: bytes
    row: Row | None = None
    errors: list[dict] | None = None
    """Problems that stop publication, with all others; None when there are none."""
    lines: tuple[str, ...] = ()
    """Its lines of the tables of its year, as the ledger keeps them."""
    changed: tuple[str, ...] = ()
    """Addresses that were written into the staging folder."""
    search: bytes = b""
    """What the index of the search needs of it; empty for drafts, and where nothing is searched."""
    name: tuple[str, int, int] | None = None
    """Its reference and where that stands, for what has to be checked between requests; None when it cannot be read."""


class Answering:
    """Does the work on folders, one after the other, in one process."""

    def __init__(
        self, settings: Settings, press: Press, staging: Path, terms: Terms | None, version: str, laws: dict[str, str], pool: int,
        store: Store,
    ):  # fmt: skip
        """`version` tells of program, settings and templates, `laws` of each statute; `pool` is how many files are opened at a time,
        `store` where their results are kept."""
        self.settings, self.press, self.staging = settings, press, str(staging)
        self.version, self.laws = version, laws
        self.store = store
        self.gate = Gate(store, pool)
        self.look = Look(terms, self.store, self.gate.pool)
        self.root = str(settings.root)

    def close(self) -> None:
        """End the processes that open files."""
        self.gate.__exit__()

    def key(self, content: str, regime: str) -> str:
        """Of everything that a folder's pages are made from."""
        return self.key_of(self.version, self.laws, content, regime)

    @staticmethod
    def key_of(version: str, laws: dict[str, str], content: str, regime: str) -> str:
        """The same without the rest."""
        return sha256(f"{version} {laws.get(regime, '')} {content}".encode())

    def one(self, wanted: Wanted) -> Answered:
        """Look at one folder. Files that hold what they held are not opened, pages that say what they said are not written."""
        folder = f"{self.settings.requests}/{wanted.folder}" if wanted.folder else str(self.settings.requests)
        names = seen.names(folder)
        done = Answered(wanted.folder, "\0".join(names), seen.stamp(folder, names))
        try:
            content = seen.content(folder, names)
        except OSError:  # told below, by what could not be read
            content = ""
        if content and wanted.key and wanted.key == self.key(content, wanted.regime):
            return done
        failures = self.gate.pool.failures
        loaded = load(Path(folder))
        case = next(iter(open_cases([as_meant(loaded)], self.settings.authorities)), None)
        problems = check_alone(loaded, case)
        if case:
            place = named(case).place
            done.name = (case.request.reference, place.line, place.column)
        if any(problem.severity is Severity.ERROR for problem in problems) or not case:
            return self._refused(done, problems)
        done.row = self._row(done, case, content)
        self._publish(done, case, problems, json.loads(wanted.outputs or "{}"))
        if done.row and self.gate.pool.failures > failures:  # the next build may have more time or memory
            done.row.stamp, done.row.key = b"", ""
        return done

    def _row(self, done: Answered, case: Case, content: str) -> Row:
        reference, line, column = done.name or ("", 0, 0)
        return Row(
            folder=done.folder, names=done.names, stamp=done.stamp, content=content, key=self.key(content, case.request.regime),
            regime=case.request.regime, reference=reference, line=line, column=column,
            until=_until(case), card="", problems="", published=0, held_back=0, outputs="{}", moved=_moved(case.request),
        )  # fmt: skip

    def _publish(self, done: Answered, case: Case, problems: list[Problem], before: dict[str, str]) -> Answered:
        row = done.row
        answers, found, row.held_back = clear([case], self.store, self.gate)
        problems += found
        outputs, changed, hidden = {}, [], []
        for answer in answers:
            pages = self.press.pages(answer)
            told: list[Lines] = []
            found_by = self._searched(answer, pages) if self.settings.options.search else None
            for address, data in self._everything(answer, pages, found_by, told):
                digest = outputs[address] = sha256(data)
                hidden += self.look.file(tree.file_of(address), data)  # also what stays: terms may have been listed since
                if before.get(address) != digest:
                    tree.write(self.staging, address, data)
                    changed.append(address)
            done.lines = astuple(told[0])
            row.card, row.published = card.as_json(answer, tuple(page.address for page in pages)), 1
            done.search = terms_of(found_by) if found_by else b""
        if hidden:
            return self._refused(done, problems + hidden)
        row.outputs = json.dumps(outputs, separators=(",", ":"))
        row.problems = json.dumps([p.to_plain(self.root) for p in problems]) if problems else ""
        done.changed = tuple(changed)
        return done

    def _everything(
        self, answer: Answer, pages: Sequence[Page], found_by: Document | None, told: list[Lines]
    ) -> Iterable[tuple[str, bytes]]:  # fmt: skip
        for page in pages:
            yield page.address, self.press.theme.render(page)
        yield from self.press.beside(answer, told.append)
        if found_by:
            yield from texts_of(found_by).items()

    def _searched(self, answer: Answer, pages: Sequence[Page]) -> Document:
        return searching.document(self.press.ctx, answer, pages)

    def _refused(self, done: Answered, problems: list[Problem]) -> Answered:
        done.row, done.errors = None, [problem.to_plain(self.root) for problem in problems]
        return done


def _moved(request: Request) -> str:
    """Addresses that the request was published at under other numbers. What says nothing of records moves none."""
    if request.status == "draft":
        return ""
    moved = {addresses.request(old): addresses.request(request.reference) for old in request.moved_from}
    if request.held != "neither-confirmed-nor-denied":
        for record in request.records:
            new = addresses.record(request.reference, record.number)
            moved |= {addresses.record(request.reference, old): new for old in record.moved_from}
    return json.dumps(moved) if moved else ""


def _until(case: Case) -> str:
    """Checks look at today's date only where a date is still to come: then they are done again every day."""
    last = max((when for when in _days(case)), default=date.min)
    return case.today.isoformat() if last > case.today else ""


def _days(case: Case) -> Sequence[date]:
    dates, request = case.request.dates, case.request
    told = [dates.received, dates.responded, dates.published, *(r.date for r in request.records), *(c.date for c in request.history), *(u.date for u in request.used_in)]
    if request.withdrawn:
        told.append(request.withdrawn.date)
    return [when.last for when in told if when]

