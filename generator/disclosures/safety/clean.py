# SPDX-License-Identifier: AGPL-3.0-or-later
"""The copy that is published: the file without what the fix rules find. The gate inspects it like any other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from .. import unseen
from ..documents import archive, office_file
from ..documents.kind import MESSAGES, OFFICE, PICTURES, WORKBOOKS, Kind, tell
from ..documents.pdf_rewrite import rewrite
from ..documents.sheet import decode, write_csv
from ..problems import DocumentError
from .opened import Opened

_ALSO = {Kind.JPEG: (".jpeg", ".jpe", ".jfif"), Kind.CSV: (".tsv",), Kind.TIFF: (".tiff",)}


@dataclass(frozen=True)
class Copy:
    """One file to publish. A workbook gives one for each visible sheet, a message one more for each attachment."""

    name: str
    data: bytes


def clean(opened: Opened) -> tuple[Copy, ...]:
    """The copies to publish, deterministically. Raises DocumentError when none can be made."""
    return tuple(_rightly_named(copy) for copy in _copies(opened))


def _rightly_named(copy: Copy) -> Copy:
    """With the ending of its kind: a server tells browsers what a file is by its name, and a text may be a web page."""
    kind = tell(copy.data, copy.name)
    endings = (kind.ending, *_ALSO.get(kind, ()))
    return copy if copy.name.lower().endswith(endings) else Copy(copy.name + kind.ending, copy.data)


def _copies(opened: Opened) -> tuple[Copy, ...]:
    kind, name = opened.kind, opened.name
    if kind is Kind.PDF:
        headline = opened.pdf.pages[0].headline
        return (Copy(name, rewrite(opened.data, opened.vocabulary.shows, headline, name, opened.redacted)),)
    if kind in WORKBOOKS:
        return _sheets(opened)
    if kind in OFFICE:
        return (Copy(name, office_file.rewrite(opened.office, kind)),)
    if kind in (Kind.CSV, Kind.TXT):
        return (Copy(name, unseen.plain(decode(opened.data, name)).encode()),)
    if kind in PICTURES:
        return (_picture(opened),)
    if kind is Kind.SVG:
        return (Copy(name, opened.drawing.bare),)
    inside = [_beside(member.name, copy) for member in opened.inside() for copy in clean(member)]
    if kind is Kind.ZIP:
        return (Copy(name, archive.pack((copy.name, copy.data) for copy in inside)),)
    if kind in MESSAGES:
        return (Copy(f"{PurePath(name).stem}.txt", unseen.plain(opened.mail.text).encode()), *inside)
    return (Copy(name, opened.data),)


def _beside(name: str, copy: Copy) -> Copy:
    """The copy of a file inside another, in the folder where the file was."""
    return Copy(str(PurePosixPath(name).parent / PurePosixPath(copy.name).name), copy.data)


def _picture(opened: Opened) -> Copy:
    """A TIFF is published as PNG, because no browser shows it."""
    if opened.kind is not Kind.TIFF:
        return Copy(opened.name, opened.picture.bare)
    if opened.picture.of("frame"):
        raise DocumentError(Path(opened.name), "this TIFF holds several pages", "Save the scan as PDF")
    return Copy(f"{PurePath(opened.name).stem}.png", opened.picture.bare)


def _sheets(opened: Opened) -> tuple[Copy, ...]:
    """A workbook is published as the tables that a reader sees: the ICO advises against original spreadsheets."""
    stem = PurePath(opened.name).stem
    seen = [sheet for sheet in opened.workbook.sheets if sheet.state == "visible" and sheet.rows]
    if not seen:
        raise DocumentError(
            Path(opened.name), "no sheet of this workbook shows anything", "Release the workbook that holds the table"
        )
    if len(seen) == 1:
        return (Copy(f"{stem}.csv", write_csv(_plain_rows(seen[0].rows))),)
    return tuple(Copy(f"{stem}-{_plain(sheet.name)}.csv", write_csv(_plain_rows(sheet.rows))) for sheet in seen)


def _plain_rows(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(map(unseen.plain, row)) for row in rows]


def _plain(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name).lower().split()) or "sheet"
