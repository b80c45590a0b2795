# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request's folder, read: what the officer wrote, where each part of it stands, and which files lie beside it.

Reading a folder opens no released file; it only sees that the file is there and is a plain one inside the folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from ..problems import Place, Problem, Severity
from . import marked_yaml
from .as_meant import as_meant
from .marked_yaml import Marked
from .model_words import translate
from .request import Request
from .textfile import read_text

REQUEST_FILE = "request.yaml"
MAX_TEXT = 2_000_000
MAX_FILES = 5_000
_TEXT = re.compile(r"(request|response)(\.[a-z]{2,3}(-[A-Za-z0-9]+)*)?\.md\Z")
_MEANT = re.compile(r"(?:request|response)(?:\.[\w-]+)?\.md\Z|request\.ya?ml(?:\.txt)?\Z|request\.json\Z", re.I)
"""A file that shows that its folder is meant as a request."""
_LEFT_BY_COMPUTERS = re.compile(r"\.|~\$|Thumbs\.db\Z|desktop\.ini\Z|.*~\Z")
"""Files that a desktop leaves behind without anyone's doing; they are never published."""


@dataclass(frozen=True)
class Loaded:
    """One request's folder as it was found."""

    folder: Path
    request: Request | None
    """None when request.yaml cannot be used; `problems` then says why."""
    marks: Marked
    texts: dict[str, str]
    """Raw Markdown by file name: `request.md`, `response.md`, `response.cy.md`."""
    files: tuple[str, ...]
    """Every other file in the folder, as a path with `/`, relative to the folder, sorted."""
    problems: tuple[Problem, ...] = ()
    meant: tuple[Request, Marked] | None = None
    """When request.yaml cannot be used: the request as it was probably meant. For checks alone, never for publication."""

    @cached_property
    def file(self) -> Path:
        """Where the request is written."""
        return self.folder / REQUEST_FILE

    def place(self, *path: str | int) -> Place:
        """Where the part at `path` stands in request.yaml."""
        return Place(self.file, *self.marks.place(path))


def load(folder: Path) -> Loaded:
    """Read one folder. Never raises for what it holds: all problems are in the answer."""
    problems: list[Problem] = []
    names, texts, files = [], {}, []
    for name in _files(folder, problems):
        (names if name == REQUEST_FILE or _TEXT.match(name) else files).append(name)
    marks = Marked(folder / REQUEST_FILE)
    request, meant = None, None
    if REQUEST_FILE in names:
        marks = marked_yaml.load(folder / REQUEST_FILE)
        problems += marks.problems
        if marks.value is not None:
            request, meant = _request(marks, problems)
    elif not any(p.place.file.name == REQUEST_FILE for p in problems):
        near = next((name for name in sorted(files) if _MEANT.match(name)), "")
        found = f"this folder holds {near}, but no request.yaml" if near else "this folder holds no request.yaml"
        cure = (
            f"Rename {near} to request.yaml."
            if near
            else "Write a request.yaml, or start again with `disclosures new`."
        )
        problems.append(Problem("request-missing", Severity.ERROR, Place(folder), found, cure))
    for name in names:
        if name != REQUEST_FILE:
            text, found = read_text(folder / name, limit=MAX_TEXT)
            problems += found
            if text is not None:
                texts[name] = text
    return Loaded(folder, request, marks, texts, tuple(sorted(files)), tuple(problems), meant)


def load_log(requests: Path) -> list[Loaded]:
    """Every request below `requests`, sorted by folder. Folders whose name starts with `.` or `_` are left out.

    A folder that was meant as a request but holds no request.yaml is in the list, with that as its problem.
    """
    if not requests.is_dir():
        return [Loaded(requests, None, Marked(requests), {}, (), (missing(requests),))]
    return [load(requests / folder) for folder in survey(requests)[0]]


def missing(requests: Path) -> Problem:
    """What is told when there is no folder for requests."""
    cure = "Make the folder, or correct `requests` in mkdocs.yml."
    return Problem("requests-missing", Severity.ERROR, Place(requests), f"there is no folder {requests.name}", cure)


def survey(requests: Path, known: Container[str] = ()) -> tuple[list[str], list[str]]:
    """Paths below `requests`, with /, of every request's folder and of every folder that only holds such folders.

    The empty path is `requests` itself. Without `known` requests, into which nobody needs to look, both lists are in the
    order in which requests are told.
    """
    found: list[str] = []
    others: list[str] = []
    root = os.fspath(requests)
    for here, below, names in os.walk(root):
        inside = here[len(root) + 1 :].replace(os.sep, "/")
        below[:] = sorted(name for name in below if not name.startswith((".", "_")))
        if known:
            own = f"{inside}/" if inside else ""
            found += (own + name for name in below if own + name in known)
            below[:] = [name for name in below if own + name not in known]
        if _is_meant(names):
            found.append(inside)
            below.clear()
        else:
            others.append(inside)
    return found, others


def is_request(folder: Path) -> bool:
    """Whether a folder is one that `survey` tells of as a request's."""
    try:
        return _is_meant(entry.name for entry in os.scandir(folder) if not entry.is_dir())
    except OSError:
        return False


def _is_meant(names: Iterable[str]) -> bool:
    return any(_MEANT.match(name) for name in names)


def _request(marks: Marked, problems: list[Problem]) -> tuple[Request | None, tuple[Request, Marked] | None]:
    """The request, or else the request as it was meant; what stands in the way is added to `problems`."""
    if not isinstance(marks.value, dict):
        problems.append(
            Problem(
                "value-shape",
                Severity.ERROR,
                Place(marks.file, *marks.place()),
                "request.yaml does not consist of keys and values",
                "Write each part as `key: value`, starting with `reference:`.",
            )
        )
        return None, None
    try:
        return Request.model_validate(marks.value), None
    except ValidationError as error:
        problems += translate(error, marks)
        return None, as_meant(marks, error)


def _files(folder: Path, problems: list[Problem]) -> Iterator[str]:
    """Names of the plain files below `folder`; whatever else lies there becomes a problem."""
    waiting, count = [""], 0

    def problem(id: str, inside: str, message: str, cure: str) -> None:
        problems.append(Problem(id, Severity.ERROR, Place(folder / inside), message, cure))

    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(folder / here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            problem("file-unreadable", here, f"{here or folder.name} cannot be read", "Allow this program to read it.")
            continue
        for entry in entries:
            inside = f"{here}{entry.name}"
            if entry.is_symlink() and not _within(entry.path, folder):
                told = f"{inside} is a link that leads outside the request's folder"
                problem("file-outside", inside, told, "Replace the link with a copy of the file it points at.")
            elif not _is_text(entry.name):
                told = "a file's name is not UTF-8 text"
                problem("file-name-unsafe", here, told, "Rename the file with letters, digits, dots and hyphens.")
            elif entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    waiting.append(f"{inside}/")
            elif _LEFT_BY_COMPUTERS.match(entry.name):
                continue
            elif not entry.is_file():
                problem("file-outside", inside, f"{inside} is not a plain file", "Replace it with the file itself.")
            elif entry.name == REQUEST_FILE and here:
                told = "a second request.yaml lies inside another request's folder"
                problem("request-nested", inside, told, "Move it into a folder of its own beside the other requests.")
            else:
                count += 1
                if count > MAX_FILES:
                    problem("file-too-many", "", f"the folder holds more than {MAX_FILES:,} files", "Split its files.")
                    return
                yield inside


def _within(path: str, folder: Path) -> bool:
    return f"{os.path.realpath(path)}/".startswith(f"{os.path.realpath(folder)}/")


def _is_text(name: str) -> bool:
    """False for a name whose bytes are no UTF-8: it could neither be printed nor become an address."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
