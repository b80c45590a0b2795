# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gate's own bad samples. When one of them is not flagged, a library has changed and the gate is blind.

The samples are written byte by byte here, so that no library that reads them also made them.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from ..problems import DisclosuresError, ExitCode
from ..store import Store
from .pool import Pool, WorkerFailed
from .rules import version


class CanaryAlive(DisclosuresError):
    """A bad sample passed: the gate must not be trusted, so nothing is published."""

    exit_code = ExitCode.INTERNAL


def check(store: Store, pool: Pool) -> None:
    """Raise CanaryAlive unless every sample is flagged by its rule; done once for each version of the rules."""
    pool.trusted = pool.trusted or store.get_json("canary", version()) is True
    if pool.trusted:
        return
    with ThreadPoolExecutor(pool.size) as threads:
        missed = [answer for answer in threads.map(lambda sample: _missed(pool, *sample), samples()) if answer]
    if missed:
        raise CanaryAlive(
            "the safety gate does not see its own bad samples, so nothing is published: " + "; ".join(missed)
            + ". Install the versions of requirements.lock."
        )  # fmt: skip
    pool.trusted = True
    store.put_json("canary", version(), value=True)


def _missed(pool: Pool, rule: str, name: str, data: bytes) -> str:
    """Empty when the rule flags its sample; otherwise what was found in its stead."""
    try:
        head, _ = pool.ask("look", data, name)
        found = {finding["rule"] for finding in head["first"]["findings"]}
    except WorkerFailed as error:
        found = {str(error)}
    return "" if rule in found else f"{rule} (found {', '.join(sorted(found)) or 'nothing'})"


def samples() -> Iterator[tuple[str, str, bytes]]:
    """(rule that must find it, file name, bytes)"""
    words = b"BT /F1 12 Tf 72 700 Td (Canary Canary) Tj ET "
    yield "OVERLAY-TEXT", "covered.pdf", _pdf(words + b"0 g 60 690 200 30 re f")
    yield "INVISIBLE-TEXT", "white.pdf", _pdf(b"1 g " + words)
    yield "INVISIBLE-TEXT", "mode-3.pdf", _pdf(b"BT 3 Tr /F1 12 Tf 72 700 Td (Canary Canary) Tj ET")
    yield "OFFPAGE", "outside.pdf", _pdf(b"BT /F1 12 Tf 900 700 Td (Canary Canary) Tj ET")
    mark = b"<</Type/Annot/Subtype/Redact/Rect[60 690 260 720]>>"
    yield "REDACT-UNAPPLIED", "mark.pdf", _pdf(words, page=b"/Annots[" + mark + b"]")
    note = b"<</Type/Annot/Subtype/Text/Rect[60 690 80 710]/Contents(Canary)>>"
    yield "ANNOT-TEXT", "note.pdf", _pdf(words, page=b"/Annots[" + note + b"]")
    yield "JAVASCRIPT", "script.pdf", _pdf(words, root=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
    yield "HIDDEN-SHEET", "hidden.xlsx", _xlsx()
    yield "HIDDEN-TEXT", "hidden.docx", _docx()
    yield "CSV-FORMULA", "formula.csv", b"name,value\r\nCanary,=1+1\r\n"
    yield (
        "IMAGE-META",
        "comment.jpg",
        base64.b64decode(_JPEG)[:2] + b"\xff\xfe\x00\x08Canary" + base64.b64decode(_JPEG)[2:],
    )


def _pdf(content: bytes, page: bytes = b"", root: bytes = b"") -> bytes:
    """A one-page PDF; without cross-reference table offsets it would be damaged, so they are counted."""
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R" + root + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
        + page
        + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out),
    )  # fmt: skip


def _xlsx() -> bytes:
    office = "http://schemas.openxmlformats.org"
    main = f"{office}/spreadsheetml/2006/main"
    of, package = f"{office}/officeDocument/2006/relationships", f"{office}/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheet = f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/a.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/b.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets><sheet name="A" sheetId="1" r:id="a"/>'
        '<sheet name="B" sheetId="2" state="hidden" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="{x}" Type="{of}/worksheet" Target="{x}.xml"/>' for x in "ab")
        + "</Relationships>",
        "xl/a.xml": sheet,
        "xl/b.xml": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def _docx() -> bytes:
    office = "http://schemas.openxmlformats.org"
    word, of, package = f"{office}/wordprocessingml/2006/main", f"{office}/officeDocument/2006", f"{office}/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{of}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:rPr><w:vanish/></w:rPr>'
        "<w:t>Canary</w:t></w:r></w:p></w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


# A grey picture of one pixel.
_JPEG = (
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/"
    "wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q=="
)
