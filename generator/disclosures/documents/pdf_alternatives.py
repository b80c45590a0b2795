# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts that stand for something on a page: descriptions of pictures, spelled-out signs and abbreviations.

They hang on tags, or are written into the drawing itself as `/Span <</ActualText (…)>> BDC` (PDF 1.7, 14.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .pdf_structure import Name, Object, Stream, Structure, text

_KEYS = ("/ActualText", "/Alt", "/E")
_INLINE = re.compile(rb"/(ActualText|Alt|E)\s*(\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)


def alternatives(structure: Structure) -> Iterator[tuple[str, str]]:
    """(key without slash, text) of every such text in the file, wherever it is written."""
    for item in structure.dictionaries:
        for key in _KEYS:
            if value := text(item.get(key)).strip():
                yield key[1:], value
    for stream in _drawings(structure):
        for key, raw in _INLINE.findall(stream):
            if value := text(Object.parse(raw)).strip():
                yield key.decode(), value


def _drawings(structure: Structure) -> Iterator[bytes]:
    """The content streams of pages and forms, unpacked."""
    for page in structure.pdf.pages:
        contents = page.obj.get("/Contents")
        yield from (_unpacked(one) for one in ([contents] if isinstance(contents, Stream) else contents or ()))
    for item in structure.dictionaries:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            yield _unpacked(item)


def _unpacked(stream: Object) -> bytes:
    return bytes(stream.read_bytes()) if isinstance(stream, Stream) else b""
