# SPDX-License-Identifier: AGPL-3.0-or-later
"""The copy that is published: the file without what the fix rules find. The gate inspects it like any other file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from ..documents import office_file, picture
from ..documents.kind import OFFICE, PICTURES, WORKBOOKS, Kind
from ..documents.pdf_rewrite import rewrite
from ..documents.sheet import decode, write_csv
from ..problems import DocumentError
from .opened import Opened


@dataclass(frozen=True)
class Copy:
    """One file to publish. A workbook gives one for each visible sheet, everything else gives one."""

    name: str
    data: bytes


def clean(opened: Opened) -> tuple[Copy, ...]:
    """The copies to publish, deterministically. Raises DocumentError when none can be made."""
    kind, name = opened.kind, opened.name
    if kind is Kind.PDF:
        headline = opened.pdf.pages[0].headline
        return (Copy(name, rewrite(opened.data, opened.vocabulary.shows, headline, name)),)
    if kind in WORKBOOKS:
        return _sheets(opened)
    if kind in OFFICE:
        return (Copy(name, office_file.rewrite(opened.office, kind)),)
    if kind in (Kind.CSV, Kind.TXT):
        return (Copy(name, decode(opened.data, name).encode()),)
    if kind in PICTURES:
        return (Copy(name, picture.without_metadata(opened.data, kind, name)),)
    return (Copy(name, opened.data),)


def _sheets(opened: Opened) -> tuple[Copy, ...]:
    """A workbook is published as the tables that a reader sees: the ICO advises against original spreadsheets."""
    stem = PurePath(opened.name).stem
    seen = [sheet for sheet in opened.workbook.sheets if sheet.state == "visible" and sheet.rows]
    if not seen:
        raise DocumentError(
            Path(opened.name), "no sheet of this workbook shows anything", "Release the workbook that holds the table"
        )
    if len(seen) == 1:
        return (Copy(f"{stem}.csv", write_csv(seen[0].rows)),)
    return tuple(Copy(f"{stem}-{_plain(sheet.name)}.csv", write_csv(sheet.rows)) for sheet in seen)


def _plain(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name).lower().split()) or "sheet"
