# SPDX-License-Identifier: AGPL-3.0-or-later
"""One file under all rules: refuse what cannot be read, look, make the copy, look at the copy.

This is the part of the gate that runs inside a worker process; `gate` decides upon what it returns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..documents import redaction_boxes
from ..documents.kind import OFFICE, PICTURES, Kind
from ..documents.office import How
from ..documents.sheet import decode
from ..problems import DocumentError
from ..store import sha256
from . import refusals
from .clean import Copy, clean
from .findings import Finding, Verdict
from .opened import Opened, Tick, quiet
from .original import without_extras
from .rules import Leak, all_leaks

_CONVERT = {
    Kind.OLE: "Save it in the current format of its program (.docx, .xlsx), or as PDF",
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


def look(data: bytes, name: str, tick: Tick = quiet) -> Examined:
    """Every finding in a file as it is. Never raises for what the file holds: an unreadable one is a finding too."""
    with Opened(data, name, tick) as opened:
        return Examined(opened.kind, sha256(data), _findings(opened, all_leaks()))


def prepare(
    data: bytes, name: str, tick: Tick = quiet, allowed: frozenset[str] = frozenset(), original: bool = False
) -> tuple[Examined, tuple[Published, ...]]:
    """Look at the file; unless something blocks it, make its clean copies and look at those.

    Findings of the rules in `allowed` do not block. With `original`, a workbook goes out too, beside its tables.
    The copy still holds whatever blocks, so rules that draw pages look at it alone; at the original only when that is
    blocked already, so that an officer is told everything at once.
    """
    with Opened(data, name, tick) as opened:
        findings = _findings(opened, [rule for rule in all_leaks() if not rule.costly])
        unreadable = any(finding.rule in (refusals.DAMAGED.id, refusals.ENCRYPTED.id) for finding in findings)
        blocked = any(finding.verdict is Verdict.BLOCK and finding.rule not in allowed for finding in findings)
        if blocked and not unreadable:
            findings += _findings(opened, [rule for rule in all_leaks() if rule.costly])
        first = Examined(opened.kind, sha256(data), findings)
        if blocked:
            return first, ()
        try:
            copies = clean(opened)
            if original and opened.kind is Kind.XLSX:
                copies = (*copies, Copy(name, without_extras(opened.data, name)))
        except DocumentError as error:
            return replace(first, findings=(*first.findings, refusals.unreadable(error))), ()
    return first, tuple(_published(copy.data, copy.name, tick, allowed) for copy in copies)


def _published(data: bytes, name: str, tick: Tick, allowed: frozenset[str]) -> Published:
    with Opened(data, name, tick) as opened:
        findings = _findings(opened, all_leaks())
        blocked = any(f.verdict is not Verdict.REVIEW and f.rule not in allowed for f in findings)
        return Published(name, data, opened.kind, findings, {} if blocked else _facts(opened))


def _findings(opened: Opened, rules: Sequence[Leak]) -> tuple[Finding, ...]:
    """What these rules find. A file that cannot be read is one finding; no error of any library leaves here."""
    try:
        _refuse_unreadable(opened)
        found = [finding for rule in rules for finding in rule.run(opened)]
        for member in opened.inside():
            inner = _findings(member, rules)
            found += [replace(finding, where=f"{member.name}, {finding.where}".strip(", ")) for finding in inner]
        return tuple(found)
    except DocumentError as error:
        return (refusals.unreadable(error),)
    except MemoryError:
        raise
    except Exception as error:  # any fault while reading an unknown file means that it was not inspected
        reason = f"it cannot be inspected ({type(error).__name__})"
        return (refusals.unreadable(DocumentError(Path(opened.name), reason, _TO_PDF)),)


def _facts(opened: Opened) -> dict:
    """Pages, tagged, language, title, redaction boxes, whether there is text at all; a picture's size in pixels."""
    if opened.kind is Kind.PDF:
        boxes = 0
        for page in opened.pdf.pages:
            boxes += opened.boxes(page)
            page.forget()
            opened.tick()
        return {
            "pages": opened.pdf.page_count,
            "tagged": opened.structure.tagged,
            "language": opened.structure.language,
            "title": opened.structure.title,
            "boxes": boxes,
            "text": any(page.text.strip() for page in opened.pdf.pages),
        }
    if opened.kind is Kind.CSV:
        table = opened.table
        marks = sum(redaction_boxes.is_label(cell) for row in table for cell in row if cell)
        return {"rows": max(len(table) - 1, 0), "columns": max(map(len, table), default=0), "boxes": marks}
    if opened.kind in PICTURES:
        return {"width": opened.picture.width, "height": opened.picture.height}
    if opened.kind is Kind.SVG:
        return {"width": opened.drawing.width, "height": opened.drawing.height}
    if opened.kind is Kind.ZIP:
        return {"members": [name for name, _ in opened.members]}
    if opened.kind in OFFICE:
        words = " ".join(text.words for text in opened.office.kept(How.SHOWN))
        return {"boxes": len(redaction_boxes.told_in(words)) + len(re.findall("[\u2588\u25a0]{2,}", words))}
    if opened.kind is Kind.TXT:
        return {"boxes": len(redaction_boxes.told_in(decode(opened.data, opened.name)))}
    return {}


def _refuse_unreadable(opened: Opened) -> None:
    file = Path(opened.name)
    if not opened.data:
        raise DocumentError(file, "this file is empty", "Put the released file in its place")
    if opened.kind is Kind.OLE and "EncryptedPackage".encode("utf-16-le") in opened.data:
        raise DocumentError(file, "this file needs a password", "Remove the password and save the file again")
    if opened.kind in _CONVERT:
        raise DocumentError(file, f"this is a {opened.kind.words}, which cannot be inspected", _CONVERT[opened.kind])
    if opened.kind is Kind.ODF:
        raise DocumentError(file, f"this is a {opened.kind.words}, which is not published as it is", _TO_PDF)
    opened.check_readable()
