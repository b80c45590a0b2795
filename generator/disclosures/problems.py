# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong, how bad it is, exactly where, and the cure.

    Exception
     └─ DisclosuresError      anything this package raises on purpose
         ├─ SettingsError     mkdocs.yml cannot be used
         ├─ LogRefused        the log has errors; nothing was published, the last good site stays
         ├─ DocumentError     a file could not be opened, or was refused
         └─ ReleaseError      nothing was published, or what is live is not what was released

Every check reports a `Problem`; whichever form a person or a program asks for is made from it. A problem never raises:
all problems of a log are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path


class Severity(IntEnum):
    """How bad a problem is; an error stops publication, the others do not."""

    NOTE = 1
    """Worth knowing; nothing to mend."""
    WARNING = 2
    """Publication goes on; an officer should look."""
    ERROR = 3
    """Nothing is published until it is mended."""

    @property
    def word(self) -> str:
        return self.name.lower()


class ExitCode(IntEnum):
    """What the `disclosures` command returns to the shell."""

    OK = 0
    """Done; no error found."""
    PROBLEMS = 1
    """At least one error was found in the log; nothing was published."""
    USAGE = 2
    """The command was called wrongly."""
    SETTINGS = 3
    """mkdocs.yml is missing or cannot be used."""
    BLOCKED = 4
    """At least one file was held back by the safety gate: the site was built without it, or the redacted file was not written."""
    UNRELEASED = 5
    """A release was refused or broke off, or what is live is not what was released; the message says which, and the cure."""
    MACHINE = 74
    """The machine lacks something, such as room on the disk or the right to write; what was published stays as it was."""
    INTERNAL = 70
    """A fault in this program; please report it."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem is. Line and column count from 1; 0 means the file as a whole."""

    file: Path
    line: int = 0
    column: int = 0
    detail: str = ""
    """Inside a document: `page 3`, `sheet Staff, cell B7`."""

    def __str__(self) -> str:
        text = str(self.file)
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return f"{text} ({self.detail})" if self.detail else text

    def to_plain(self, root: str) -> list:
        """As plain data; a file below `root` is told from there."""
        file = str(self.file)
        return [f"./{file[len(root) + 1 :]}" if file.startswith(f"{root}/") else file, self.line, self.column, self.detail]

    @classmethod
    def from_plain(cls, told: list, root: str) -> Place:
        """From `to_plain`."""
        file, *more = told
        return cls(Path(root) / file[2:] if file.startswith("./") else Path(file), *more)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a log.

    `id` is stable and has a section of its own in the manual (docs/reference/checks.md, leak-rules.md). `cure` is one sentence in the
    imperative that an information officer can act on.
    """

    id: str
    severity: Severity
    place: Place
    message: str
    cure: str
    also: tuple[Place, ...] = field(default=())
    """Other places that matter, for example the first use of a repeated number."""

    @property
    def sort_key(self) -> tuple:
        return (str(self.place.file), self.place.line, self.place.column, self.id, self.message)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.word}: {self.message} [{self.id}]\n    Cure: {self.cure}"

    def to_plain(self, root: str) -> dict:
        """As plain data, with its places told from the folder `root`, so that both may be moved together."""
        also = [place.to_plain(root) for place in self.also]
        return {"id": self.id, "severity": int(self.severity), "place": self.place.to_plain(root), "message": self.message,
                "cure": self.cure, "also": also}  # fmt: skip

    @classmethod
    def from_plain(cls, told: dict, root: str) -> Problem:
        """From `to_plain`, with its places below `root`."""
        also = tuple(Place.from_plain(one, root) for one in told["also"])
        return cls(told["id"], Severity(told["severity"]), Place.from_plain(told["place"], root), told["message"], told["cure"], also)


def worth_telling(found: Iterable[Problem]) -> list[Problem]:
    """What is told after a build: all but notes, and of these the overrides, which somebody has to answer for."""
    return [problem for problem in found if problem.severity > Severity.NOTE or problem.id == "override"]


class DisclosuresError(Exception):
    """Anything this package raises on purpose."""

    exit_code = ExitCode.INTERNAL


class SettingsError(DisclosuresError):
    """mkdocs.yml cannot be used; carries the problems found in it."""

    exit_code = ExitCode.SETTINGS

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class LogRefused(DisclosuresError):
    """The log has errors; nothing was published and the last good site stays."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(problems, key=lambda p: p.sort_key)
        errors = sum(p.severity is Severity.ERROR for p in problems)
        super().__init__(f"{errors} error{'s' * (errors != 1)} in the log; nothing was published")


class DocumentError(DisclosuresError):
    """A file could not be opened, or was refused: `reason` in plain words, and the `cure`."""

    def __init__(self, file: Path, reason: str, cure: str):
        self.file, self.reason, self.cure = file, reason, cure
        super().__init__(f"{file}: {reason}. {cure}")


class ReleaseError(DisclosuresError):
    """A release was refused, broke off, or is not what it should be: `reason` in plain words, and the `cure`."""

    exit_code = ExitCode.UNRELEASED

    def __init__(self, reason: str, cure: str):
        self.reason, self.cure = reason, cure
        super().__init__(f"{reason}.\n    Cure: {cure}")
