# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes compound files and the Outlook messages in them, for these tests. Nothing here is read by the package itself."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from disclosures.documents.compound import MAGIC

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 with these folders and streams."""
    entries: list[list] = [["Root Entry", 5, FREE, FREE, FREE, END, b""]]

    def add(folder: Tree, parent: int) -> None:
        last = None
        for name, body in folder.items():
            number = len(entries)
            if last is None:
                entries[parent][4] = number
            else:
                entries[last][3] = number
            last = number
            is_stream = isinstance(body, bytes)
            entries.append([name, 2 if is_stream else 1, FREE, FREE, FREE, END if is_stream else 0, body if is_stream else b""])
            if not is_stream:
                add(body, number)

    add(tree, 0)
    small, small_table, sectors, table = b"", [], [], []

    def chain(body: bytes) -> int:
        first = len(sectors)
        pieces = [body[at : at + 512].ljust(512, b"\0") for at in range(0, len(body), 512)]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), END])
        return first

    for entry in entries[1:]:
        body = entry[6]
        if entry[1] != 2 or not body:
            continue
        if len(body) < 4096:
            first, count = len(small_table), -(-len(body) // 64)
            entry[5] = first
            small_table += [*range(first + 1, first + count), END]
            small += body.ljust(count * 64, b"\0")
        else:
            entry[5] = chain(body)
    if small:
        entries[0][5], entries[0][6] = chain(small), small
    minis = chain(struct.pack(f"<{len(small_table)}I", *small_table)) if small_table else END
    rows = b""
    for name, kind, left, right, child, start, body in entries:
        own = name.encode("utf-16-le") + b"\0\0"
        rows += own.ljust(64, b"\0") + struct.pack("<HBBIII", len(own), kind, 1, left, right, child)
        rows += bytes(36) + struct.pack("<IQ", start, len(body))
    directory = chain(rows)
    count = 1
    while count * 128 < len(table) + count:
        count += 1
    places = list(range(len(sectors), len(sectors) + count))
    body = struct.pack(f"<{len(table) + count}I", *table, *[FAT] * count)
    sectors += [body[at : at + 512].ljust(512, b"\xff") for at in range(0, count * 512, 512)]
    head = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIII", count, directory, 0, 4096, minis, 1, END)
    head += struct.pack("<I", 0) + struct.pack("<109I", *places, *[FREE] * (109 - count))
    return head + b"".join(sectors)


def wide(id: int, words: str) -> dict[str, bytes]:
    return {f"__substg1.0_{id:04X}001F": words.encode("utf-16-le")}


def binary(id: int, body: bytes) -> dict[str, bytes]:
    return {f"__substg1.0_{id:04X}0102": body}


def fixed(head: int, values: Mapping[int, int]) -> dict[str, bytes]:
    rows = b"".join(struct.pack("<HHIQ", 3, id, 6, value) for id, value in values.items())
    return {"__properties_version1.0": bytes(head) + rows}


def person(number: int, role: int, name: str, address: str) -> dict[str, Tree]:
    """A recipient: role 1 To, 2 Cc, 3 Bcc."""
    return {f"__recip_version1.0_#{number:08X}": {**fixed(8, {0x0C15: role}), **wide(0x3001, name), **wide(0x39FE, address)}}


def attached(number: int, name: str, body: bytes, **values: int) -> dict[str, Tree]:
    """A file; `hidden=1` takes it from the list, `method` is how it is kept."""
    own = fixed(8, {0x3705: values.get("method", 1), 0x7FFE: values.get("hidden", 0)})
    return {f"__attach_version1.0_#{number:08X}": {**own, **wide(0x3707, name), **binary(0x3701, body)}}


def embedded(number: int, message: Tree) -> dict[str, Tree]:
    """A message inside a message."""
    return {f"__attach_version1.0_#{number:08X}": {**fixed(8, {0x3705: 5}), "__substg1.0_3701000D": message}}


SENT = 132886998000000000
"""7 February 2022, 09:30, in tenths of microseconds since 1601."""


def message_tree(*more: Tree, text: str = "The count was 12.\r\n", head: int = 32, subject: str = "Potholes") -> dict:
    """What the root of a plain message holds, or with `head=24` one inside another."""
    tree: dict = {
        **fixed(head, {0x0039: SENT, 0x3FDE: 65001}), **wide(0x001A, "IPM.Note"), **wide(0x0037, subject),
        **wide(0x1000, text), **wide(0x0042, "Records Office"), **wide(0x5D02, "records@council.example"),
        **person(0, 1, "A Requester", "someone@mail.example"),
    }  # fmt: skip
    for one in more:
        tree |= one
    return tree


def msg(*more: Tree, **values: str) -> bytes:
    """A message that Outlook saved, with `more` at its root."""
    return compound(message_tree(*more, **values))


def packed_rtf(rich: str) -> bytes:
    """Rich text as Outlook keeps it, without packing it smaller."""
    body = rich.encode("ascii")
    coded = b"".join(b"\0" + body[at : at + 8] for at in range(0, len(body), 8))
    return struct.pack("<II4sI", len(coded) + 12, len(body), b"LZFu", 0) + coded
