# SPDX-License-Identifier: AGPL-3.0-or-later
"""What readers are told of a file's redactions: which pages, and under which law."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..casework import redactions
from ..problems import Place, Problem, Severity
from ..store import sha256

Told = tuple[tuple[str, str], ...]
"""(`Pages 1 to 3`, `section 40(2)`); the law is empty where none is stated."""


def summary(
    file: Path, words: Callable[[str], str | None], joint: Sequence[tuple[str, ...]]
) -> tuple[Told, tuple[Problem, ...]]:
    """The redactions of a file as its log of marks tells them, and what is wrong with the log.

    Exemptions that the answer cites in the alternative (`joint`) are told together, whatever the log says.
    """
    log, problems = redactions.read(file.with_name(Path(redactions.log_of(file.name)).name))
    if log is None:
        return (), problems
    if log.sha256 != sha256(file.read_bytes()):
        told = f"{log.file.name} was written for another version of {file.name}"
        cure = "Redact the file again, or delete this log."
        return (), (*problems, Problem("mark-log", Severity.WARNING, Place(log.file), told, cure))
    found: dict[tuple[str, str], None] = {}
    for pages, codes in log.summary:
        found[_pages(pages), _law(codes, words, joint)] = None
    return tuple(found), problems


def _pages(pages: str) -> str:
    if not pages:
        return "Throughout"
    first, _, last = pages.partition("-")
    return f"Pages {first} to {last}" if last else f"Page {first}"


def _law(codes: tuple[str, ...], words: Callable[[str], str | None], joint: Sequence[tuple[str, ...]]) -> str:
    wider = next((group for group in joint if set(group) & set(codes)), codes)
    return " or ".join(filter(None, map(words, wider)))
