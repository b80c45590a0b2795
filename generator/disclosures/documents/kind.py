# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kind of file a row of bytes is, told from the bytes themselves and never from the name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum

from . import compound


class Kind(Enum):
    """A kind of file: its short name, its usual ending, its media type."""

    PDF = ("PDF", ".pdf", "application/pdf")
    XLSX = ("Excel spreadsheet", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    DOCX = ("Word document", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    PPTX = ("PowerPoint slides", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")
    ODT = ("OpenDocument text", ".odt", "application/vnd.oasis.opendocument.text")
    ODS = ("OpenDocument spreadsheet", ".ods", "application/vnd.oasis.opendocument.spreadsheet")
    ODP = ("OpenDocument slides", ".odp", "application/vnd.oasis.opendocument.presentation")
    ODF = ("OpenDocument file of another kind", ".odf", "application/vnd.oasis.opendocument")
    CSV = ("CSV", ".csv", "text/csv")
    TXT = ("text", ".txt", "text/plain")
    JPEG = ("JPEG picture", ".jpg", "image/jpeg")
    PNG = ("PNG picture", ".png", "image/png")
    WEBP = ("WebP picture", ".webp", "image/webp")
    GIF = ("GIF picture", ".gif", "image/gif")
    TIFF = ("TIFF picture", ".tif", "image/tiff")
    SVG = ("SVG drawing", ".svg", "image/svg+xml")
    EML = ("e-mail", ".eml", "message/rfc822")
    MSG = ("Outlook message", ".msg", "application/vnd.ms-outlook")
    ZIP = ("ZIP archive", ".zip", "application/zip")
    OLE = ("old Office file (.doc, .xls, .ppt)", ".doc", "application/x-ole-storage")
    UNKNOWN = ("file of an unknown kind", "", "application/octet-stream")

    def __init__(self, words: str, ending: str, media_type: str):
        self.words, self.ending, self.media_type = words, ending, media_type


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF, Kind.TIFF})
"""Those made of pixels; a TIFF is published as PNG."""
WORKBOOKS = frozenset({Kind.XLSX, Kind.ODS})
OFFICE = frozenset({Kind.DOCX, Kind.PPTX, Kind.ODT, Kind.ODP})
"""Texts and slides, published in a clean copy of their own kind."""
MESSAGES = frozenset({Kind.EML, Kind.MSG})
"""Published as the text that a reader sees, with the attachments beside it."""

_STARTS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
)
_OOXML = (("xl/workbook.xml", Kind.XLSX), ("word/document.xml", Kind.DOCX), ("ppt/presentation.xml", Kind.PPTX))
_MAIL = (b"received:", b"return-path:", b"mime-version:", b"message-id:", b"x-sender:", b"delivered-to:")


def tell(data: bytes, name: str = "") -> Kind:
    """The kind of `data`. `name` only decides between kinds of plain text: `.csv` is a table, anything else is not."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(compound.MAGIC):
        return Kind.MSG if compound.has_at_root(data, "__properties_version1.0") else Kind.OLE
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:  # readers accept a header anywhere in the first kilobyte (PDF 1.7, appendix H)
        return Kind.PDF
    return _text(data, name)


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
        return Kind.UNKNOWN
    for part, kind in _OOXML:
        if part in names:
            return kind
    if "mimetype" in names and "content.xml" in names:
        return next((k for k in (Kind.ODT, Kind.ODS, Kind.ODP) if said.strip() == k.media_type), Kind.ODF)
    if "[Content_Types].xml" in names:
        return Kind.UNKNOWN
    return Kind.ZIP


def _text(data: bytes, name: str) -> Kind:
    head = data[:8192]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.UNKNOWN
    if name.lower().endswith((".csv", ".tsv")):
        return Kind.CSV
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<!--")) and b"<svg" in start:
        return Kind.SVG
    if name.lower().endswith(".eml") or _has_mail_head(start):
        return Kind.EML
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Kind.TXT if sum(byte < 9 for byte in head) == 0 and name.lower().endswith(".txt") else Kind.UNKNOWN
    return Kind.TXT if data else Kind.UNKNOWN


def _has_mail_head(start: bytes) -> bool:
    """Whether it begins with lines that only mail programs write; words typed like a letter's head have none."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    lines = re.split(rb"\r?\n(?![ \t])", head)
    return all(re.match(rb"[!-9;-~]+:|from ", line) for line in lines) and any(line.startswith(_MAIL) for line in lines)
