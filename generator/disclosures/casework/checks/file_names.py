# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of released files: they become addresses, and they are read by people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from ..marked_yaml import KeyPath
from .registry import Check, check

UNSAFE = Check(
    id="file-name-unsafe",
    severity=Severity.ERROR,
    title="A file's name cannot be published safely",
    what="A file's path holds no invisible or reserved characters, no backslash, no space at the end of a part, and each "
    "part has at most 120 characters.",
    why="Such names break links, hide what a file really is, or cannot be saved on every computer.",
    before='file: "records/1: letter?.pdf"',
    after="file: records/1-letter.pdf",
)
BARE = Check(
    id="file-name-bare",
    severity=Severity.ERROR,
    title="A file's name has no ending",
    what="A released file's name ends with its kind: `.pdf`, `.csv`, `.xlsx`.",
    why="Readers and their computers tell by the ending what will open it.",
    before="file: records/1-letter",
    after="file: records/1-letter.pdf",
)
_RESERVED = re.compile(r"[<>:\"|?*\\%#]")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.I)


@check(UNSAFE, BARE)
def file_names(case: Case) -> Iterator[Problem]:
    for index, record in enumerate(case.request.records):
        for place, file in enumerate(record.files):
            if fault := _fault(file.path):
                yield case.problem(
                    UNSAFE,
                    _written(case, index, place),
                    f"the name “{_visible(file.path)}” {fault}",
                    "Rename the file with letters, digits, dots and hyphens, and write the new name here.",
                )
            elif not _ENDING.search(file.path):
                yield case.problem(
                    BARE,
                    _written(case, index, place),
                    f"{file.path} has no ending that tells its kind",
                    "Add the ending, for example .pdf, to the file and here.",
                )


def _written(case: Case, record: int, file: int) -> KeyPath:
    path = ("records", record, "files", file)
    return path if case.loaded.marks.values.get(path) else ("records", record, "file")


def _fault(path: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in path):
        return "holds an invisible character"
    if found := _RESERVED.search(path):
        return f"holds `{found[0]}`, which addresses reserve"
    for part in path.split("/"):
        if not part or part == "." or part != part.strip() or part.endswith("."):
            return "has an empty part, or a part that begins or ends with a space or dot"
        if part.startswith((".", "_")):
            return "has a part that starts with a dot or underscore, which web servers hide"
        if _DEVICE.match(part):
            return f"uses {part}, which Windows keeps for itself"
        if len(part) > 120:
            return "has a part of more than 120 characters"
    return ""


def _visible(text: str) -> str:
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else f"U+{ord(c):04X}" for c in text)
