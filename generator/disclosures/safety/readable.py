# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that can be read in one published file: what it shows, and every string that it holds besides.

It is the widest reading there is. What it yields is searched for withheld terms and shown to nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from ..documents.kind import MESSAGES, PICTURES, Kind
from ..documents.package import parts
from ..documents.pdf_picture import png
from ..documents.pdf_structure import text as pdf_text
from . import ocr
from .opened import Opened, Tick, quiet

Text = tuple[str, str]
"""Where it stands (`page 3`, `the file's properties`; empty for the file's own text), and the text."""
MARKUP = (".html", ".htm", ".xml", ".svg", ".rels", ".xhtml")
PLAIN = (".txt", ".csv", ".css", ".js", ".md", ".map", ".webmanifest", ".yaml", ".yml")
HIDDEN_PART = "a hidden part of the file"
"""Where strings stand that belong to no page."""
_DEEPEST = 3
_DEEPEST_ARRAY = 20
_RUN_8 = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_RUN_16 = re.compile(rb"(?:[\x20-\xff]\x00){4,}|(?:\x00[\x20-\xff]){4,}")
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{4,})>")
_PICTURE_SHARE = 0.02


def read(data: bytes, name: str, tick: Tick = quiet, deep: int = 0) -> list[Text]:
    """Every text of the file. Raises DocumentError when it cannot be opened."""
    ending = name[name.rfind(".") :].lower()
    if ending in MARKUP:
        return [("", markup(data.decode("utf-8", "replace")))]
    if ending == ".json":
        return [("its data", structured(data))]
    if ending in PLAIN:
        return [("", _decoded(data))]
    with Opened(data, name, tick) as opened:
        if opened.kind is Kind.PDF:
            return list(_pdf(opened))
        if opened.kind in PICTURES or opened.kind is Kind.TIFF:
            return [("its bytes", "\n".join(_runs(data))), ("what can be read in the picture", ocr.words(data))]
        if data[:2] == b"PK" and deep < _DEEPEST:
            inside = parts(data, name)
            found = [("the names inside", "\n".join(inside))]
            for part, body in inside.items():
                tick()
                found += [(f"{part} {where}".strip(), text) for where, text in read(body, part, tick, deep + 1)]
            return found
        if opened.kind in (Kind.CSV, Kind.TXT):
            return [("", _decoded(data))]
        if opened.kind in MESSAGES and deep < _DEEPEST:
            mail = opened.mail
            unseen = "\n".join(value for _, value in (*mail.headers, *mail.unshown))
            found = [("the message", mail.text), ("what the message does not show", unseen)]
            for part, body in mail.attachments:
                found += [(f"{part} {where}".strip(), text) for where, text in read(body, part, tick, deep + 1)]
            return found
    return [("its bytes", "\n".join(_runs(data)))]


def _pdf(opened: Opened) -> Iterator[Text]:
    for page in opened.pdf.pages:
        opened.tick()
        yield f"page {page.number}", page.text
        area = max(page.size.x1 * page.size.y1, 1)
        drawn = sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in page.pictures)
        if ocr.program() and drawn / area > _PICTURE_SHARE:
            yield f"page {page.number}, what can be read in its pictures", ocr.words(png(page))
    strings: list[str] = []
    for item in opened.structure.dictionaries:
        for _, value in item.items():
            strings += _strings(value)
    yield "the file's properties", "\n".join([*opened.structure.info.values(), *(markup(_decoded(x)) for x in opened.structure.xmp)])
    yield HIDDEN_PART, "\n".join(strings)
    for item in opened.structure.dictionaries:
        if str(item.get("/Subtype", "")) != "/Image" and "/Length1" not in item and (body := pdf_text(item)):
            opened.tick()
            yield HIDDEN_PART, markup(body) if body.lstrip()[:1] == "<" else _drawn(body)


def _strings(value: Any, deep: int = 0) -> Iterator[str]:
    """The texts of a value and of the arrays in it; dictionaries and streams are met on their own."""
    kind = getattr(value, "_type_name", "")
    if kind == "string" or kind == "name":
        yield pdf_text(value)
    elif kind == "array" and deep < _DEEPEST_ARRAY:
        for one in value.as_list():
            yield from _strings(one, deep + 1)


def _drawn(content: str) -> str:
    """The strings that page content draws, pieces of one word side by side."""
    found = _SHOWN.findall(content.encode("latin-1", "replace"))
    return b" ".join(_hex(coded) if coded else plain for plain, coded in found).decode("latin-1")


def _hex(coded: bytes) -> bytes:
    digits = b"".join(coded.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def structured(data: bytes) -> str:
    """Keys and values of JSON, with its escapes undone; as it stands when it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _decoded(data)
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found += map(str, one)
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        else:
            found.append(str(one))
    return "\n".join(found)


class _Everything(HTMLParser):
    """Texts, attribute values and comments of markup, each kept on the line where it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._line = 1

    def _keep(self, text: str) -> None:
        ahead = max(self.getpos()[0] - self._line, 0)
        text = unquote(text) if "%" in text else text
        self.found.append("\n" * ahead + text)
        self._line += ahead + text.count("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _, value in attrs:
            if value:
                self._keep(value)

    handle_data = handle_comment = handle_decl = handle_pi = unknown_decl = _keep


def markup(text: str) -> str:
    """All that HTML or XML holds: text, attributes, comments, with entities and percent signs undone."""
    parser = _Everything()
    parser.feed(text)
    parser.close()
    return " ".join(parser.found)


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _runs(data: bytes) -> Iterator[str]:
    """Runs of letters in bytes of any kind, one or two bytes each; UTF-8 is met where it decodes."""
    for found in _RUN_8.finditer(data):
        yield found[0].decode("utf-8", "ignore") if not found[0].isascii() else found[0].decode()
    for found in _RUN_16.finditer(data):
        yield found[0].replace(b"\0", b"").decode("latin-1")
