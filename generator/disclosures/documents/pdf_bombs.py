# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files that are small and want to be large: told before anything of them is unpacked into memory."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from ..problems import DocumentError
from .pdf_structure import Array, Stream, Structure

MAX_PAGES = 20_000
MAX_CONTENT = 100_000_000
MAX_PICTURE = 600_000_000
"""Bytes that one stream may unpack to. A sheet of A0 in colour at 300 dots per inch has 420 million."""
_MOST_RATIO = 1032
"""DEFLATE packs no better than this."""
_STEP = 1 << 20
_SPLIT = "Split the document, or print it to a new PDF"


def refuse(structure: Structure, name: str) -> None:
    """Raise DocumentError when the file has more pages, or unpacks to more bytes, than any record."""
    if structure.page_count > MAX_PAGES:
        raise DocumentError(Path(name), f"this PDF has more than {MAX_PAGES:,} pages", _SPLIT)
    for item in structure.dictionaries:
        if isinstance(item, Stream):
            limit = MAX_PICTURE if str(item.get("/Subtype", "")) == "/Image" else MAX_CONTENT
            if _unpacks_beyond(item, limit):
                raise DocumentError(Path(name), "a part of this PDF unpacks to far more than it should", _SPLIT)


def _unpacks_beyond(stream: Any, limit: int) -> bool:
    rounds = _deflated(stream.get("/Filter"))
    if not rounds or int(stream.get("/Length", 0)) * _MOST_RATIO**rounds < limit:
        return False
    data = bytes(stream.read_raw_bytes())
    for number in range(rounds):
        last = number == rounds - 1
        size, kept, reader = 0, [], zlib.decompressobj()
        try:
            while data and not reader.eof:
                piece = reader.decompress(data, _STEP)
                data = reader.unconsumed_tail
                size += len(piece)
                if not last:
                    kept.append(piece)
                if size > limit:
                    return True
        except zlib.error:  # readers take what they got until then
            pass
        data = b"".join(kept)
    return False


def _deflated(filters: Any) -> int:
    """How many times over the bytes are packed by DEFLATE, before any other filter."""
    names = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    count = 0
    while count < len(names) and names[count] in ("/FlateDecode", "/Fl"):
        count += 1
    return count
