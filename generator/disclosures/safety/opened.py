# SPDX-License-Identifier: AGPL-3.0-or-later
"""One file, opened once for all rules; each view of it is made when a rule first asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from ..documents import office_file, picture
from ..documents.kind import OFFICE, PICTURES, WORKBOOKS, Kind, tell
from ..documents.office import How, Office
from ..documents.opendocument_sheet import read_ods
from ..documents.pdf import Pdf
from ..documents.pdf_structure import Structure
from ..documents.sheet import Workbook, decode, read_csv, read_workbook
from ..problems import DocumentError
from .hidden import Hidden, look
from .words import Vocabulary

Tick = Callable[[], object]
"""Called whenever a step of the work is done, so that whoever waits can tell slow from stuck."""


def quiet() -> None:
    """Tell nobody."""


class Opened:
    """The bytes of one file and every view of them. Use it as a context manager; views raise DocumentError."""

    def __init__(self, data: bytes, name: str, tick: Tick = quiet):
        self.data, self.name, self.tick = data, name, tick
        self.kind = tell(data, name)
        self._open: list[Pdf | Structure] = []

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *exc: object) -> None:
        for view in self._open:
            view.__exit__(*exc)

    @cached_property
    def pdf(self) -> Pdf:
        """What the pages show."""
        view = Pdf(self.data, self.name)
        self._open.append(view)
        return view

    @cached_property
    def structure(self) -> Structure:
        """What the PDF holds besides."""
        view = Structure(self.data, self.name)
        self._open.append(view)
        return view

    @cached_property
    def hidden(self) -> Hidden:
        """What the pages of the PDF hold and do not show."""
        return look(self.pdf.pages, self.tick)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that a reader sees in a PDF, a document or the visible sheets of a workbook."""
        if self.kind in OFFICE:
            return Vocabulary(text.words for text in self.office.kept(How.SHOWN))
        if self.kind in WORKBOOKS:
            sheets = (sheet for sheet in self.workbook.sheets if sheet.state == "visible")
            return Vocabulary(" ".join(row) for sheet in sheets for row in sheet.rows)
        return Vocabulary(page.text for page in self.pdf.pages)

    @cached_property
    def workbook(self) -> Workbook:
        return (read_ods if self.kind is Kind.ODS else read_workbook)(self.data, self.name)

    @cached_property
    def office(self) -> Office:
        """Every text and part of a document, slides or workbook."""
        return office_file.read(self.data, self.name, self.kind)

    @cached_property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The rows of a CSV file."""
        return read_csv(self.data, self.name)

    @cached_property
    def picture_metadata(self) -> tuple[bytes, ...]:
        return picture.metadata(self.data, self.kind, self.name)

    def check_readable(self) -> None:
        """Open every view that the rules will use, so that an unreadable file fails here and not in a rule."""
        if self.kind is Kind.PDF:
            if self.structure.page_count != len(self.pdf.pages):
                cure = "Print the document to a new PDF and put that in its place"
                raise DocumentError(Path(self.name), "this PDF is damaged: its pages cannot be counted", cure)
        elif self.kind in WORKBOOKS:
            _ = self.office, self.workbook
        elif self.kind in OFFICE:
            _ = self.office
        elif self.kind is Kind.CSV:
            _ = self.table
        elif self.kind is Kind.TXT:
            decode(self.data, self.name)
        elif self.kind in PICTURES:
            _ = self.picture_metadata
