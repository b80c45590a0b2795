# SPDX-License-Identifier: AGPL-3.0-or-later
"""One file, opened once for all rules; each view of it is made when a rule first asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from ..documents import archive, mail, office_file, outlook, pdf_bombs, picture, redaction_boxes, svg
from ..documents.archive import Archive
from ..documents.kind import MESSAGES, OFFICE, PICTURES, WORKBOOKS, Kind, tell
from ..documents.mail import Mail
from ..documents.office import How, Office
from ..documents.opendocument_sheet import read_ods
from ..documents.pdf import Page, Pdf
from ..documents.pdf_structure import Structure
from ..documents.picture_parts import Picture
from ..documents.redaction_boxes import told_in
from ..documents.sheet import Workbook, decode, read_csv, read_workbook
from ..documents.svg import Drawing
from ..problems import DocumentError
from .budget import Budget
from .hidden import Hidden, look
from .words import Vocabulary

Tick = Callable[[], object]
"""Called whenever a step of the work is done, so that whoever waits can tell slow from stuck."""


def quiet() -> None:
    """Tell nobody."""


class Opened:
    """The bytes of one file and every view of them. Use it as a context manager; views raise DocumentError."""

    def __init__(self, data: bytes, name: str, tick: Tick = quiet, within: Opened | None = None):
        """`within` is the archive or message that holds the file."""
        self.data, self.name, self.tick = data, name, tick
        self.path: tuple[str, ...] = (*within.path, name) if within else (name,)
        self.budget: Budget = within.budget if within else Budget()
        self.kind = tell(data, name)
        self._open: list[Pdf | Structure] = []
        self._boxes: dict[int, int] = {}

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *exc: object) -> None:
        for view in self._open:
            view.__exit__(*exc)

    @cached_property
    def pdf(self) -> Pdf:
        """What the pages show; a drawing is one page."""
        data = svg.as_pdf(self.drawing.bare, self.name) if self.kind is Kind.SVG else self.data
        view = Pdf(data, self.name)
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
        """What the pages of the PDF, or a drawing, hold and do not show."""
        return look(self.pdf.pages, self.tick, self.boxes)

    def boxes(self, page: Page) -> int:
        """How many things on a page surely are redactions; looked for once."""
        if page.number not in self._boxes:
            self._boxes[page.number] = sum(box.sure for box in redaction_boxes.find(page))
        return self._boxes[page.number]

    @cached_property
    def redacted(self) -> bool:
        """Whether anything on the pages of the PDF looks like a redaction."""
        for page in self.pdf.pages:
            boxes = any(min(paint.box.width, paint.box.height) >= 5 for paint in page.paints)
            found = bool(told_in(page.text)) or (boxes and bool(redaction_boxes.find(page)))
            page.forget()
            self.tick()
            if found:
                return True
        return False

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
    def picture(self) -> Picture:
        """A picture and what it holds besides."""
        return picture.read(self.data, self.kind, self.name)

    @cached_property
    def drawing(self) -> Drawing:
        """An SVG drawing and what it does not show."""
        return svg.read(self.data, self.name)

    @cached_property
    def archive(self) -> Archive:
        """The files of a ZIP archive."""
        return archive.read(self.data, self.name)

    @cached_property
    def mail(self) -> Mail:
        """A message, and what it does not show."""
        data = outlook.as_email(self.data, self.name) if self.kind is Kind.MSG else self.data
        return mail.read(data, self.name)

    @cached_property
    def members(self) -> tuple[tuple[str, bytes], ...]:
        """The files inside this one, which are judged each on its own: (name, bytes)."""
        if self.kind not in (Kind.ZIP, *MESSAGES):
            return ()
        found = self.archive.members if self.kind is Kind.ZIP else self.mail.attachments
        if found:
            self.budget.take(found, self.path)
        return found

    def inside(self) -> Iterator[Opened]:
        """Each of `members`, opened while it is looked at."""
        for name, data in self.members:
            self.tick()
            with Opened(data, name, self.tick, within=self) as member:
                yield member

    def check_readable(self) -> None:
        """Open every view that the rules will use, so that an unreadable file fails here and not in a rule."""
        if self.kind is Kind.PDF:
            pdf_bombs.refuse(self.structure, self.name)
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
            _ = self.picture
        elif self.kind is Kind.SVG:
            _ = self.drawing
        elif self.kind in MESSAGES:
            _ = self.mail
        _ = self.members
