# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of marks that `disclosures redact` leaves beside a file: which pages have boxes, and under what.

It belongs to the file whose name it bears, `records/8.1.pdf` with `records/8.1.redactions.yaml`, and is never published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..problems import Place, Problem, Severity
from . import marked_yaml
from .marked_yaml import Marked

ENDING = ".redactions.yaml"


@dataclass(frozen=True)
class MarkLog:
    """What a log says. `sha256` is that of the file it was written for."""

    file: Path
    sha256: str
    summary: tuple[tuple[str, tuple[str, ...]], ...]
    """(`1-3`, codes) in order; no pages where the file has none, no codes where no exemption is stated."""


def log_of(path: str) -> str:
    """The name of the log beside a file."""
    return str(PurePosixPath(path).with_suffix(ENDING))


def read(file: Path) -> tuple[MarkLog | None, tuple[Problem, ...]]:
    """A log, or what is wrong with it; nothing at all when there is none."""
    if not file.is_file():
        return None, ()
    marked = marked_yaml.load(file)
    if marked.value is None:
        return None, marked.problems
    try:
        return MarkLog(file, str(marked.value["sha256"]), tuple(_lines(marked))), ()
    except (TypeError, KeyError, AttributeError):
        told = "this is no log of marks, or it was changed"
        return None, (Problem("mark-log", Severity.WARNING, Place(file), told, "Redact the file again, or delete this log."),)


def _lines(marked: Marked) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in marked.value["summary"]:
        under = line.get("under") or []
        yield str(line.get("pages", "")), tuple(map(str, under))
