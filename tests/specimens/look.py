# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be found in a PDF: what a reader sees, and what someone finds who takes it apart."""

from __future__ import annotations

import pymupdf


def pages(data: bytes) -> list[str]:
    """The text of each page in reading order, as it is drawn: labels stand for themselves, not for what they say."""
    with pymupdf.open("pdf", data) as doc:
        return [page.get_text(sort=True, flags=pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT) for page in doc]


def boxes(data: bytes) -> list[int]:
    """How many black filled boxes each page has."""
    with pymupdf.open("pdf", data) as doc:
        return [sum(one.get("fill") == (0, 0, 0) for one in page.get_drawings()) for page in doc]


def annotations(data: bytes) -> int:
    """How many annotations are left on all pages."""
    with pymupdf.open("pdf", data) as doc:
        return sum(1 for page in doc for _ in page.annots())


def title_and_language(data: bytes) -> tuple[str, str]:
    """The document's title and the language its catalogue names."""
    with pymupdf.open("pdf", data) as doc:
        return doc.metadata["title"], doc.xref_get_key(doc.pdf_catalog(), "Lang")[1]


def holds(data: bytes, words: str) -> bool:
    """Whether any object or decompressed stream, or the file itself, holds `words`, as letters or in hexadecimal."""
    wanted = (words.encode(), words.encode().hex().encode(), words.encode().hex().upper().encode())
    with pymupdf.open("pdf", data) as doc:
        places = [data]
        for xref in range(1, doc.xref_length()):
            places.append(doc.xref_object(xref).encode())
            if doc.xref_is_stream(xref):
                places.append(doc.xref_stream(xref))
    return any(one in place for one in wanted for place in places)
