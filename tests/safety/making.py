# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the clean and leaky files of these tests, in memory. No secret is known to the rules that must find it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pikepdf
import pymupdf

from disclosures.safety.examine import look, prepare
from disclosures.safety.findings import Finding

SECRET = "Quentin Harbottle"
BLACK, WHITE, GREY = (0, 0, 0), (1, 1, 1), (0.6, 0.6, 0.6)


def pdf(*drawings: Callable[[Any], object], **page: Any) -> bytes:
    """A PDF with one A4 page for each drawing, which gets the page; every page has a line of plain text."""
    document = pymupdf.open()
    for drawing in drawings or (lambda page: None,):
        sheet = document.new_page(**page)
        sheet.insert_text((72, 72), "An ordinary line of the record.")
        drawing(sheet)
    return document.tobytes(garbage=4, deflate=True)


def secret(page: Any, at: tuple[float, float] = (72, 200), **look: Any) -> pymupdf.Rect:
    """Write the secret on a page; the box it covers."""
    size = look.get("fontsize", 11)
    page.insert_text(at, SECRET, **look)
    width = pymupdf.get_text_length(SECRET, fontsize=size)
    return pymupdf.Rect(at[0] - 2, at[1] - size, at[0] + width + 2, at[1] + 4)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A PDF after a change to its objects."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def xlsx(fill: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    """A workbook with a small table on the sheet “Wards”."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Wards"
    for row in (("Ward", "Potholes"), ("Elm", 12), ("Oak", 7)):
        sheet.append(row)
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def findings(data: bytes, name: str = "record.pdf", rule: str = "") -> list[Finding]:
    """Everything found in a file, or what one rule finds."""
    return [finding for finding in look(data, name).findings if rule in ("", finding.rule)]


def rules(data: bytes, name: str = "record.pdf") -> set[str]:
    """The rules that find something."""
    return {finding.rule for finding in findings(data, name)}


def published(data: bytes, name: str = "record.pdf") -> bytes:
    """The clean copy, after checking that nothing is left in it."""
    _, copies = prepare(data, name)
    assert [finding for copy in copies for finding in copy.findings] == []
    return copies[0].data


def recovered(found: list[Finding]) -> str:
    """All that the findings recover, without spaces."""
    return "".join("".join(finding.recovered.split()) for finding in found)


def content(stream: str, resources: Callable[[pikepdf.Pdf], dict[str, pikepdf.Object]] = lambda document: {}) -> bytes:
    """A page drawn by this content stream, with Helvetica as /F1; `{secret}` writes the secret at 72, 600."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources.Font = pikepdf.Dictionary(F1=font)
        for name, value in resources(document).items():
            page.Resources[f"/{name}"] = value
        text = f"BT /F1 12 Tf 72 600 Td ({SECRET}) Tj ET\n"
        page.contents_add(stream.replace("{secret}", text).encode())

    return changed(pdf(), change)


def state(**values: Any) -> Callable[[pikepdf.Pdf], dict[str, pikepdf.Object]]:
    """A graphics state called /G, for `content`."""
    return lambda document: {"ExtGState": pikepdf.Dictionary(G=pikepdf.Dictionary(**values))}
