# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text file as an officer's computer may have saved it: read as UTF-8, with plain words for what stands in the way."""

from __future__ import annotations

from pathlib import Path

from ..problems import Place, Problem, Severity

_USUAL = 65_536
"""Bytes to ask for first: room for the whole limit would be cleared for every small file."""


def read_text(file: Path, limit: int) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of `file` with `\\n` line ends and without a byte order mark, and the problems met.

    The text is None when the file cannot be read, is not UTF-8, is empty, or holds more than `limit` bytes.
    """

    def problem(id: str, severity: Severity, message: str, cure: str, line: int = 0, column: int = 0) -> Problem:
        return Problem(id, severity, Place(file, line, column), message, cure)

    try:
        with file.open("rb") as handle:
            data = handle.read(_USUAL)
            if len(data) == _USUAL:
                data += handle.read(limit + 1 - _USUAL)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return None, (
            problem(
                "file-unreadable",
                Severity.ERROR,
                f"{file.name} cannot be read: {reason}",
                f"Restore {file.name}, or allow this program to read it.",
            ),
        )
    if len(data) > limit:
        return None, (
            problem(
                "file-too-large",
                Severity.ERROR,
                f"{file.name} is larger than {limit:,} bytes",
                f"Shorten {file.name}; long material belongs in a released file.",
            ),
        )
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            problem(
                "text-bom",
                Severity.WARNING,
                f"{file.name} starts with an invisible byte order mark",
                "Save the file as “UTF-8” rather than “UTF-8 with BOM”.",
                1,
                1,
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        return None, (
            *problems,
            problem(
                "text-not-utf-8",
                Severity.ERROR,
                f"the byte 0x{data[error.start]:02X} is not UTF-8 text",
                "Save the file again with the encoding UTF-8.",
                line,
                column,
            ),
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        problems.append(
            problem(
                "text-line-ends",
                Severity.NOTE,
                f"{file.name} has Windows line ends",
                "Let your editor save it with line ends “LF”, so that changes stay easy to compare.",
                line,
            )
        )
    if not text.strip():
        return None, (
            *problems,
            problem(
                "file-empty",
                Severity.ERROR,
                f"{file.name} is empty",
                f"Write the contents of {file.name}, or delete the file.",
            ),
        )
    return text, tuple(problems)
