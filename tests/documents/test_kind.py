# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

import pytest

from disclosures.documents.kind import Kind, tell


def archive(*names, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        for name, body in parts.items():
            whole.writestr(name, body)
        for name in names:
            whole.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.xlsx", "a.jpg"])
def test_a_name_alone_tells_nothing(name):
    assert tell(b"Only words, whatever the name says.", name) is Kind.TXT


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.4\n", "a.txt", Kind.PDF),
        (b"\n\n%PDF-1.4\n", "a", Kind.PDF),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "a.zip", Kind.XLSX),
        (archive("[Content_Types].xml", "word/document.xml"), "a.pdf", Kind.DOCX),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "a", Kind.PPTX),
        (archive("mimetype", "content.xml"), "a", Kind.ODF),
        (archive("content.xml", mimetype=Kind.ODS.media_type), "a.odt", Kind.ODS),
        (archive("a.txt"), "a.docx", Kind.ZIP),
        (b"PK\x03\x04broken", "a.xlsx", Kind.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.xls", Kind.OLE),
        (b"\xff\xd8\xff\xe0", "a", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n", "a", Kind.PNG),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a", Kind.WEBP),
        (b"GIF89a", "a", Kind.GIF),
        (b"II*\0", "a", Kind.TIFF),
        (b'<?xml version="1.0"?><svg/>', "a", Kind.SVG),
        (b"<!DOCTYPE svg><svg/>", "a.txt", Kind.SVG),
        (b"From: a\r\nMIME-Version: 1.0\r\n\r\n", "a", Kind.EML),
        (b"From: a\r\nTo: b\r\n\r\nMIME-Version: 1.0", "a", Kind.TXT),
        (archive("%PDF-1.7 a.txt"), "a", Kind.ZIP),
        (b"Received: from here\r\nSubject: x\r\n\r\n", "a", Kind.EML),
        (b"a,b\n1,2\n", "a.CSV", Kind.CSV),
        ("Ynys M\u00f4n".encode("cp1252"), "a.csv", Kind.CSV),
        ("Ynys M\u00f4n".encode(), "a.txt", Kind.TXT),
        (b"\x7fELF\0\0", "a.txt", Kind.UNKNOWN),
        (b"", "a.txt", Kind.UNKNOWN),
    ],
)
def test_the_kind_is_told_from_the_bytes(data, name, kind):
    assert tell(data, name) is kind
