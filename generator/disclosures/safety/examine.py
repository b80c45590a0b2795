# SPDX-License-Identifier: AGPL-3.0-or-later
"""One file under all rules: refuse what cannot be read, look, make the copy, look at the copy.

This is the part of the gate that runs inside a worker process; `gate` decides upon what it returns.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..documents import redaction_boxes
from ..documents.kind import Kind
from ..documents.sheet import decode
from ..problems import DocumentError
from ..store import sha256
from .clean import clean
from .findings import Finding, Hit, Verdict
from .opened import Opened
from .rules import all_leaks

_CONVERT = {
    Kind.OLE: "Save it in the current format of its program (.docx, .xlsx), or as PDF",
    Kind.ZIP: "Take the files out of the archive and release them one by one",
    Kind.TIFF: "Save the picture as PNG, or the scan as PDF",
    Kind.SVG: "Save the drawing as PNG or PDF",
    Kind.UNKNOWN: "Save it as PDF, CSV, PNG or JPEG",
}
_TO_PDF = "Save it as PDF from its own program, after accepting changes and deleting comments, and release the PDF"


@dataclass(frozen=True)
class Examined:
    """What was found in one file as it arrived."""

    kind: Kind
    sha256: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Published:
    """A copy that may be published if `findings` holds nothing that blocks, and facts for readers."""

    name: str
    data: bytes
    kind: Kind
    findings: tuple[Finding, ...]
    facts: dict


def look(data: bytes, name: str) -> Examined:
    """Every finding in a file. Never raises for what the file holds: an unreadable one is a finding too."""
    rules = all_leaks()
    with Opened(data, name) as opened:
        try:
            _refuse_unreadable(opened)
            findings = [finding for rule in rules for finding in rule.run(opened)]
        except DocumentError as error:
            findings = [_unreadable(error)]
        except MemoryError:
            raise
        except Exception as error:  # any fault while reading an unknown file means that it was not inspected
            findings = [
                _unreadable(DocumentError(Path(name), f"it cannot be inspected ({type(error).__name__})", _TO_PDF))
            ]
        return Examined(opened.kind, sha256(data), tuple(findings))


def prepare(data: bytes, name: str) -> tuple[Examined, tuple[Published, ...]]:
    """Look at the file; unless something blocks it, make its clean copies and look at those."""
    first = look(data, name)
    if any(finding.verdict is Verdict.BLOCK for finding in first.findings):
        return first, ()
    try:
        with Opened(data, name) as opened:
            copies = clean(opened)
        return first, tuple(_published(copy.data, copy.name) for copy in copies)
    except DocumentError as error:
        return Examined(first.kind, first.sha256, (*first.findings, _unreadable(error))), ()


def _published(data: bytes, name: str) -> Published:
    seen = look(data, name)
    facts = {} if any(finding.rule == "DAMAGED" for finding in seen.findings) else _facts(data, name)
    return Published(name, data, seen.kind, seen.findings, facts)


def _facts(data: bytes, name: str) -> dict:
    """pages, tagged, language, title, redaction boxes, and whether the file has text at all."""
    with Opened(data, name) as opened:
        if opened.kind is Kind.PDF:
            boxes = [len([box for box in redaction_boxes.find(page) if box.sure]) for page in opened.pdf.pages]
            return {
                "pages": opened.pdf.page_count,
                "tagged": opened.structure.tagged,
                "language": opened.structure.language,
                "title": opened.structure.title,
                "boxes": sum(boxes),
                "text": any(page.text.strip() for page in opened.pdf.pages),
            }
        if opened.kind is Kind.CSV:
            table = opened.table
            marks = sum(bool(redaction_boxes.is_label(cell)) for row in table for cell in row if cell)
            return {"rows": max(len(table) - 1, 0), "columns": max(map(len, table), default=0), "boxes": marks}
        if opened.kind is Kind.TXT:
            return {"boxes": decode(data, name).count("[")}
        return {}


def _refuse_unreadable(opened: Opened) -> None:
    file = Path(opened.name)
    if not opened.data:
        raise DocumentError(file, "this file is empty", "Put the released file in its place")
    if opened.kind in _CONVERT:
        raise DocumentError(file, f"this is a {opened.kind.words}, which cannot be inspected", _CONVERT[opened.kind])
    if opened.kind in (Kind.DOCX, Kind.PPTX, Kind.ODF, Kind.EML):
        raise DocumentError(file, f"this is a {opened.kind.words}, which is not published as it is", _TO_PDF)
    opened.check_readable()


def _unreadable(error: DocumentError) -> Finding:
    password = "password" in error.reason
    hit = Hit("", error.reason[0].upper() + error.reason[1:] + ".")
    rule, title = (
        ("ENCRYPTED", "The file needs a password") if password else ("DAMAGED", "The file cannot be inspected")
    )
    return Finding(rule, title, Verdict.BLOCK, hit.where, hit.what, "", error.cure)
