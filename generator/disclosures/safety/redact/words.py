# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words marked in plain text, wherever it stands: in a cell, a paragraph or a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...problems import DocumentError
from . import label, patterns
from .marks import Mark


@dataclass
class Words:
    """The marks of a file that look for words. `found` collects what each took away."""

    marks: Sequence[Mark]
    names: Mapping[int, list[str]]
    found: dict[int, list[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._patterns = [(index, pattern) for index, mark in enumerate(self.marks) for pattern in self._of(index, mark)]

    def _of(self, index: int, mark: Mark) -> list[re.Pattern[str]]:
        if mark.names:
            return patterns.of_names(self.names.get(index, []))
        pattern = mark.pattern_for()
        return [pattern] if pattern else []

    def spans(self, text: str) -> list[tuple[int, int, str, int]]:
        """(start, end, what stands there instead, mark) of all that goes from `text`, in order, none over another."""
        met: list[tuple[int, int, str, int]] = []
        for index, pattern in self._patterns:
            for match in pattern.finditer(text):
                if all(match.end() <= start or match.start() >= end for start, end, *_ in met):
                    met.append((*match.span(), label.spoken(self.marks[index].codes), index))
                    self.found.setdefault(index, []).append(match[0])
        return sorted(met)

    def without(self, text: str) -> tuple[str, list[int]]:
        """The text with what stands instead, and the mark of each place."""
        out, at, marks = "", 0, []
        for start, end, instead, index in self.spans(text):
            out += text[at:start] + instead
            at = end
            marks.append(index)
        return out + text[at:], marks


def refuse_kinds(marks: Sequence[Mark], fit: set[str], what: str, name: str) -> None:
    """Raises DocumentError when a mark is of a kind that a file of this kind has no place for."""
    for number, mark in enumerate(marks, 1):
        if mark.kind not in fit:
            told = f"mark {number} ({mark.kind}) does not fit {what}"
            raise DocumentError(Path(name), told, f"Use one of {', '.join(sorted(fit))}")
