# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for released pictures, which some readers do not see (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

MISSING = Check(
    id="picture-description",
    severity=Severity.ERROR,
    title="A released picture has no description",
    what="Each released file that is a picture (`.png`, `.jpg`, `.webp`, `.gif`, `.tif`, `.svg`) has a `description`.",
    why="People who do not see the picture have nothing else, and the accessibility regulations ask for it.",
    before="file: records/1-bridge.jpg",
    after="files:\n  - path: records/1-bridge.jpg\n    description: A stone bridge with two arches; a crack runs down the left pier.",
)
_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".svg"}


@check(MISSING)
def picture_descriptions(case: Case) -> Iterator[Problem]:
    for index, record in enumerate(case.request.records):
        for number, file in enumerate(record.files):
            if PurePosixPath(file.path).suffix.lower() in _PICTURES and not file.description.strip():
                yield case.problem(
                    MISSING,
                    case.file_path(index, number),
                    f"{file.path} is a picture, and nothing says what it shows",
                    "List it under `files:` with its `path` and a `description` of what one sees in it.",
                )
