# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request with everything a check needs: what was written, where it stands, its statute and its authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..law import citation
from ..law.catalogue import Catalogue, catalogue
from ..law.regime import Regime
from ..problems import Place, Problem, Severity
from .authority import Authority
from .checks.registry import Check, of_log, of_request
from .folder import Loaded
from .markdown_parts import without_code
from .marked_yaml import KeyPath, Marked
from .request import Request
from .wording import folded


@dataclass(frozen=True)
class Passage:
    """A text in the officer's words: a Markdown file, or one value of request.yaml."""

    file: Path
    text: str
    path: KeyPath = ()
    """Where it stands in request.yaml; empty for a Markdown file."""
    marks: Marked | None = field(default=None, repr=False, compare=False)
    """The marks of request.yaml, when it stands there."""

    def place(self, offset: int = 0) -> Place:
        """Where the character at `offset` stands; within request.yaml, where the value starts."""
        if self.path:
            return Place(self.file, *self.marks.place(self.path))
        line = self.text.count("\n", 0, offset) + 1
        return Place(self.file, line, offset - self.text.rfind("\n", 0, offset))

    @cached_property
    def shown(self) -> str:
        """The text with code blanked out: code is shown as it stands, and does nothing."""
        return without_code(self.text)

    def problem(self, check: Check, offset: int, message: str, cure: str) -> Problem:
        """A problem at the character at `offset`."""
        return Problem(check.id, check.severity, self.place(offset), message, cure)


@dataclass(frozen=True)
class Case:
    """One request that could be read, ready to be checked."""

    loaded: Loaded
    request: Request
    regime: Regime | None = None
    """None when the request names a statute that is not known; a check says so."""
    authority: Authority | None = None
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    regimes: tuple[str, ...] = ()
    today: date = field(default_factory=date.today)

    def problem(
        self, check: Check, path: KeyPath, message: str, cure: str, *, also: Sequence[KeyPath] = (), key: bool = False
    ) -> Problem:
        """A problem at the value at `path` in request.yaml (at its key, when `key`)."""
        marks = self.loaded.marks
        place = Place(self.loaded.file, *(marks.key_place(path) if key else marks.place(path)))
        others = tuple(Place(self.loaded.file, *marks.place(other)) for other in also)
        return Problem(check.id, check.severity, place, message, cure, others)

    def about_file(self, check: Check, name: str, message: str, cure: str) -> Problem:
        """A problem with one file of the folder as a whole."""
        return Problem(check.id, check.severity, Place(self.loaded.folder / name), message, cure)

    def file_path(self, record: int, file: int) -> KeyPath:
        """Where a released file is written in request.yaml, by the places of its record and of itself."""
        written = self.loaded.marks.value["records"][record]
        if "file" in written:
            return ("records", record, "file")
        return ("records", record, "files", *((file,) if isinstance(written.get("files"), list) else ()))

    @cached_property
    def response(self) -> str:
        """The answer in the request's own language; empty when there is none."""
        return self.loaded.texts.get("response.md", "")

    @cached_property
    def folded_response(self) -> str:
        """The answer in small letters, as `wording.folded` gives it."""
        return folded(self.response)

    @cached_property
    def citations(self) -> tuple[tuple[int, citation.Citation], ...]:
        """Every code that the statute knows, with the index of the exemption use that names it."""
        found = []
        for index, use in enumerate(self.request.exemptions):
            for code in use.codes:
                try:
                    found.append((index, citation.parse(code, self.regime)))
                except (ValueError, AttributeError):  # unknown code, or no statute: told by checks of their own
                    continue
        return tuple(found)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All the request's own texts, from the Markdown files and from request.yaml."""
        return (*self._files, *self._values)

    def holding(self, *signs: str) -> Iterator[Passage]:
        """The passages that hold any of these signs, for checks of what cannot stand in a text without one."""
        return self.worth(lambda text: any(sign in text for sign in signs))

    def worth(self, test: Callable[[str], bool]) -> Iterator[Passage]:
        """The passages that pass `test`, a quick look before a slow one.

        The values of request.yaml are many and short, so they are tried all together first: `test` has to pass texts
        joined by line ends when it passes one of them.
        """
        yield from (passage for passage in self._files if test(passage.text))
        if test(self._joined):
            yield from (passage for passage in self._values if test(passage.text))

    @cached_property
    def _files(self) -> tuple[Passage, ...]:
        return tuple(Passage(self.loaded.folder / name, text) for name, text in sorted(self.loaded.texts.items()))

    @cached_property
    def _values(self) -> tuple[Passage, ...]:
        marks = self.loaded.marks
        return tuple(Passage(self.loaded.file, text, path, marks) for path, text in _texts(marks.value, ()))

    @cached_property
    def _joined(self) -> str:
        found: list[str] = []
        _gather(self.loaded.marks.value, found)
        return "\n".join(found)


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text within a value of request.yaml, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*path, key))


def _gather(value: Any, found: list[str]) -> None:
    """Adds every text within a value of request.yaml."""
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, str):
            found.append(inner)
        elif inner is not None:
            _gather(inner, found)


def open_cases(
    log: Sequence[Loaded],
    authorities: Mapping[str, Authority],
    laws: Catalogue | None = None,
    today: date | None = None,
) -> list[Case]:
    """A case for each request of `log` that could be read."""
    laws = laws or catalogue()
    cases = []
    for loaded in log:
        if loaded.request is not None:
            id, key = loaded.request.regime, loaded.request.authority
            only = next(iter(authorities.values())) if len(authorities) == 1 and not key else None
            cases.append(
                Case(
                    loaded,
                    loaded.request,
                    laws.regime(id) if id in laws.ids else None,
                    authorities.get(key, only),
                    authorities,
                    laws.ids,
                    today or date.today(),
                )
            )
    return cases


@dataclass(frozen=True)
class Named:
    """What the other requests of the log have to know of one: its reference, and where it stands."""

    reference: str
    file: str
    """Where the request is written."""
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where the reference stands."""
        return Place(Path(self.file), self.line, self.column)


def named(case: Case) -> Named:
    """The request's reference and its place."""
    place = case.loaded.place("reference")
    return Named(case.request.reference, str(place.file), place.line, place.column)


def as_meant(loaded: Loaded) -> Loaded:
    """A request that cannot be used, as it was probably meant: so that all its problems are told at once."""
    return replace(loaded, request=loaded.meant[0], marks=loaded.meant[1]) if loaded.meant else loaded


def check_alone(loaded: Loaded, case: Case | None) -> list[Problem]:
    """Every problem of one request that can be seen without the others; `case` as it is meant, when it can be read at all."""
    found = list(loaded.problems)
    for each in of_request() if case else ():
        found += (_of_draft(p) if case.request.status == "draft" else p for p in each(case))
    return found


def check_together(log: Sequence[Named]) -> list[Problem]:
    """What is wrong between requests."""
    return [problem for each in of_log() for problem in each(log)]


def check_log(
    log: Sequence[Loaded],
    authorities: Mapping[str, Authority],
    laws: Catalogue | None = None,
    today: date | None = None,
) -> list[Problem]:
    """Every problem of a log, sorted: those met while reading, and those that checks find."""
    found, every = [], []
    for loaded in log:
        cases = open_cases([as_meant(loaded)], authorities, laws, today)
        found += check_alone(loaded, cases[0] if cases else None)
        every += map(named, cases)
    return sorted(found + check_together(every), key=lambda p: p.sort_key)


def _of_draft(problem: Problem) -> Problem:
    """A draft is not published, so nothing in it can stop publication."""
    return replace(problem, severity=min(problem.severity, Severity.WARNING))
