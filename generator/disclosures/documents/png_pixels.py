# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pixels of a PNG: whether colours lie under full transparency, or rows below the last one.

A reader sees neither, and both are what a picture shows that was erased or cropped carelessly. The rows are undone by
MuPDF's filter, as fast as any program reads them.
"""

from __future__ import annotations

import zlib

from .pdf import engine
from .picture_parts import Held

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_TOLD = 200
"""Bytes below the last row that are told."""

Chunks = list[tuple[bytes, bytes]]


def deflate(data: bytes) -> bytes:
    """Packed (RFC 1950) by the library that MuPDF brings along, so that every machine gives the same bytes."""
    mupdf = engine().mupdf
    source, packed = mupdf.fz_new_buffer_from_copied_data(data), mupdf.fz_new_buffer(len(data) // 2 + 64)
    output = mupdf.FzOutput(packed)
    packer = mupdf.ll_fz_new_deflate_output(output.m_internal, 9, 0)
    mupdf.ll_fz_write_buffer(packer, source.m_internal)
    mupdf.ll_fz_close_output(packer)
    mupdf.ll_fz_drop_output(packer)
    mupdf.fz_close_output(output)
    return bytes(mupdf.fz_buffer_extract(packed))


def look(chunks: Chunks) -> tuple[Chunks, list[Held]]:
    """The chunks, written anew where they hid something, and what that was. Raises ValueError and zlib.error."""
    head = chunks[0][1]
    width, height = (int.from_bytes(head[at : at + 4], "big") for at in (0, 4))
    depth, colour, interlaced = head[8], head[9], head[12]
    bits = depth * _CHANNELS[colour]
    passes = [
        (-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in (_PASSES if interlaced else ((0, 0, 1, 1),))
    ]
    lengths = [high * (1 + (wide * bits + 7) // 8) if wide > 0 and high > 0 else 0 for wide, high in passes]
    packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
    reader = zlib.decompressobj()
    rows = reader.decompress(packed, sum(lengths) + _TOLD)
    if len(rows) < sum(lengths):
        raise ValueError("a PNG with too few rows")
    held = []
    if rest := rows[sum(lengths) :] + reader.unused_data[:_TOLD]:
        held.append(Held("outside", "rows below its last one", rest))
    rows = rows[: sum(lengths)]
    if colour in (4, 6) and all(kind != b"acTL" for kind, _ in chunks):
        plain = _plain(rows, lengths, passes, bits, depth // 8)
        emptied = _emptied(plain, lengths, passes, bits // 8, depth // 8)
        if emptied is not None:
            held.append(Held("alpha", "a picture under its transparent parts"))
            rows = emptied
    return (_rewritten(chunks, rows), held) if held else (chunks, [])


def _rewritten(chunks: Chunks, rows: bytes) -> Chunks:
    first = next(index for index, (kind, _) in enumerate(chunks) if kind == b"IDAT")
    others = [chunk for chunk in chunks if chunk[0] != b"IDAT"]
    return [*others[:first], (b"IDAT", deflate(rows)), *others[first:]]


def _plain(rows: bytes, lengths: list[int], passes: list[tuple[int, int]], bits: int, octets: int) -> list[bytes]:
    """The pixels of each pass, without the filter that stands before each row."""
    mupdf = engine().mupdf
    found, at = [], 0
    for (wide, _), length in zip(passes, lengths, strict=True):
        part = rows[at : at + length]
        at += length
        if not part:
            found.append(b"")
            continue
        source = mupdf.fz_open_buffer(mupdf.fz_new_buffer_from_copied_data(part))
        undone = mupdf.fz_open_predict(source, 15, wide, bits // (8 * octets), 8 * octets)
        found.append(bytes(mupdf.fz_buffer_extract(mupdf.fz_read_all(undone, length))))
    return found


def _emptied(
    plain: list[bytes], lengths: list[int], passes: list[tuple[int, int]], pixel: int, octets: int
) -> bytes | None:
    """The rows with black under full transparency; None when there is one colour only, which shows nothing."""
    only: tuple[int, ...] | None = None
    pictured = False
    out = []
    for pixels, (wide, high), length in zip(plain, passes, lengths, strict=True):
        if not length:
            continue
        planes = [pixels[at::pixel] for at in range(pixel)]
        colours, seen = planes[:-octets], _seen(planes[-octets:])
        first = seen.find(0)
        if first >= 0:
            only = only or tuple(plane[first] for plane in colours)
            pictured = pictured or any(_differs(plane, seen, one) for plane, one in zip(colours, only, strict=True))
        emptied = bytearray(pixels)
        for at, plane in enumerate(colours):
            emptied[at::pixel] = (_number(plane) & _number(seen)).to_bytes(len(plane), "big")
        row = wide * pixel
        out += [b"\0" + emptied[at * row : (at + 1) * row] for at in range(high)]
    return b"".join(out) if pictured else None


def _seen(alphas: list[bytes]) -> bytes:
    """For each pixel 0 when it is fully transparent, otherwise 255."""
    opaque = 0
    for alpha in alphas:
        opaque |= _number(alpha)
    return opaque.to_bytes(len(alphas[0]), "big").translate(b"\0" + b"\xff" * 255)


def _differs(plane: bytes, seen: bytes, one: int) -> bool:
    """Whether some fully transparent pixel has another value than `one`."""
    unseen = _number(seen.translate(bytes(range(255, -1, -1))))
    return bool((_number(plane) ^ _number(bytes([one]) * len(plane))) & unseen)


def _number(values: bytes) -> int:
    """Many bytes as one number: the fastest way to work on all of them at once."""
    return int.from_bytes(values, "big")
