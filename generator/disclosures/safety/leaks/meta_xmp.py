# SPDX-License-Identifier: AGPL-3.0-or-later
"""Metadata packets of the file, its pages and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "META-XMP",
    title="Embedded metadata (XMP)",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds=(
        "XMP packets of the document, of pages and of pictures. A title that the pages show too and the mark "
        "of PDF/UA are kept."
    ),
    why="XMP keeps authors, file histories and paths, even where the document properties are empty.",
    cure="Nothing to do: the published copy has no metadata but a harmless title",
    before="`<dc:creator>A. Example</dc:creator>`, and the history of every time it was saved.",
    after="The title that the first page shows.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for packet in opened.structure.xmp:
        told = re.sub(r"<pdfuaid:part>\d</pdfuaid:part>", "", packet.decode("utf-8", "replace"))
        words = " ".join(unescape(re.sub(r"<[^>]*>", " ", told)).split())
        if b"<?xpacket" not in packet or not opened.vocabulary.shows(words) or _attributes(packet):
            yield Hit("", "The file holds a metadata packet.", words)


def _attributes(packet: bytes) -> bool:
    """Whether values stand in attributes, as in `<rdf:Description xmp:CreatorTool="…">`."""
    return bool(re.search(rb"\s(?!xmlns|rdf:about|xml:lang|begin|id|end)[\w:]+=[\"'][^\"']", packet))
