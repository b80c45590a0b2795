# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF writer of its own for the second set, so that its files do not come from the libraries that read them."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pymupdf

PROSE = (
    "The committee met on the first Monday of the month in the upper hall.",
    "Apologies were noted and the minutes of the last meeting were agreed.",
    "The works to the north wall will begin once the scaffold is in place.",
    "Costs are within the sum that was set aside in the spring estimates.",
    "Residents of the adjoining streets have been told of the closure.",
    "Deliveries will be made by the rear gate between eight and ten.",
    "A further report will come to the autumn meeting for decision.",
)


@dataclass(frozen=True)
class Case:
    """One way in which a file gives something away: what makes it, and the rules of which one must say so."""

    name: str
    make: Callable[[str, random.Random], bytes]
    expect: frozenset[str]
    ending: str = "pdf"
    hard: bool = False
    drawn: bool = False


class Register(list):
    """The cases of one module, in the order in which they are written."""

    def __call__(self, name: str, expect: str, ending: str = "pdf", hard: bool = False, drawn: bool = False) -> Callable:
        def keep(make: Callable[..., bytes]) -> Callable[..., bytes]:
            self.add(name, make, expect, ending, hard, drawn)
            return make

        return keep

    def add(
        self, name: str, make: Callable[..., bytes], expect: str, ending: str = "pdf", hard: bool = False, drawn: bool = False
    ) -> None:
        self.append(Case(name, make, frozenset(expect.split()), ending, hard, drawn))


def literal(text: str) -> bytes:
    """A string as a content stream or an object writes it, in WinAnsi."""
    raw = text.encode("cp1252", "replace")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def wide(text: str) -> bytes:
    """A text string in UTF-16, hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def at(x: float, y: float, text: str, size: float = 12, font: str = "F1", before: str = "") -> bytes:
    """Operators that print `text` with its baseline at x, y (points from the bottom left)."""
    return f"BT {before} /{font} {size} Tf {x} {y} Td ".encode() + literal(text) + b" Tj ET\n"


@cache
def width(text: str, size: float = 12) -> float:
    return pymupdf.get_text_length(text, fontname="helv", fontsize=size)


def letter(top: float = 760, lines: int = 7, left: float = 72) -> bytes:
    """Some lines of ordinary prose."""
    return b"".join(at(left, top - 18 * n, PROSE[n % len(PROSE)]) for n in range(lines))


LEAD = "The complaint was made by "


def sentence(secret: str, x: float = 72, y: float = 520, size: float = 12) -> tuple[bytes, tuple[float, float, float, float]]:
    """A sentence with the secret, and the secret's box (left, bottom, right, top)."""
    left = x + width(LEAD, size)
    box = (left - 1, y - 0.3 * size, left + width(secret, size) + 1, y + 0.95 * size)
    return at(x, y, f"{LEAD}{secret} on Tuesday.", size), box


def rectangle(box: tuple[float, float, float, float]) -> str:
    return f"{box[0]:.2f} {box[1]:.2f} {box[2] - box[0]:.2f} {box[3] - box[1]:.2f} re"


class Pdf:
    """Objects in order; object 1 is the catalog, 2 the page tree, 3 Helvetica."""

    def __init__(self, version: str = "1.7"):
        self.version = version
        self.objects: list[bytes] = [b"", b""]
        self.pages: list[int] = []
        self.catalog = b""
        self.trailer = b""
        self.tree = b""
        self.add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")

    def add(self, body: bytes | str) -> int:
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, data: bytes, entries: bytes | str = b"", packed: bool = True) -> int:
        entries = entries.encode() if isinstance(entries, str) else entries
        if packed:
            data, entries = zlib.compress(data), entries + b"/Filter/FlateDecode"
        return self.add(b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream")

    def form(self, data: bytes, box: str = "0 0 595 842", entries: str = "") -> int:
        return self.stream(
            data, f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<</Font<</F1 3 0 R>>>>" + entries
        )

    def page(
        self,
        content: bytes,
        resources: str = "",
        extra: bytes | str = "",
        box: str = "0 0 595 842",
        fonts: str = "",
        packed: bool = True,
    ) -> int:
        held = self.stream(content, packed=packed)
        extra = extra.encode("latin-1") if isinstance(extra, str) else extra
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {held} 0 R/Resources<</Font<</F1 3 0 R{fonts}>>"
        number = self.add(f"{head}{resources}>>".encode() + extra + b">>")
        self.pages.append(number)
        return number

    def finish(self) -> list[bytes]:
        kids = " ".join(f"{n} 0 R" for n in self.pages)
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R" + self.catalog + b">>"
        self.objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(self.pages)}".encode() + self.tree + b">>"
        return self.objects

    def data(self, before: bytes = b"", between: bytes = b"", after: bytes = b"") -> bytes:
        """The file with a table of its objects; `before`, `between` and `after` are further bytes."""
        body = before + f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")
        offsets = []
        for number, held in enumerate(self.finish(), 1):
            offsets.append(len(body))
            body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
            if number == 3:
                body += between
        start = len(body)
        body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        body += b"trailer\n<</Size %d/Root 1 0 R" % (len(offsets) + 1) + self.trailer + b">>\n"
        return body + b"startxref\n%d\n%%%%EOF\n" % start + after

    def packed(self) -> bytes:
        """The file with object streams and a cross-reference stream."""
        body = f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")
        rows: dict[int, tuple[int, int, int]] = {}
        inside = []
        for number, held in enumerate(self.finish(), 1):
            if b"endstream" in held:
                rows[number] = (1, len(body), 0)
                body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
            else:
                inside.append((number, held))
        holder, table = len(self.objects) + 1, len(self.objects) + 2
        index, text = [], b""
        for place, (number, held) in enumerate(inside):
            rows[number] = (2, holder, place)
            index.append(b"%d %d" % (number, len(text)))
            text += held + b"\n"
        head = b" ".join(index) + b"\n"
        data = zlib.compress(head + text)
        rows[holder] = (1, len(body), 0)
        body += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (
            holder, len(inside), len(head), len(data))  # fmt: skip
        body += data + b"\nendstream\nendobj\n"
        rows[table] = (1, len(body), 0)
        entries = b"\0\0\0\0\0\xff\xff" + b"".join(
            bytes([rows[n][0]]) + rows[n][1].to_bytes(4, "big") + rows[n][2].to_bytes(2, "big") for n in range(1, table + 1)
        )
        entries = zlib.compress(entries)
        start = len(body)
        body += b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Size %d/Root 1 0 R" % (table, table + 1) + self.trailer
        body += b"/Filter/FlateDecode/Length %d>>\nstream\n" % len(entries) + entries + b"\nendstream\nendobj\n"
        return body + b"startxref\n%d\n%%%%EOF\n" % start


def revised(data: bytes, changed: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """The file with an update appended that replaces some objects; `b""` frees one."""
    previous = int(data.rstrip().rsplit(b"startxref", 1)[1].split()[0])
    size = max(changed) + 1
    body, table = data, b"xref\n"
    for number, held in sorted(changed.items()):
        if held:
            table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
            body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
        else:
            table += b"%d 1\n%010d 00001 f \n" % (number, 0)
    start = len(body)
    size = max(size, int(data.rsplit(b"/Size ", 1)[1].split(b"/")[0].split(b">")[0]))
    tail = b"trailer\n<</Size %d/Root 1 0 R/Prev %d" % (size, previous) + trailer + b">>\n"
    return body + table + tail + b"startxref\n%d\n%%%%EOF\n" % start
