# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes files that are small and want to be large, or never end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ..making import xlsx


def pdf(*objects: bytes, table: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its root."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows))
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, start))
    return out.getvalue()


def page(content: bytes, filters: bytes = b"", more: bytes = b"") -> bytes:
    """A PDF of one page with this stream of content."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + more + b">>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
    )


def zeros(size: int) -> bytes:
    """`size` zero bytes, packed, without having them in memory at once."""
    packer, step = zlib.compressobj(9), bytes(1 << 20)
    return b"".join([packer.compress(step) for _ in range(size >> 20)] + [packer.flush()])


def overlapping(count: int = 200) -> bytes:
    """An archive whose entries all unpack the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"words " * 500)
    data = out.getvalue()
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    directory = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(count))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + end


def workbook_with(part: str, body: bytes) -> bytes:
    """A small workbook in which one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, body if name == part else source.read(name))
    return out.getvalue()


LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *([97 + n] * 10)) for n in range(12))
    + b"]>"
)
