# SPDX-License-Identifier: AGPL-3.0-or-later
"""What there is to do: each released file with everything that its verdict, its text and its pictures depend on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..casework.case import Case
from ..overriding import can_be_covered
from ..reading import ocr, read
from ..safety.gate import Outcome

DONE = "ahead"
"""The kind under which a store keeps that all work on a file is done."""


@dataclass(frozen=True)
class Document:
    """A released file, and how its record names it; the same arguments as of `Gate.admit`, and the request's language."""

    path: Path
    outcome: Outcome | None
    overrides: tuple[str, ...] = ()
    original: bool = False
    language: str = "en"

    @property
    def head(self) -> dict[str, Any]:
        """What a worker is told of it, besides the SHA-256 of its bytes."""
        allowed = sorted(filter(can_be_covered, set(self.overrides)))
        return {
            "name": self.path.name,
            "outcome": self.outcome or "",
            "overrides": allowed,
            "original": self.original,
            "language": self.language,
        }


def documents(cases: Iterable[Case]) -> list[Document]:
    """The files of all published answers."""
    return [
        Document(
            case.loaded.folder / file.path,
            record.outcome,
            tuple(one.rule for one in file.overrides),
            bool(file.publish_original),
            case.request.language,
        )
        for case in cases
        if case.request.status == "published"
        for record in case.request.records
        for file in record.files
    ]


def versions() -> list[str]:
    """What two machines must have in common for one to find what the other kept: rules, reading, Tesseract's languages."""
    return [*read.version(), *sorted(ocr.installed())]


def done_key(sha256: str, head: dict[str, Any], versions: list[str]) -> tuple[str, ...]:
    """The key under which it is kept that all work on these bytes under this head is done."""
    told = [head["name"], head["outcome"], head["language"], str(head["original"]), *head["overrides"]]
    return (sha256, *told, "", *versions)
