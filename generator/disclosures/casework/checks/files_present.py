# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files that the schedule names against the files that lie in the folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from ...problems import Problem, Severity
from ..case import Case
from ..redactions import log_of
from .registry import Check, check

ABSENT = Check(
    id="file-absent",
    severity=Severity.ERROR,
    title="A named file is not in the folder",
    what="Each file that a record names must lie in the request's folder, under exactly that name, unless the"
    " request is withdrawn.",
    why="The page would link to nothing. Capitals count: the site is served by computers that tell them apart.",
    before="file: records/1-Letter.pdf   # the folder holds records/1-letter.pdf",
    after="file: records/1-letter.pdf",
)
TWICE = Check(
    id="file-twice",
    severity=Severity.ERROR,
    title="Two records name the same file",
    what="A file belongs to one record.",
    why="It is nearly always a slip of copying, and then one record shows the contents of another.",
    before='- number: "1"\n  file: records/1.pdf\n- number: "2"\n  file: records/1.pdf',
    after='- number: "1"\n  file: records/1.pdf\n- number: "2"\n  file: records/2.pdf',
)
UNNAMED = Check(
    id="file-unnamed",
    severity=Severity.WARNING,
    title="A file belongs to no record",
    what="Every file in the folder is expected to be named by a record.",
    why="It is not published, so either the schedule misses it or it should not lie here.",
    before="records/3-letter.pdf lies in the folder, and no record names it",
    after='- number: "3"\n  file: records/3-letter.pdf',
)
LEFT = Check(
    id="file-withheld-left",
    severity=Severity.ERROR,
    title="A file that may be a withheld record lies in the folder",
    what="When a request withholds a record, no file that belongs to no other record may lie in its folder.",
    why="Request folders are copied, shared and often public. A withheld record has no place in one, published or not.",
    before="records/8.2-briefing.xlsx lies in the folder, and record 8.2 is withheld",
    after="the file is kept outside requests/",
)


@check(ABSENT, TWICE, UNNAMED, LEFT)
def files_present(case: Case) -> Iterator[Problem]:
    present = set(case.loaded.files)
    told = {p.place.file.relative_to(case.loaded.folder).as_posix() for p in case.loaded.problems}
    named: dict[str, tuple] = {}
    for index, record in enumerate(case.request.records):
        written = case.loaded.marks.value["records"][index]
        for place, file in enumerate(record.files):
            path = ("records", index, "file") if "file" in written else ("records", index, "files", place)
            name = str(PurePosixPath(file.path))
            if name in named:
                yield case.problem(
                    TWICE,
                    path,
                    f"{name} is named by more than one record",
                    "Name the file that belongs to this record.",
                    also=[named[name]],
                )
            elif name not in present and name not in told and case.request.status != "withdrawn":
                near = _near(name, present)
                cure = (
                    f"Write {near}, the name of the file that is there."
                    if near
                    else "Put the file into the folder, or correct its name."
                )
                if unicodedata.normalize("NFC", near) == unicodedata.normalize("NFC", name):
                    cure = "Type the file's name again in the folder: its accents are stored in another way than here."
                yield case.problem(
                    ABSENT,
                    path,
                    f"{name} is not in the folder",
                    cure,
                )
            named.setdefault(name, path)
    if case.request.held != "neither-confirmed-nor-denied":  # there, every file is one too many: see ncnd
        yield from _unnamed(case, sorted(present - set(named) - set(map(log_of, named))))


def _near(name: str, present: set[str]) -> str:
    """The file that was probably meant: the same but for capitals or accents, or else a close spelling."""

    def folded(text: str) -> str:
        return unicodedata.normalize("NFKC", text).casefold()

    same = [p for p in sorted(present) if folded(p) == folded(name)]
    return (same or get_close_matches(name, sorted(present), 1, 0.8) or [""])[0]


def _unnamed(case: Case, files: list[str]) -> Iterator[Problem]:
    withheld = [record.number for record in case.request.records if record.outcome == "withheld"]
    for name in files:
        if not withheld:
            yield case.about_file(
                UNNAMED,
                name,
                f"no record names {name}, so it is not published",
                "Name it under a record, or move it out of the folder.",
            )
            continue
        stem = PurePosixPath(name).name
        own = next((n for n in withheld if re.match(rf"{re.escape(n)}(?![0-9]|\.[0-9])", stem)), None)
        whose = (
            f"it looks like record {own}, which is withheld" if own else f"the request withholds record {withheld[0]}"
        )
        yield case.about_file(
            LEFT, name, f"no record names {name}, and {whose}", "Move the file out of requests/ altogether."
        )
