# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an archive holds besides its files."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ARCHIVE-MEMBER",
    title="Besides the files of an archive",
    verdict=Verdict.FIX,
    kinds={Kind.ZIP},
    finds=(
        "Comments, extra fields, paths that lead out of the archive, leftovers of operating systems, and bytes between the "
        "files. Every file inside is inspected by the rules of its own kind, archives in archives too, and holds the "
        "whole archive back when it is found wanting."
    ),
    why="An archive tells who packed it, when and from which folder, and a deleted file may still lie between two others.",
    cure="Nothing to do: the published archive is packed anew from the clean copies of its files",
    before="The ZIP holds `report.csv`, a folder `__MACOSX`, and the comment “packed by j.example”.",
    after="The ZIP holds `report.csv`, and nothing else.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for what, text in opened.archive.besides:
        yield Hit("", f"The archive holds {what}.", text)
