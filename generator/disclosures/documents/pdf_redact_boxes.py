# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes that are drawn instead of what went: black, with the exemption in white, and said aloud as well.

A box is a `/Span` with an /ActualText. In a tagged file it is an element of the tag tree too, standing where the words
were (`pdf_redact_tags`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .pdf_redact_emit import number
from .pdf_redact_fonts import text_width
from .pdf_redact_regions import Region
from .pdf_redact_walk import Letter
from .pdf_structure import Array, Dictionary, Name, Stream, String, Structure
from .shapes import Box

SMALLEST, USUAL, LARGEST = 4.5, 8.0, 14.0
_FONT = "/RedactionLabel"


@dataclass(frozen=True)
class Stamp:
    """One box to draw, in the file's coordinates. `along` is the direction in which its label reads."""

    box: Box
    along: tuple[float, float]
    region: Region
    instead_of: Letter | None
    """The first letter that stood there."""


def draw(structure: Structure, page: Any, stamps: list[Stamp], pieces: list[int | None]) -> None:
    """Draw the boxes on top of a page; `pieces` are their numbers in the tag tree."""
    if not stamps:
        return
    pdf = structure.pdf
    resources = Dictionary(page.resources)
    fonts = resources.get("/Font")
    resources["/Font"] = fonts = Dictionary(fonts) if isinstance(fonts, Dictionary) else Dictionary()
    fonts[_FONT] = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    page.obj.Resources = resources
    old = page.obj.get("/Contents")
    parts = [pdf.make_stream(b"q\n")] if old is not None else []
    parts += list(old) if isinstance(old, Array) else [old] if isinstance(old, Stream) else []
    drawn = b"\n".join(_span(stamp, piece) for stamp, piece in zip(stamps, pieces, strict=True))
    parts.append(pdf.make_stream((b"\nQ\n" if old is not None else b"") + drawn + b"\n"))
    page.obj.Contents = Array(parts)
    page.contents_coalesce()


def _span(stamp: Stamp, piece: int | None) -> bytes:
    spoken = String(stamp.region.spoken).unparse()
    spoken = spoken if isinstance(spoken, bytes) else spoken.encode()
    told = b"" if piece is None else b"/MCID %d " % piece
    return b"/Span <<" + told + b"/ActualText " + spoken + b">> BDC\n" + _box(stamp.box) + _label(stamp) + b"EMC"


def _box(box: Box) -> bytes:
    sides = b" ".join(map(number, (box.x0, box.y0, box.width, box.height)))
    return b"q 0 g " + sides + b" re f Q\n"


def _label(stamp: Stamp) -> bytes:
    label, (ux, uy) = stamp.region.label, stamp.along
    across = abs(ux) > abs(uy)
    wide, high = (stamp.box.width, stamp.box.height) if across else (stamp.box.height, stamp.box.width)
    size = min(LARGEST if high > 40 else USUAL, 0.8 * high, (wide - 2) / max(text_width(label, 1), 0.01))
    if not label or size < SMALLEST:
        return b""
    (cx, cy), half = stamp.box.centre, text_width(label, size) / 2
    x, y = cx - half * ux + 0.35 * size * uy, cy - half * uy - 0.35 * size * ux
    placed = b" ".join(map(number, (ux, uy, -uy, ux, x, y)))
    shown = label.encode("cp1252", "replace").hex().encode()
    return (
        b"q BT 1 g 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts "
        + _FONT.encode() + b" " + number(size) + b" Tf " + placed + b" Tm <" + shown + b"> Tj ET Q\n"
    )  # fmt: skip
